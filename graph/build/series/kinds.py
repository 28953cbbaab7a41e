"""What a number is the value of: a year, or something that must not be mixed with a year's value.

A five-year average (年均), what several years add up to (累计), a difference to another place or
time (高于全国), where a value came from (从…), a part of a year, a share of a plan.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from graph.build.series.rules import ValueKind, series_rules
from graph.build.series.units import base_unit
from graph.loaders.document import Document, Passage
from graph.loaders.facts import Indicator

_STOP = re.compile(r"[。；！？]")
_CLAUSE = re.compile(r"[，。；、：:！？]")
_SPACE = re.compile(r"\s+")
# 增长5.7%、5.9%: between two values of a list stand a number and its unit only.
_UNITS = re.compile(
    r"(?:[\d.%％\-—–~～]|[万亿千百个家元人吨亩公里项所处件座户])*(?:左右|以上|以下)?[和及]?"
)
# So far back, in characters, the words right before a value may stand.
_REACH = 60
# So many characters of a passage are how it begins.
_OPENING = 16


class ValueKinds:
    """The kinds of the values of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._years_at = _years_by_passage(document)

    def of(self, fact: Indicator) -> ValueKind:
        """The kind of an indicator's value, by the words of its passage."""
        passage = self._document.passages[fact.evidence.passage]
        value = _place(fact, passage)
        rules = series_rules().kinds
        if passage.cells:
            before = [passage.text[start:end] for start, end in passage.cells if end <= value]
            several = (
                each.search(cell) for each in rules.said_before["average"] for cell in before
            )
            return "average" if _can_be("average", fact) and any(several) else "year"
        clause = _clause(passage.text, value)
        for kind, patterns in rules.said_before.items():
            if _can_be(kind, fact) and any(each.search(clause) for each in patterns):
                return kind
        if _can_be("period", fact):
            adds_up = rules.adds_up.search(fact.name) or rules.adds_up.search(clause)
            years = _speaks_of_years(passage.text[:value], self._years_at[passage.position])
            if years and (adds_up or fact.measure == "change"):
                return "period"
        return "year"


def _can_be(kind: ValueKind, fact: Indicator) -> bool:
    """Can a value of its measure and unit be of a kind? What there is by now (累计) is no sum."""
    match kind:
        case "period":
            return fact.measure in ("flow", "change")
        case "share":
            return base_unit(fact.unit) == "%"
        case _:
            return fact.measure != "rank"


def _place(fact: Indicator, passage: Passage) -> int:
    """Where in its passage the value of an indicator stands, or ends where it is in words."""
    start = bisect_left(passage.offsets, fact.evidence.start)
    end = bisect_left(passage.offsets, fact.evidence.end)
    found = passage.text.rfind(fact.value, start, end) if fact.value else -1
    return found if found >= 0 else end


def _clause(text: str, value: int) -> str:
    """The words of the clause before a value, or of the one before where it lists values only."""
    before = _STOP.split(text[max(0, value - _REACH) : value])[-1]
    clauses = [_SPACE.sub("", each) for each in _CLAUSE.split(before)]
    return next((each for each in reversed(clauses) if not _UNITS.fullmatch(each)), "")


def _years_by_passage(document: Document) -> Mapping[int, bool]:
    """For each passage, whether several years are spoken of where it begins.

    What a heading says of its section holds until a passage begins with something else.
    """
    years: dict[int, bool] = {}
    section, state = -1, False
    for passage in document.passages:
        if passage.section != section:
            section = passage.section
            state = _speaks_only_of_years(document.sections[section].title)
        state = _speaks_of_years(passage.text[:_OPENING], state)
        years[passage.position] = state
    return years


def _speaks_only_of_years(heading: str) -> bool:
    rules = series_rules().kinds
    return bool(rules.years.search(heading)) and not rules.year.search(heading)


def _speaks_of_years(before: str, default: bool) -> bool:
    """Is the last time that a text speaks of several years? The default where it names none."""
    rules = series_rules().kinds
    several = max((each.end() for each in rules.years.finditer(before)), default=0)
    single = max((each.end() for each in rules.year.finditer(before)), default=0)
    return several >= single if several or single else default
