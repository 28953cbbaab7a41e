"""Decides which part of a report reviews and which plans, and which year each is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.loaders.document import PartOfReport
from graph.loaders.structure.digits import with_digits
from graph.loaders.structure.layout import Period as Rules

_NUMERALS = "〇一二三四五六七八九"
# The first five-year plan ended in 1957; the rule holds since the tenth: 1955 + 5 × its number.
_SPAN = re.compile(r"(20\d\d)年?\s*[—\-－–~～至到]+\s*(20\d\d)")
_FIVE_YEAR_BASE, _FIVE_YEARS = 1955, 5


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a report and its year; `open` where its paragraphs may be about other years."""

    part: PartOfReport
    year: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """The year a document reports on, those it plans for, and the one that it calls this year.

    It plans for the years from `first` to `planned`. All are 0 where they are not known.
    `only_reports` where it plans nothing but by the way.
    """

    reviewed: int
    first: int
    planned: int
    present: int
    only_reports: bool = False


_UNKNOWN = Years(0, 0, 0, 0)


def years_named(text: str, rules: Rules, years: Years = _UNKNOWN) -> list[int]:
    """The years a heading names, in its order; a five-year plan stands for its last year.

    Years named by their distance from this year, or from the one that is planned for, count where
    those are known.
    """
    text = with_digits(text)
    found: list[tuple[int, int]] = []
    for each in re.finditer(rules.explicit, text):
        found.append((each.start(), int(each["year"] or each["english"])))
    for each in re.finditer(rules.five_year, text):
        number = int(each["ordinal"] or 10 + _NUMERALS.index(each["number"]))
        found.append((each.start(), _FIVE_YEAR_BASE + _FIVE_YEARS * number))
    for told, known in ((rules.spoken, years.present), (rules.relative, years.planned)):
        for rule in told if known else ():
            for each in re.finditer(rule.pattern, text):
                found.append((each.start(), known + rule.years))
    return [year for _, year in sorted(found)]


def years_of_title(title: str, rules: Rules) -> tuple[int, int]:
    """The first and the last year of those, or of the five-year plan, that a title names.

    Both are 0 where it names none. A year far off that it names as well (2035年远景目标) is none.
    """
    words = re.sub(rules.beyond, "", with_digits(title))
    spans = [(int(found[1]), int(found[2])) for found in _SPAN.finditer(words)]
    spans += [(year, year) for year in years_named(_SPAN.sub("", words), rules)]
    spans += [
        (last - _FIVE_YEARS + 1, last)
        for found in re.finditer(rules.five_year, words)
        for last in years_named(found[0], rules)
    ]
    last = max((last for _, last in spans), default=0)
    return min((first for first, end in spans if end == last), default=0), last


def latest_planned(titles: Iterable[str], rules: Rules) -> int:
    """The year that a report with these headings plans for; one that reviews names the last."""
    latest = 0
    for title in titles:
        reviews = _last(rules.review, title) > _last(rules.plan, title)
        for found in re.finditer(rules.explicit, with_digits(title)):
            latest = max(latest, int(found["year"] or found["english"]) + reviews)
    return latest


def of_heading(title: str, years: Years, rules: Rules) -> Period | None:
    """The period a heading of the outermost level tells, or None where it tells none."""
    named = years_named(title, rules, years)
    plan = rules.ahead if years.only_reports else rules.plan
    reviews, plans = _last(rules.review, title), _last(plan, title)
    if not named:
        if reviews < 0 and plans < 0:
            return None
        if reviews > plans:
            return Period("review", years.reviewed)
        return Period("plan", years.planned)
    first = named[0]
    past = first < years.first or (reviews >= 0 and plans < 0)
    if past and years.only_reports and plans < 0:
        return Period("review", max(named))
    if past and all(year < years.first for year in named):
        return Period("review", max(named))
    settled = len(set(named)) == 1 and first == years.planned
    return Period("review" if past else "plan", first, open=not settled)


def of_paragraph(text: str, years: Years, rules: Rules) -> tuple[Period, str] | None:
    """The period that the opening words of a paragraph move to, and those words; or None."""
    for rule in rules.paragraph:
        if found := re.match(rule.pattern, with_digits(text)):
            words = found.groupdict().get("words") or found[0].strip("，！。：")
            period = _told(rule.period, words, years, rules)
            return (period, words) if period else None
    return None


def _told(kind: str, words: str, years: Years, rules: Rules) -> Period | None:
    if kind == "next":
        return Period("plan", years.planned + _FIVE_YEARS - 1, open=True)
    if kind == "past":
        return Period("review", years.reviewed, open=True)
    named = max(years_named(words, rules, years), default=years.planned)
    if kind == "now" and named not in (years.planned, years.present):
        return None
    return Period("review" if named < years.first else "plan", named, open=True)


def _last(pattern: str, text: str) -> int:
    return max((found.start() for found in re.finditer(pattern, text)), default=-1)
