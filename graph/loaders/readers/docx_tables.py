"""The tables of a Word document, their cells with the columns and rows they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from graph.loaders.readers.docx_numbers import W
from graph.loaders.readers.merged import Cell, below


def is_of_records(table: etree._Element) -> bool:
    """Whether a table has several columns and rows, and no table in it."""
    if table.find(f".//{W}tbl") is not None:
        return False
    rows = [sum(1 for _ in row.iter(f"{W}tc")) for row in _rows(table)]
    return len(rows) > 1 and max(rows) > 1


def cells_of(
    table: etree._Element, words_of: Callable[[etree._Element], str]
) -> Iterator[list[Cell]]:
    """The cells of each row; one that goes on from the row above has that one's words again."""
    above: dict[int, str] = {}
    for row in _rows(table):
        column, cells = 0, []
        for element in row.iter(f"{W}tc"):
            cell = Cell(words_of(element), _columns(element))
            merge = element.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                cell = replace(cell, words=below(above.get(column, "")))
            above[column] = cell.words
            column += cell.columns
            cells.append(cell)
        yield cells


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that were not deleted, those in a control for repeated content among them."""
    return (row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}del") is None)


def _columns(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = "" if span is None else span.get(f"{W}val") or ""
    return int(said) if said.isdecimal() and 0 < int(said) < 100 else 1
