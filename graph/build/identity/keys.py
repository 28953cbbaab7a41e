"""What names are compared by: folded, spelled one way, without what says nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph.build.identity.rules import identity_rules
from graph.folding import fold
from graph.loaders.numerals import plain

_LEAST = 2
_SHORTEST_CORE = 5


@lru_cache(1 << 15)
def key(label: str, name: str) -> str:
    """The key of a name: 济枣高速铁路建设 and 济枣高铁 have one, 3号线 and 三号线 too."""
    rules = identity_rules()
    text = _respelled(name)
    while not text.endswith(rules.kept_endings.get(label, ())):
        found = (each for each in rules.endings.get(label, ()) if text.endswith(each))
        ending = next((each for each in found if len(text) >= len(each) + _LEAST), "")
        if not ending:
            break
        text = text.removesuffix(ending)
    return text or fold(name)


@lru_cache(1 << 15)
def core(name: str) -> str:
    """What a programme of the nation is known by, whatever stands before or behind it.

    国家数据知识产权试点 and 数据知识产权试点工作 have one core; short ones are nobody's.
    """
    plain = identity_rules().around.sub("", _respelled(name))
    return plain if len(plain) >= _SHORTEST_CORE else ""


@lru_cache(1 << 15)
def marks(text: str) -> tuple[str, ...]:
    """What tells a name apart from all with other such marks: numbers, phases, plans, sides."""
    return tuple(sorted(identity_rules().apart.findall(text)))


def _respelled(name: str) -> str:
    text = _numbered().sub(_in_digits, fold(name))
    for each in identity_rules().respelled:
        text = each.old.sub(each.new, text)
    return text


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"[一二三四五六七八九十]+(?={'|'.join(identity_rules().numbered)})")


def _in_digits(found: re.Match[str]) -> str:
    try:
        return plain(found[0])
    except ValueError:
        return found[0]
