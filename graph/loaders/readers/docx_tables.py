"""The tables of a Word document, their cells with the columns and rows they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from graph.loaders.readers.docx_numbers import W
from graph.loaders.readers.merged import Cell, below

_GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom"))


def is_of_records(table: etree._Element) -> bool:
    """Whether a table has several columns and rows, and no table in it."""
    rows = [len(row.findall(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
    return len(rows) > 1 and max(rows) > 1 and table.find(f".//{W}tbl") is None


def cells_of(table: etree._Element) -> Iterator[list[Cell]]:
    """The cells of each row; one that goes on from the row above has that one's words again."""
    above: dict[int, str] = {}
    for row in table.iterchildren(f"{W}tr"):
        column, cells = 0, []
        for element in row.iterchildren(f"{W}tc"):
            cell = Cell(_words(element), _columns(element))
            merge = element.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                cell = replace(cell, words=below(above.get(column, "")))
            above[column] = cell.words
            column += cell.columns
            cells.append(cell)
        yield cells


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = "" if span is None else span.get(f"{W}val") or ""
    return int(said) if said.isdecimal() and 0 < int(said) < 100 else 1


def _words(cell: etree._Element) -> str:
    words = (
        text.text or ""
        for text in cell.iter(f"{W}t")
        if next(text.iterancestors(*_GONE), None) is None
    )
    return "".join(words)
