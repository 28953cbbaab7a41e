"""The rules of indicators.toml, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from graph.loaders.indicators.grammar import alternation
from graph.loaders.rules import Rules, load_rules


class _Verbs(Rules):
    up: tuple[str, ...]
    down: tuple[str, ...]
    reach: tuple[str, ...]
    adverb: tuple[str, ...]
    spans: tuple[str, ...]


class _Compared(Rules):
    with_: tuple[str, ...] = Field(alias="with")
    by: tuple[str, ...]
    ahead: tuple[str, ...]


class _Ranked(Rules):
    joined: tuple[str, ...]
    verbs: tuple[str, ...]
    among: tuple[str, ...]


class _Leads(Rules):
    words: tuple[str, ...]
    patterns: tuple[str, ...]


class _Words(Rules):
    words: tuple[str, ...]


class _Done(Rules):
    kept: tuple[str, ...]
    added: tuple[str, ...]


class _After(Rules):
    adverb: tuple[str, ...]
    done: tuple[str, ...]
    other: tuple[str, ...]


class _Heads(Rules):
    flow: tuple[str, ...]
    level: tuple[str, ...]
    rate: tuple[str, ...]
    index: tuple[str, ...]
    lent: tuple[str, ...]
    of_quantity: tuple[str, ...]
    of_all: tuple[str, ...]
    whole: tuple[str, ...]
    modifiers: tuple[str, ...]
    counterparts: tuple[str, ...]


class _Told(Rules):
    ends: tuple[str, ...]
    goes_on: tuple[str, ...]


class _Subject(Rules):
    ends: tuple[str, ...]


class _Origins(Rules):
    opening: str
    base: str
    reached: tuple[str, ...]


class _Sentences(Rules):
    effects: tuple[str, ...]
    part_of: tuple[str, ...]
    moved: tuple[str, ...]
    moving: re.Pattern[str]
    holds_on: re.Pattern[str]
    fulfilled: re.Pattern[str]
    vague: tuple[str, ...]
    general: re.Pattern[str]
    empty: re.Pattern[str]
    further: re.Pattern[str]
    growing: tuple[str, ...]


class _Measures(Rules):
    points: tuple[str, ...]
    rates_of_change: re.Pattern[str]
    worse: re.Pattern[str]
    new: re.Pattern[str]
    risen: re.Pattern[str]
    events: re.Pattern[str]
    stocks: re.Pattern[str]
    at_least_done: tuple[str, ...]


class _Manner(Rules):
    ended: re.Pattern[str]
    done_to: tuple[str, ...]
    people: str
    works: tuple[str, ...]


class _Shortened(Rules):
    placed: re.Pattern[str]
    loose: re.Pattern[str]
    generic: frozenset[str]


class _When(Rules):
    aimed: re.Pattern[str]
    ahead: re.Pattern[str]
    expected: re.Pattern[str]
    five_years: re.Pattern[str]
    said: re.Pattern[str]
    base: re.Pattern[str]
    from_present: dict[str, int]
    from_section: dict[str, int]


class PartRules(Rules):
    """What tells the numbers of names; see indicators.toml."""

    joined: re.Pattern[str]
    kinds: re.Pattern[str]
    single: re.Pattern[str]
    policies: re.Pattern[str]
    among_all: re.Pattern[str]
    among: re.Pattern[str]
    fund: re.Pattern[str]
    steps: re.Pattern[str]
    plans: re.Pattern[str]
    outlines: re.Pattern[str]
    measures_named: re.Pattern[str]
    names_some: re.Pattern[str]
    unique: re.Pattern[str]
    time_measured: re.Pattern[str]


class IndicatorRules(Rules):
    """Schema of indicators.toml."""

    verbs: _Verbs
    compared: _Compared
    ranked: _Ranked
    leads: _Leads
    not_leads: Mapping[str, tuple[str, ...]]
    done: _Done
    not_done: Mapping[str, tuple[str, ...]]
    ongoing: _Words
    not_ongoing: Mapping[str, tuple[str, ...]]
    after: _After
    not_after: Mapping[str, tuple[str, ...]]
    heads: _Heads
    told: _Told
    subject: _Subject
    origins: _Origins
    sentences: _Sentences
    measures: _Measures
    manner: _Manner
    shortened: _Shortened
    when: _When
    parts: PartRules
    pairs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The rules as patterns; `…_end` match at the end of words, the others where they begin."""

    leads: re.Pattern[str]
    trail: re.Pattern[str]
    span_end: re.Pattern[str]
    compared: re.Pattern[str]
    ranked: re.Pattern[str]
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
    index_end: re.Pattern[str]
    lent_end: re.Pattern[str]
    of_quantity: frozenset[str]
    of_all: frozenset[str]
    other_quantity: re.Pattern[str]
    told: re.Pattern[str]
    bare_head: re.Pattern[str]
    subject_end: re.Pattern[str]
    origin: re.Pattern[str]
    pairs: Mapping[str, tuple[str, ...]]
    added: frozenset[str]


@cache
def indicator_rules() -> IndicatorRules:
    """The rules of indicators.toml. Raises RuleError where it does not fit its schema."""
    return load_rules("indicators", IndicatorRules)


