"""The tables of a page, their cells with the columns and rows they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html

from graph.loaders.readers.hidden import Hidden
from graph.loaders.readers.merged import Cell


def is_of_records(table: html.HtmlElement) -> bool:
    """Whether a table has several columns and rows, and in its cells words only."""
    if table.find(".//table") is not None or table.getparent() is None:
        return False
    rows = [len(row) for row in table.iter("tr")]
    return len(rows) > 1 and max(rows) > 1


def cells_of(
    table: html.HtmlElement, hidden: Hidden, words_of: Callable[[html.HtmlElement], str]
) -> Iterator[list[Cell]]:
    """The cells of each row, those alone that are shown."""
    for row in table.iter("tr"):
        if not hidden.hides(row) and not hidden.hides(row.getparent()):
            yield [
                Cell(words_of(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
                for cell in row.iterchildren("td", "th")
                if not hidden.hides(cell)
            ]


def _span(cell: html.HtmlElement, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return int(said) if re.fullmatch("[1-9][0-9]{0,3}", said) else 1
