"""A table's columns, known by their heads, and its rows as records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.loaders.document import Document, Passage
from graph.loaders.tables.rules import table_rules

_UNIT = re.compile(r"[（(\[](?:单位[：:])?([^（）()\[\]]{1,12})[）)\]]$")
_UNIT_ABOVE = re.compile(r"单位[：:]\s*([^\s，,、；;。|（）()]{1,8})")
_DEEPEST_HEAD = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its head says, the unit in it, and what kind of cells it has."""

    head: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a record: its words and where they stand."""

    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words of the cell, without spaces."""
        return "".join(self.passage.text[self.start : self.end].split())


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, its records (a cell a column), and the unit said above it."""

    columns: Sequence[Column]
    records: Sequence[Sequence[Cell]]
    unit: str


def tables_of(document: Document) -> Iterator[Table]:
    """The tables of a document whose rows are records."""
    rows = (passage for passage in document.passages if passage.cells)
    for _, group in groupby(rows, key=lambda row: row.table):
        passages = [*group]
        grid = [[*_cells(each)] for each in passages]
        depth = _depth(grid)
        columns = [_column(grid[:depth], place) for place in range(len(grid[0]))]
        width = len(columns)
        records = [row[:width] for row in grid[depth:] if _is_record(row[:width], columns)]
        first = passages[0].position
        above = document.passages[first - 1].text if first else ""
        said = _UNIT_ABOVE.search(above)
        yield Table(columns, records, said[1] if said else "")


def _cells(row: Passage) -> Iterator[Cell]:
    for start, end in row.cells:
        words = row.text[start:end]
        start += len(words) - len(words.lstrip())
        yield Cell(row, start, max(start, start + len(words.strip())))


def _depth(grid: Sequence[Sequence[Cell]]) -> int:
    """How many rows are its head: a second one only goes on with some columns of the first."""
    named = next(
        (place for place, cell in enumerate(grid[0]) if kind_of(cell.words) in _SUBJECTS), None
    )
    depth = 1
    if named is None:
        return depth
    while depth < min(_DEEPEST_HEAD, len(grid)):
        row = grid[depth]
        below = row[named].words if named < len(row) else ""
        if below not in ("", grid[0][named].words) or len([c for c in row if c.words]) < 2:
            break
        depth += 1
    return depth


_SUBJECTS = ("project", "measure", "indicator")


def _column(heads: Sequence[Sequence[Cell]], place: int) -> Column:
    said = dict.fromkeys(row[place].words for row in heads if place < len(row))
    words = "".join(said)
    found = _UNIT.search(words)
    unit = found[1] if found and not re.search(r"[、，市县]", found[1]) else ""
    head = words[: found.start()] if found and unit else words
    return Column(head, unit, kind_of(head))


def kind_of(head: str) -> str:
    """What a column with this head holds, empty where it is not known."""
    bare = _UNIT.sub("", head)
    patterns = table_rules().columns.model_dump().items()
    for kind, pattern in patterns:
        if kind != "amount" and re.fullmatch(pattern, bare):
            return str(kind)
    return "amount" if re.search(table_rules().columns.amount, bare) else ""


def _is_record(row: Sequence[Cell], columns: Sequence[Column]) -> bool:
    """Whether a row is neither a total nor the name of a group of rows."""
    words = [cell.words for cell in row if cell.words]
    total = any(re.match(table_rules().rows.total, each) for each in words[:2])
    repeated = [cell.words for cell in row] == [column.head for column in columns]
    return len(set(words)) > 1 and not total and not repeated
