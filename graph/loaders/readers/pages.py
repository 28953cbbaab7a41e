"""From the lines of printed pages to paragraphs: page numbers left out, broken lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from graph.loaders.readers.merged import Cell, spread
from graph.loaders.readers.writer import TextWriter

_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d{1,4})?[-—–－·\s]*")
# A line repeated at the head or foot of this many pages, or of both of two, is not of the text.
_REPEATED = 3
# In widths of a character: how far a paragraph's first line stands in, how short its last may fall.
_INDENT = 0.8
_SHORT = 1.6
# So few lines do not tell how wide a page is written, where a table may.
_FEWEST_LINES = 10
# In points: how far the columns of a table may shift from page to page.
_BESIDE = 3.0


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line on a page: its words, where it stands, and how high its letters are.

    `left`, `right`, `depth` (below the top of the page) and `height` in points or pixels, the same
    for all lines of a document.
    """

    page: int
    words: str
    left: float
    right: float
    depth: float
    height: float


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table on a page: its cells, row by row, and where its columns meet."""

    page: int
    rows: Sequence[Sequence[Cell]]
    columns: Sequence[float]

    def with_next(self, table: PrintedTable) -> PrintedTable:
        """The table with the rows of the one that goes on with it, which may repeat its head."""
        rows = [*table.rows]
        for head in self.rows:
            if not rows or _said(rows[0]) != _said(head):
                break
            del rows[0]
        return replace(self, page=table.page, rows=[*self.rows, *rows])

    def goes_on_in(self, table: PrintedTable) -> bool:
        """Whether a table with nothing between is the rest of this one, on the next page."""
        return (
            table.page == self.page + 1
            and len(table.columns) == len(self.columns)
            and all(abs(a - b) < _BESIDE for a, b in zip(self.columns, table.columns, strict=True))
        )


def write_paragraphs(printed: Sequence[PrintedLine | PrintedTable], writer: TextWriter) -> None:
    """Writes the paragraphs that the lines of a document make, and its tables between them."""
    body = _body(printed)
    lines = [each for each in body if isinstance(each, PrintedLine)]
    left, right = _margins(lines) if lines else (0.0, 0.0)
    if len(lines) < _FEWEST_LINES:
        right = max(right, *(_right(each) for each in body), 0.0)
    for is_table, group in groupby(body, key=lambda each: isinstance(each, PrintedTable)):
        if is_table:
            _write_tables([each for each in group if isinstance(each, PrintedTable)], writer)
            continue
        paragraph: list[PrintedLine] = []
        for line in group:
            assert isinstance(line, PrintedLine)
            if paragraph and not _continues(paragraph[-1], line, left, right):
                writer.add(_words(paragraph))
                paragraph = []
            paragraph.append(line)
        writer.add(_words(paragraph))


def _write_tables(tables: Sequence[PrintedTable], writer: TextWriter) -> None:
    whole = tables[0]
    for table in tables[1:]:
        if whole.goes_on_in(table):
            whole = whole.with_next(table)
            continue
        writer.add_table(spread(whole.rows))
        whole = table
    writer.add_table(spread(whole.rows))


def _said(row: Sequence[Cell]) -> list[str]:
    return ["".join(cell.words.split()) for cell in row]


def _body(
    printed: Sequence[PrintedLine | PrintedTable],
) -> list[PrintedLine | PrintedTable]:
    """What is printed, without page numbers and what the pages repeat at their heads and feet."""
    lines = [each for each in printed if isinstance(each, PrintedLine)]
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    edges = [line for page in pages for line in _edges(page)]
    counts = Counter(_pattern(line) for line in edges)
    left_out = {
        id(line)
        for line in edges
        if counts[_pattern(line)] >= max(2, min(_REPEATED, len(pages)))
        or _PAGE_NUMBER.fullmatch(line.words)
    }
    return [each for each in printed if id(each) not in left_out]


def _edges(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The highest and the lowest line of a page, with what stands beside them."""
    highest = min(line.depth for line in page)
    lowest = max(line.depth for line in page)
    near = (min(line.depth - highest, lowest - line.depth) < line.height / 2 for line in page)
    return [line for line, is_near in zip(page, near, strict=True) if is_near]


def _pattern(line: PrintedLine) -> str:
    """The words of a line with each number replaced, since pages count."""
    return re.sub(r"\d+", "#", line.words)


def _right(printed: PrintedLine | PrintedTable) -> float:
    return printed.right if isinstance(printed, PrintedLine) else printed.columns[-1]


def _margins(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    """Where most lines begin, and where the longest end."""
    begins = Counter(round(line.left) for line in lines)
    ends = sorted(line.right for line in lines)
    return float(begins.most_common(1)[0][0]), ends[int(len(ends) * 0.9)]


def _continues(before: PrintedLine, line: PrintedLine, left: float, right: float) -> bool:
    """Whether a line is of the same paragraph as the one before it."""
    em = before.height
    same_letters = abs(before.height - line.height) < 0.2 * max(before.height, line.height)
    full = before.right > right - _SHORT * em
    indented = line.left > left + _INDENT * em
    return same_letters and full and not indented


def _words(lines: Iterable[PrintedLine]) -> list[tuple[str, bool]]:
    """The words of a paragraph; a space only where two lines meet in Latin letters."""
    runs: list[tuple[str, bool]] = []
    for line in lines:
        before = runs[-1][0][-1:] if runs else ""
        if before.isascii() and before.isalpha() and line.words[:1].isascii():
            runs.append((" ", False))
        runs.append((line.words, False))
    return runs
