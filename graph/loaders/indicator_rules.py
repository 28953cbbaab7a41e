"""The rules of indicators.toml, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.loaders.figures import alternation
from graph.loaders.rules import Rules, load_rules


class _Verbs(Rules):
    up: tuple[str, ...]
    down: tuple[str, ...]
    reach: tuple[str, ...]
    adverb: tuple[str, ...]


class _Words(Rules):
    words: tuple[str, ...]


class _Done(Rules):
    kept: tuple[str, ...]


class _After(Rules):
    done: tuple[str, ...]
    other: tuple[str, ...]


class _Heads(Rules):
    flow: tuple[str, ...]
    level: tuple[str, ...]
    rate: tuple[str, ...]
    whole: tuple[str, ...]
    modifiers: tuple[str, ...]


class _Subject(Rules):
    ends: tuple[str, ...]


class IndicatorRules(Rules):
    """Schema of indicators.toml."""

    verbs: _Verbs
    leads: _Words
    not_leads: Mapping[str, tuple[str, ...]]
    done: _Done
    ongoing: _Words
    after: _After
    not_after: Mapping[str, tuple[str, ...]]
    heads: _Heads
    subject: _Subject
    pairs: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The rules as patterns; `…_end` match at the end of words, the others where they begin."""

    leads: re.Pattern[str]
    trail: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    reach: re.Pattern[str]
    done: re.Pattern[str]
    done_end: re.Pattern[str]
    ongoing: re.Pattern[str]
    after: re.Pattern[str]
    after_done: re.Pattern[str]
    flow_end: re.Pattern[str]
    level_end: re.Pattern[str]
    head_end: re.Pattern[str]
    bare_head: re.Pattern[str]
    subject_end: re.Pattern[str]
    pairs: Mapping[str, tuple[str, str]]


@cache
def patterns() -> Patterns:
    """The patterns made of indicators.toml. Raises RuleError where it does not fit its schema."""
    rules = load_rules("indicators", IndicatorRules)
    verbs, heads = rules.verbs, rules.heads
    trail = (*verbs.up, *verbs.down, *verbs.reach, *verbs.adverb)
    quantities = (*heads.flow, *heads.level, *heads.rate)
    return Patterns(
        leads=re.compile(rf"(?:{_except(rules.leads.words, rules.not_leads)})+"),
        trail=re.compile(rf"(?<![新净人])(?:{alternation(trail)})+$"),
        up=re.compile(alternation(verbs.up)),
        down=re.compile(alternation(verbs.down)),
        reach=re.compile(rf"(?:{alternation(verbs.reach)})$"),
        done=re.compile(alternation(rules.done.kept)),
        done_end=re.compile(rf"(?:{alternation(rules.done.kept)})$"),
        ongoing=re.compile(alternation(rules.ongoing.words)),
        after=re.compile(
            rf"(?<![新已拟])(?:{_except((*rules.after.done, *rules.after.other), rules.not_after)})"
        ),
        after_done=re.compile(alternation(rules.after.done)),
        flow_end=re.compile(rf"(?:{alternation(heads.flow)})$"),
        level_end=re.compile(rf"(?:{alternation((*heads.level, *heads.rate))})$"),
        head_end=re.compile(
            rf"(?:{alternation((*heads.modifiers, *quantities))})*(?:{alternation(quantities)})$"
        ),
        bare_head=re.compile(
            rf"(?!(?:{alternation(heads.whole)})$)(?:{alternation(heads.modifiers)})*"
            rf"(?:{alternation(quantities)})"
        ),
        pairs=rules.pairs,
        subject_end=re.compile(rf"\d|{alternation(rules.subject.ends)}"),
    )


def _except(words: Iterable[str], exceptions: Mapping[str, tuple[str, ...]]) -> str:
    """An alternation of the words, none of which matches where its exceptions follow."""
    return "|".join(
        re.escape(word) + (f"(?!{alternation(exceptions[word])})" if word in exceptions else "")
        for word in sorted(words, key=len, reverse=True)
    )