@cache
def patterns() -> Patterns:
    """The patterns made of indicators.toml. Raises RuleError where it does not fit its schema."""
    rules = indicator_rules()
    verbs, heads = rules.verbs, rules.heads
    trail = (*verbs.up, *verbs.down, *verbs.reach, *verbs.adverb)
    quantities = (*heads.flow, *heads.level, *heads.rate)
    behind = (*rules.after.adverb, *rules.after.done, *rules.after.other)
    spans = "|".join(verbs.spans)
    bare_head = (
        rf"(?!(?:{alternation(heads.whole)})$)(?:{alternation(heads.modifiers)})*"
        rf"(?:{alternation(quantities)})"
    )
    return Patterns(
        leads=re.compile(
            rf"(?:{'|'.join(rules.leads.patterns)}"
            rf"|{_except(rules.leads.words, rules.not_leads)})+"
        ),
        trail=re.compile(rf"(?<![新净])(?<!人(?=均))(?:{alternation(trail)}|{spans})+$"),
        span_end=re.compile(rf"(?:{spans})+$"),
        compared=_compared(rules),
        ranked=_ranked(rules.ranked),
        up=re.compile(alternation(verbs.up)),
        down=re.compile(alternation(verbs.down)),
        reach=re.compile(rf"(?:{alternation(verbs.reach)})$"),
        done=re.compile(_except(rules.done.kept, rules.not_done)),
        done_end=re.compile(rf"(?:{alternation(rules.done.kept)})$"),
        ongoing=re.compile(_except(rules.ongoing.words, rules.not_ongoing)),
        after=re.compile(rf"(?<![新已拟所])(?:{_except(behind, rules.not_after)})"),
        after_done=re.compile(
            rf"(?:{alternation(rules.after.adverb)})*(?:{alternation(rules.after.done)})"
        ),
        flow_end=re.compile(rf"(?:{alternation(heads.flow)})$"),
        level_end=re.compile(rf"(?:{alternation((*heads.level, *heads.rate))})$"),
        head_end=re.compile(
            rf"(?:{alternation((*heads.modifiers, *quantities))})*(?:{alternation(quantities)})$"
        ),
        index_end=re.compile(rf"(?:{alternation(heads.index)})$"),
        of_quantity=frozenset(heads.of_quantity),
        of_all=frozenset(heads.of_all),
        lent_end=re.compile(rf"(?:{alternation(heads.lent)})$"),
        other_quantity=re.compile(rf"、{bare_head}(?:{alternation(rules.told.goes_on)})"),
        told=re.compile(rf"(?:{'|'.join(rules.told.ends)})$"),
        bare_head=re.compile(bare_head),
        pairs=rules.pairs,
        added=frozenset(rules.done.added),
        subject_end=re.compile(rf"\d|{alternation(rules.subject.ends)}"),
        origin=_origin(rules),
    )


def _compared(rules: IndicatorRules) -> re.Pattern[str]:
    """比上年增加, 高于全国, up to the figure."""
    by = alternation((*rules.verbs.up, *rules.verbs.down, *rules.compared.by))
    return re.compile(
        rf"(?:(?:{'|'.join(rules.compared.with_)})(?!{by})[^，、]{{1,14}}?(?:{by})(?:了|出)?"
        rf"|(?:{alternation(rules.compared.ahead)})(?:(?!比例|率)[^，、“”]){{0,16}})$"
    )


def _ranked(rules: _Ranked) -> re.Pattern[str]:
    """均居全国, up to the rank."""
    among = alternation(rules.among)
    return re.compile(
        rf"(?:{'|'.join(rules.joined)})*"
        rf"(?:(?:{'|'.join(rules.verbs)})[^，、“”]{{0,16}}|(?:{among})[^，、“”]{{0,6}})$"
    )


def _origin(rules: IndicatorRules) -> re.Pattern[str]:
    """从2020年的2.9万个, where 提高到 and a figure follow; no more than a clause of it.

    Or 较2020年的400万吨, where 增加 and a figure do.
    """
    reached = alternation(
        [*rules.origins.reached, *(verb for verb in rules.verbs.reach if verb[-1] in "至到为")]
    )
    moved = alternation((*rules.verbs.up, *rules.verbs.down))
    base = (
        rf"(?:{rules.origins.base})(?:20\d\d年[底末]?)?[^，。；：、\d]{{0,12}}的"
        rf"\d[\d.]*[^，。；：、\d]{{1,6}}?(?=(?:了)?(?:{moved})\d)"
    )
    return re.compile(
        rf"{base}|(?:{rules.origins.opening})(?:20\d\d年[底末]?的?)?[^，。；：、\d]{{0,12}}"
        rf"\d(?!\d{{3}}年)[^，。；：]{{0,40}}?"
        rf"(?=(?:分别|双双|均)?(?:{reached})(?:20\d\d年[底末]?的?)?[^，。；：、\d]{{0,8}}\d)"
    )


def _except(words: Iterable[str], exceptions: Mapping[str, tuple[str, ...]]) -> str:
    """An alternation of the words, none of which matches where its exceptions follow."""
    return "|".join(
        re.escape(word) + (f"(?!{alternation(exceptions[word])})" if word in exceptions else "")
        for word in sorted(words, key=len, reverse=True)
    )
