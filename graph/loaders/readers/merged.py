"""Merged cells: their words are repeated in each row and column that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# An amount that stands for several rows is that of none of them alone.
_AMOUNT = re.compile(r"[\d.,%\s]+")
_MOST_SPANNED, _MOST_COLUMNS = 1_000, 100


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and over how many columns and rows they stand."""

    words: str
    columns: int = 1
    rows: int = 1


def spread(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """The words of each row, in a table whose cells are merged over no columns or rows."""
    hanging: dict[int, tuple[str, int]] = {}
    table: list[list[str]] = []
    for cells in rows:
        row: list[str] = []
        for cell in cells:
            _hang(row, hanging)
            many = len(cells) > 1 or cell.columns == 1
            columns = min(cell.columns, _MOST_COLUMNS)
            for number in range(columns):
                if cell.rows > 1:
                    hanging[len(row)] = (below(cell.words), min(cell.rows, _MOST_SPANNED) - 1)
                row.append(cell.words if many or number == 0 else "")
        _hang(row, hanging)
        table.append(row[:_MOST_COLUMNS])
    return table


def below(words: str) -> str:
    """What a cell says in the rows below its first: nothing where it is an amount."""
    return "" if _AMOUNT.fullmatch(words) else words


def _hang(row: list[str], hanging: dict[int, tuple[str, int]]) -> None:
    """Adds the cells from above that stand next in the row."""
    while len(row) in hanging:
        words, rows = hanging.pop(len(row))
        if rows > 1:
            hanging[len(row)] = (words, rows - 1)
        row.append(words)
