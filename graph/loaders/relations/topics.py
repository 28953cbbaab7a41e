"""What a clause or a paragraph is about: the one name that its head says something of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.loaders.relations.mentions import Mention, Sentence
from graph.loaders.relations.rules import any_of, relation_rules

_FIGURE = re.compile(r"[0-9，,、：:]")


def heads(sentence: Sentence) -> bool:
    """Does this short sentence head what follows it? 新旧动能转换起步区积厚成势。"""
    text = sentence.text(sentence.span.start, sentence.span.end)
    short = len(text) <= relation_rules().topic.longest and not _FIGURE.search(text)
    return short and not sentence.of("Project", "Initiative")


def topic_of(sentence: Sentence, *types: str) -> Mention | None:
    """The one entity of these types that a short sentence is about."""
    named = sentence.of(*types)
    if len(named) != 1:
        return None
    before = sentence.text(sentence.span.start, named[0].start)
    after = sentence.text(named[0].end, sentence.span.end).rstrip("。；！？")
    return named[0] if is_topic(before, after) else None


def is_topic(before: str, after: str) -> bool:
    """Is a clause about the name that stands between these words of it?"""
    say = _patterns()
    about_it = not after.startswith(relation_rules().topic.other)
    return bool(about_it and say.before.fullmatch(before) and say.state.fullmatch(after))


def opens_clause(before: str) -> bool:
    """Does a verb after these words still open its clause? 积极, 高标准."""
    return bool(_patterns().before.fullmatch(before))


def is_ground(before: str, after: str) -> bool:
    """Does a clause make the name in it the ground of what follows? 以南港工业区为重要承载地."""
    say = _patterns()
    return bool(say.taking.search(before) and say.ground.match(after))


@dataclass(frozen=True, slots=True)
class _Patterns:
    before: re.Pattern[str]
    state: re.Pattern[str]
    taking: re.Pattern[str]
    ground: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = relation_rules().topic
    return _Patterns(
        before=re.compile(f"{any_of(rules.before)}*"),
        state=re.compile(f"(?:[^，。、和与及]{{0,10}}{any_of(rules.states)}[^，。]{{0,6}})?"),
        taking=re.compile(f"{any_of(rules.taking)}$"),
        ground=re.compile(f"[作成]?为[^，。]{{0,4}}{any_of(rules.grounds)}"),
    )
