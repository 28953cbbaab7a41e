"""A table's columns, known by their heads, and its rows as records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from graph.loaders.document import Document, Passage
from graph.loaders.tables.rules import table_rules

_UNIT = re.compile(
    r"[（(\[](?:单位[：:])?([^（）()\[\]]{1,12})[）)\]]$|[/／：:]([百千万亿]*元|%|％)$"
)
# Of several units (亿元、%) none is that of every column.
_UNIT_ABOVE = re.compile(r"单位[：:]\s*([^\s，,、；;。|（）()]{1,8})(?=$|[\s。|）)])")
_COUNTED = re.compile(r"[（(]?(?:共|计|合计)*\d+[个项件]?(?:重[点大])?(?:项目|任务|工程)?[）)]?$")
_DEEPEST_HEAD, _CAPTION = 3, 2


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
class Record:
    """A row: a cell a column, and the cell of the row above that names its group, if any."""

    cells: Sequence[Cell]
    group: Cell | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, its records, and the unit said above it."""

    columns: Sequence[Column]
    records: Sequence[Record]
    unit: str


def tables_of(document: Document) -> Iterator[Table]:
    """The tables of a document whose rows are records."""
    rows = (passage for passage in document.passages if passage.cells)
    for _, group in groupby(rows, key=lambda row: row.table):
        passages = [*group]
        grid = [[*_cells(each)] for each in passages]
        depth = _depth(grid)
        columns = [_column(grid[:depth], place) for place in range(len(grid[0]))]
        above = _above(document, passages[0])
        units = [said[1] for words in above if (said := _UNIT_ABOVE.search(words))]
        captioned = _captioned(columns, [*above, *_headings(document, passages[0])])
        records = _records(grid[depth:], grid[:depth], captioned)
        yield Table(captioned, [*records], units[0] if units else "")


def _above(document: Document, first: Passage) -> list[str]:
    """The words of the passages above a table, the nearest first."""
    start = max(0, first.position - _CAPTION)
    above = document.passages[start : first.position]
    return [each.text for each in reversed(above) if not each.cells]


def _headings(document: Document, row: Passage) -> Iterator[str]:
    section = document.section_of(row)
    yield section.title
    if section.parent is not None:
        yield document.sections[section.parent].title
    yield document.title


def _captioned(columns: Sequence[Column], captions: Sequence[str]) -> Sequence[Column]:
    """The columns, where none holds a subject with that of names, which a caption tells of what."""
    rules = table_rules()
    named = [place for place, column in enumerate(columns) if column.kind == "name"]
    if not named or any(column.kind in _SUBJECTS for column in columns):
        return columns
    for caption in captions:
        for kind, pattern in rules.captions.model_dump().items():
            if re.search(pattern, caption):
                told = [*columns]
                told[named[0]] = replace(columns[named[0]], kind=kind)
                return told
    return columns


def _records(
    rows: Sequence[Sequence[Cell]], heads: Sequence[Sequence[Cell]], columns: Sequence[Column]
) -> Iterator[Record]:
    """The rows that are records, below the rows that name a group of them."""
    repeated = [[cell.words for cell in head] for head in heads]
    numbered = [_numbering(row) is not None for row in rows]
    group: Cell | None = None
    for row, is_numbered in zip(rows, numbered, strict=True):
        cells = row[: len(columns)]
        words = [cell.words for cell in cells if cell.words]
        if [cell.words for cell in row] in repeated or not words:
            continue
        if len(set(words)) == 1 or (is_numbered and not all(numbered)):
            group = _group(cells)
        elif not any(re.fullmatch(table_rules().rows.total, each) for each in words[:2]):
            yield Record(cells, group)


def _numbering(row: Sequence[Cell]) -> re.Match[str] | None:
    """The number of a group (一、) at the head of a row."""
    first = next((cell.words for cell in row if cell.words), "")
    return re.match(table_rules().rows.group, first)


def _group(row: Sequence[Cell]) -> Cell | None:
    """What a row that heads others names: its words without their number and a count of them."""
    for cell in row:
        text = cell.passage.text
        number = re.match(table_rules().rows.group, text[cell.start : cell.end])
        start = cell.start + (number.end() if number else 0)
        words = text[start : cell.end]
        kept = _COUNTED.sub("", words).rstrip()
        start += len(kept) - len(kept.lstrip())
        if kept.strip() and not kept.strip().isdigit():
            return Cell(cell.passage, start, start + len(kept.strip()))
    return None


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
    said = [_with_unit(row[place].words) for row in heads if place < len(row)]
    words = [*dict.fromkeys(head for head, _ in said)]
    # 投资 above 总投资 tells no more.
    head = "".join(
        each
        for number, each in enumerate(words)
        if not any(each in other for other in words[number + 1 :])
    )
    unit = next((unit for _, unit in reversed(said) if unit), "")
    return Column(head, unit, kind_of(head))


def _with_unit(words: str) -> tuple[str, str]:
    """The words of a head without the unit they end with, and that."""
    found = _UNIT.search(words)
    unit = (found[1] or found[2]) if found else ""
    unit = "" if re.search(r"[、，市县]", unit) else unit
    return (words[: found.start()], unit) if found and unit else (words, "")


def kind_of(head: str) -> str:
    """What a column with this head holds, empty where it is not known."""
    bare = _UNIT.sub("", head)
    patterns = table_rules().columns.model_dump().items()
    for kind, pattern in patterns:
        if kind != "amount" and re.fullmatch(pattern, bare):
            return str(kind)
    return "amount" if re.search(table_rules().columns.amount, bare) else ""
