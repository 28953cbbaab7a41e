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
_FIVE_YEAR_BASE, _FIVE_YEARS = 1955, 5


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a report and its year; `open` where its paragraphs may be about other years."""

    part: PartOfReport
    year: int
    open: bool = False


def years_named(text: str, rules: Rules, plan_year: int = 0) -> list[int]:
    """The years a heading names, in its order; a five-year plan stands for its last year.

    Years named by their distance from the year of the plan count where that is given.
    """
    text = with_digits(text)
    found: list[tuple[int, int]] = []
    for each in re.finditer(rules.explicit, text):
        found.append((each.start(), int(each["year"] or each["english"])))
    for each in re.finditer(rules.five_year, text):
        number = int(each["ordinal"] or 10 + _NUMERALS.index(each["number"]))
        found.append((each.start(), _FIVE_YEAR_BASE + _FIVE_YEARS * number))
    for rule in rules.relative if plan_year else ():
        for each in re.finditer(rule.pattern, text):
            found.append((each.start(), plan_year + rule.years))
    return [year for _, year in sorted(found)]


def latest_planned(titles: Iterable[str], rules: Rules) -> int:
    """The year that a report with these headings plans for; one that reviews names the last."""
    latest = 0
    for title in titles:
        reviews = _last(rules.review, title) > _last(rules.plan, title)
        for found in re.finditer(rules.explicit, with_digits(title)):
            latest = max(latest, int(found["year"] or found["english"]) + reviews)
    return latest


def of_heading(title: str, plan_year: int, rules: Rules) -> Period | None:
    """The period a heading of the outermost level tells, or None where it tells none."""
    years = years_named(title, rules, plan_year)
    reviews, plans = _last(rules.review, title), _last(rules.plan, title)
    if not years:
        if reviews < 0 and plans < 0:
            return None
        if reviews > plans:
            return Period("review", plan_year - 1 if plan_year else 0)
        return Period("plan", plan_year)
    first = years[0]
    past = first < plan_year or (reviews >= 0 and plans < 0)
    if all(year < plan_year for year in years) and past:
        return Period("review", max(years))
    settled = len(set(years)) == 1 and first == plan_year
    return Period("review" if past else "plan", first, open=not settled)


def of_paragraph(text: str, plan_year: int, rules: Rules) -> tuple[Period, str] | None:
    """The period that the opening words of a paragraph move to, and those words; or None."""
    for rule in rules.paragraph:
        if found := re.match(rule.pattern, with_digits(text)):
            groups = found.groupdict()
            words = groups.get("words") or found[0].strip("，！。：")
            year = int(groups.get("year") or plan_year)
            period = _told(rule.period, year, words, plan_year, rules)
            return (period, words) if period else None
    return None


def _told(kind: str, year: int, words: str, plan_year: int, rules: Rules) -> Period | None:
    if kind == "now":
        return Period("plan", plan_year, open=True) if year == plan_year else None
    if kind == "next":
        return Period("plan", plan_year + _FIVE_YEARS - 1, open=True)
    if kind == "past":
        return Period("review", plan_year - 1, open=True)
    named = max(years_named(words, rules), default=plan_year)
    return Period("review" if named < plan_year else "plan", named, open=True)


def _last(pattern: str, text: str) -> int:
    return max((found.start() for found in re.finditer(pattern, text)), default=-1)
