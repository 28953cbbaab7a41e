"""What the cells of figures say: value, unit, year, status."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.loaders.document import Document, Section
from graph.loaders.indicators.figures import Figure, find_figures
from graph.loaders.indicators.when import Status
from graph.loaders.squeezed import squeeze
from graph.loaders.tables.rules import table_rules

_YEAR = re.compile(r"(20\d\d)(?:年|$)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[-—–~～至]\d[\d,]*(?:\.\d+)?)?")
_SIGNED = re.compile(r"[\[［〔]?([-+－﹣−＋])(?=\d)")
_BRACKETS = str.maketrans("", "", "[]［］〔〕【】")
# A unit that figures are surely read with; the column's own takes its place.
_ANY_UNIT = "个"


def figure_in(words: str, unit: str) -> tuple[Figure, bool] | None:
    """The one figure that a cell holds, and whether it is negative; the cell's own unit counts."""
    signed = _SIGNED.match(words)
    negative = signed is not None and signed[1] not in "+＋"
    text = squeeze((words[signed.end() :] if signed else words).translate(_BRACKETS)).text
    for sign, meaning in table_rules().signs.items():
        text = text.replace(sign, meaning)
    numbers = [*_NUMBER.finditer(text)]
    if len(numbers) != 1:
        return None
    own = find_figures(text)
    if own and own[0].unit:
        return own[0], negative
    end = numbers[0].end()
    read = find_figures(f"{text[:end]}{_ANY_UNIT}{text[end:]}")
    return (replace(read[0], unit=unit), negative) if read else None


def when(head: str, section: Section, document: Document) -> tuple[int, Status]:
    """The year and status of the values under a head (2025年目标, 上年完成)."""
    rules = table_rules().when
    now = document.year or section.year
    years = _YEAR.findall(head)
    year = int(years[-1]) if years else section.year or now
    if not years and now and re.search(rules.last_year, head):
        year = now - 1
    if re.search(rules.expected, head):
        return year, "expected"
    if re.search(rules.target, head):
        return year, "target"
    if re.search(rules.actual, head) or section.part == "review" or year < now:
        return year, "actual"
    return year, "target"
