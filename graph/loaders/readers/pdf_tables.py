"""The tables of a PDF page: cells between ruled lines, and the words that stand in each."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from graph.loaders.readers.merged import Cell

# In points: how thick a ruled line may be, and how far two may stand apart that are one.
_THICKEST, _NEAR = 3.0, 3.0
_SHORTEST = 6.0
# A page with more than this is a drawing.
_MOST_OBJECTS, _MOST_POINTS, _MOST_ROWS, _MOST_COLUMNS = 20_000, 50_000, 400, 60

Point = tuple[float, float]
Span = tuple[float, float]
# Where lines of one direction stand, and the stretches that they cover there.
Lines = Mapping[float, Sequence[Span]]


@dataclass(slots=True)
class Grid:
    """A ruled table on a page: where its rows (from the top) and columns meet, and its words.

    Heights are above the bottom of the page, in points. `merged` leads from each place between the
    lines to the one whose cell it belongs to.
    """

    rows: Sequence[float]
    columns: Sequence[float]
    merged: Mapping[tuple[int, int], tuple[int, int]]
    _words: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    def holds(self, point: Point) -> bool:
        """Whether a point stands in the table."""
        return (
            self.columns[0] <= point[0] <= self.columns[-1]
            and self.rows[-1] <= point[1] <= self.rows[0]
        )

    def fill(self, words: str, middles: Iterable[Point]) -> None:
        """Writes the words of a line, each character to the cell that its middle stands in."""
        place = (0, 0)
        for letter, (across, height) in zip(words, middles, strict=True):
            # A space that stands for a gap is nowhere.
            if not letter.isspace():
                row = bisect_right(self.rows, -height, key=lambda each: -each) - 1
                column = bisect_right(self.columns, across) - 1
                row = min(max(row, 0), len(self.rows) - 2)
                place = self.merged[row, min(max(column, 0), len(self.columns) - 2)]
            self._words[place].append(letter)

    def cells(self) -> list[list[Cell]]:
        """The cells of each row, with the columns and rows they stand for."""
        sizes: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
        for (row, column), first in self.merged.items():
            rows, columns = sizes.setdefault(first, (set(), set()))
            rows.add(row)
            columns.add(column)
        table: list[list[Cell]] = [[] for _ in self.rows[1:]]
        for place, (rows, columns) in sorted(sizes.items()):
            words = "".join(self._words.get(place, ())).strip()
            table[place[0]].append(Cell(words, len(columns), len(rows)))
        return table

    def is_of_records(self) -> bool:
        """Whether most of its rows hold words in several cells, as those of no drawing do."""
        rows = self.cells()
        told = sum(sum(1 for cell in row if cell.words) > 1 for row in rows)
        return told > 1 and told * 2 >= sum(1 for row in rows if row)


def grids_of(page: pypdfium2.PdfPage) -> list[Grid]:
    """The ruled tables of a page, from the top, still without words."""
    across, down = _ruled(page)
    found: list[Grid] = []
    run: list[float] = []
    heights = sorted(across, reverse=True)
    for top, bottom in pairwise(heights):
        if len(_covering(down, top, bottom)) > 1:
            run = [*run, bottom] if run else [top, bottom]
        elif run:
            found.extend(_grid(run, across, down))
            run = []
    return [*found, *(_grid(run, across, down) if run else ())]


def _grid(rows: Sequence[float], across: Lines, down: Lines) -> Iterator[Grid]:
    columns = [
        place
        for place in sorted(down)
        if any(_meets(span, (rows[-1], rows[0])) for span in down[place])
    ]
    # A table may be open at its sides: its rows end where their lines do.
    left = min(start for start, _ in across[rows[0]])
    right = max(end for _, end in across[rows[0]])
    columns = [left] * (columns[0] - left > _SHORTEST) + columns
    columns = columns + [right] * (right - columns[-1] > _SHORTEST)
    if not (2 < len(rows) <= _MOST_ROWS and 2 < len(columns) <= _MOST_COLUMNS):
        return
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(rows)):
        for column, (left, right) in enumerate(pairwise(columns)):
            first = (row, column)
            if column and not _covers(down.get(left, ()), (bottom, top)):
                first = merged[row, column - 1]
            elif row and not _covers(across[top], (left, right)):
                first = merged[row - 1, column]
            merged[row, column] = first
    yield Grid(rows, columns, merged)


def _covering(lines: Lines, top: float, bottom: float) -> list[float]:
    return [place for place in sorted(lines) if _covers(lines[place], (bottom, top))]


def _covers(spans: Sequence[Span], wanted: Span) -> bool:
    return any(start <= wanted[0] + _NEAR and wanted[1] - _NEAR <= end for start, end in spans)


def _meets(span: Span, other: Span) -> bool:
    return min(span[1], other[1]) - max(span[0], other[0]) > _NEAR


def _ruled(page: pypdfium2.PdfPage) -> tuple[Lines, Lines]:
    """The horizontal lines of a page by height, and the vertical ones by place."""
    across: list[tuple[float, Span]] = []
    down: list[tuple[float, Span]] = []
    points = 0
    if pdfium.FPDFPage_CountObjects(page) > _MOST_OBJECTS:
        return {}, {}
    # Not those within forms, which have coordinates of their own.
    for path in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        points += pdfium.FPDFPath_CountSegments(path)
        if points > _MOST_POINTS:
            return {}, {}
        for (x, y), (u, v) in _strokes(path):
            if abs(y - v) <= _THICKEST and abs(x - u) >= _SHORTEST:
                across.append(((y + v) / 2, (min(x, u), max(x, u))))
            elif abs(x - u) <= _THICKEST and abs(y - v) >= _SHORTEST:
                down.append(((x + u) / 2, (min(y, v), max(y, v))))
    return _together(across), _together(down)


def _strokes(path: pypdfium2.PdfObject) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path; a thin rectangle is one, and a wide one the four around it."""
    left, bottom, right, top = path.get_bounds()
    if min(right - left, top - bottom) <= _THICKEST:
        yield (left, (bottom + top) / 2), (right, (bottom + top) / 2)
        yield ((left + right) / 2, bottom), ((left + right) / 2, top)
        return
    matrix = path.get_matrix()
    first = before = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, first
        before = point


def _together(lines: Iterable[tuple[float, Span]]) -> Lines:
    """Lines that stand nearly at one place as one, and their stretches joined."""
    found: dict[float, list[Span]] = {}
    place = -_NEAR * 2
    for at, span in sorted(lines):
        if at - place > _NEAR:
            place = at
            found[place] = []
        found[place].append(span)
    return {each: _joined(spans) for each, spans in found.items()}


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= _NEAR:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
