"""Says which year a figure is about, and whether it was reached, is expected or aimed at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from graph.loaders.document import Document, PartOfReport, Section
from graph.loaders.indicators.rules import indicator_rules
from graph.loaders.structure.digits import with_digits
from graph.loaders.structure.layout import layout
from graph.loaders.structure.periods import years_named, years_of_title

Status = Literal["actual", "expected", "target"]


def when(before: str, unit: str, section: Section, document: Document) -> tuple[int, Status]:
    """The year of a figure and its status, by the words before it in its sentence.

    The year is that of its section where they say none; `unit` is the figure's.
    """
    year = section.year or document.year
    words = _without_base(with_digits(before), unit)
    said = [*_said(words, section, document)]
    about = said[-1] if said else year
    if not said and section.part == "plan":
        about = max(about, *_ends_of_plans(before))
    aimed = section.part == "plan" and about >= min(_planned_from(document), year)
    return about, "target" if aimed else _status(before, section.part, about, year)


def _planned_from(document: Document) -> int:
    """The first year that a document plans for."""
    first, last = years_of_title(document.title, layout().period)
    return first if last == document.year else document.year


def _without_base(before: str, unit: str) -> str:
    """The words before a figure without the year whose value it is a multiple of."""
    return indicator_rules().when.base.sub("", before) if unit == "倍" else before


def _said(before: str, section: Section, document: Document) -> Iterator[int]:
    """The years that hold for a figure behind these words, the one that counts last."""
    for found in indicator_rules().when.said.finditer(before):
        told = next(filter(None, found.groups()))
        if told.isdecimal():
            yield int(told)
        elif year := _distant(told, section, document):
            yield year


def _distant(word: str, section: Section, document: Document) -> int:
    """The year that 去年, 今年 or 上年 is, 0 where that cannot be told."""
    rules = indicator_rules().when
    if word in rules.from_section:
        return section.year + rules.from_section[word] if section.year else 0
    given = int(document.date[:4]) if document.date else document.year
    return given + rules.from_present[word] if given else 0


def _ends_of_plans(before: str) -> Sequence[int]:
    """The last years of the five-year plans that a sentence speaks of."""
    named = indicator_rules().when.five_years.findall(before)
    return [0, *(end for each in named for end in years_named(each, layout().period))]


def _status(before: str, part: PartOfReport, about: int, year: int) -> Status:
    if about > year > 0:
        return "target"
    rules = indicator_rules().when
    if (rules.aimed if part == "other" else rules.ahead).search(before):
        return "target"
    return "expected" if rules.expected.search(before) else "actual"
