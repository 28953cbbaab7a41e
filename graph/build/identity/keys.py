"""What names are compared by: folded, spelled one way, without what says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from graph.build.identity.rules import identity_rules
from graph.folding import fold
from graph.loaders.numerals import plain

Endings = Mapping[str, Sequence[str]]
_LEAST = 2
_LEAST_OF_LONG = 4
_SHORTEST_CORE = 5
_QUOTED = re.compile(r"“([^“”]+)”([^“”]{,8})")
_SHORTEST_QUOTED = 4


@lru_cache(1 << 15)
def key(label: str, name: str) -> str:
    """The key of a name: 济枣高速铁路建设 and 济枣高铁 have one, 3号线 and 三号线 too."""
    rules = identity_rules()
    if len(quoted := quoted_in(label, name)) >= _SHORTEST_QUOTED:
        name = quoted
    whole = _respelled(name)
    text = _without_beginnings(label, whole)
    text = _without_endings(label, text, rules.endings_of_long, _LEAST_OF_LONG)
    least = _LEAST if text == whole else _LEAST_OF_LONG
    text = _without_endings(label, text, rules.endings, least)
    return text or fold(name)


def quoted_in(label: str, name: str) -> str:
    """What a name quotes and goes by (“河北净菜”进京入津), or nothing."""
    rules = identity_rules()
    found = _QUOTED.fullmatch(name) if label in rules.quoted else None
    if not found or marks(found[2]) or rules.not_quoted.search(found[2]):
        return ""
    return found[1]


def led_by_quoted(label: str, name: str) -> str:
    """What a name quotes behind other words and goes by where it was coined, or nothing.

    大学生就业“六预一保”措施 is 六预一保; 数字产业化“十大工程” is not 十大工程.
    """
    rules = identity_rules()
    lead = rules.before_quoted.match(name)
    quoted = quoted_in(label, name[lead.end() :]) if lead and not marks(lead[0]) else ""
    is_name = len(quoted) >= _SHORTEST_QUOTED and not rules.counted.fullmatch(quoted)
    return quoted if is_name else ""


def _without_beginnings(label: str, text: str) -> str:
    beginnings = identity_rules().beginnings.get(label, ())
    while found := next((each for each in beginnings if text.startswith(each)), ""):
        if len(text) < len(found) + _LEAST_OF_LONG:
            break
        text = text.removeprefix(found)
    return text


def _without_endings(label: str, text: str, endings: Endings, least: int) -> str:
    while not text.endswith(identity_rules().kept_endings.get(label, ())):
        found = (each for each in endings.get(label, ()) if text.endswith(each))
        ending = next((each for each in found if len(text) >= len(each) + least), "")
        if not ending:
            break
        text = text.removesuffix(ending)
    return text


@lru_cache(1 << 15)
def core(label: str, name: str) -> str:
    """What a programme of the nation is known by, whatever stands around and between its words.

    国家数据知识产权试点 and 数据知识产权试点工作 have one core, 新场景消费 and 消费新场景 too:
    its characters have no order of their own. Short ones are nobody's.
    """
    rules = identity_rules()
    around, text = rules.around[label], _respelled(name)
    while (shorter := rules.between.sub("", around.sub("", text))) != text:
        text = shorter
    return "".join(sorted(text)) if len(text) >= _SHORTEST_CORE else ""


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
