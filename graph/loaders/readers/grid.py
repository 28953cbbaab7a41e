"""The rows of a table as lines: a line a row, with the span of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from graph.loaders.lines import Line

SEPARATOR = " | "
# A cell that is longer is a text, and its table only a way to lay out a page.
LONGEST_CELL = 1_000


def table_lines(rows: Sequence[Line]) -> list[Line]:
    """The lines that the rows of a table make.

    Rows of one cell at its head (a title, 单位：亿元) are plain lines. So is each cell of a table
    that holds no records: one of a single row or column, or whose first row labels what stands
    beside it (索引号：).
    """
    rows = [row for row in rows if row.text.strip()]
    head = len([*takewhile(lambda row: len(filled(row)) < 2, rows)])
    body = rows[head:]
    if not _holds_records(body):
        return [cell for row in rows for cell in filled(row)]
    titles = [cell for row in rows[:head] for cell in filled(row)]
    return [*titles, *(_trimmed(row, body[0].start) for row in body)]


def _trimmed(row: Line, table: int) -> Line:
    """The row without white space around it, as one of the table that begins at `table`."""
    start = len(row.text) - len(row.text.lstrip())
    end = len(row.text.rstrip())
    cells = tuple((max(left, start) - start, min(right, end) - start) for left, right in row.cells)
    cells = tuple((min(left, right), right) if right > 0 else (0, 0) for left, right in cells)
    return Line(row.text[start:end], row.offsets[start:end], cells=cells, table=table)


def filled(row: Line) -> list[Line]:
    """The cells of a row that hold words, each as a line."""
    cells = (Line(row.text, row.offsets).part(start, end) for start, end in row.cells)
    return [cell for cell in cells if cell.text]


def row_at_signs(line: Line, signs: Iterator[int]) -> Line:
    """The line as a row, its cells parted by the characters at these places in its text."""
    starts, ends = [0], []
    for place in signs:
        ends.append(place)
        starts.append(place + 1)
    ends.append(len(line.text))
    return replace(line, cells=tuple(zip(starts, ends, strict=True)))


def _holds_records(body: Sequence[Line]) -> bool:
    if len(body) < 2 or any(end - start > LONGEST_CELL for row in body for start, end in row.cells):
        return False
    return not any(cell.text.endswith(("：", ":")) for cell in filled(body[0]))
