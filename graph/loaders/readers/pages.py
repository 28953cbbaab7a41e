"""From the lines of printed pages to paragraphs: page numbers left out, broken lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from graph.loaders.readers.writer import TextWriter

_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*/\s*\d{1,4})?[-—–－·\s]*")
# A line repeated at the head or foot of this many pages, or of both of two, is not of the text.
_REPEATED = 3
# In widths of a character: how far a paragraph's first line stands in, how short its last may fall.
_INDENT = 0.8
_SHORT = 1.6


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


def write_paragraphs(lines: Sequence[PrintedLine], writer: TextWriter) -> None:
    """Writes the paragraphs that the lines of a document make."""
    body = _body(lines)
    if not body:
        return
    left, right = _margins(body)
    paragraph = [body[0]]
    for before, line in pairwise(body):
        if _continues(before, line, left, right):
            paragraph.append(line)
            continue
        writer.add(_words(paragraph))
        paragraph = [line]
    writer.add(_words(paragraph))


def _body(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines without page numbers and what the pages repeat at their heads and feet."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    edges = [line for page in pages for line in _edges(page)]
    counts = Counter(_pattern(line) for line in edges)
    left_out = {
        id(line)
        for line in edges
        if counts[_pattern(line)] >= max(2, min(_REPEATED, len(pages)))
        or _PAGE_NUMBER.fullmatch(line.words)
    }
    return [line for line in lines if id(line) not in left_out]


def _edges(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The highest and the lowest line of a page, with what stands beside them."""
    highest = min(line.depth for line in page)
    lowest = max(line.depth for line in page)
    near = (min(line.depth - highest, lowest - line.depth) < line.height / 2 for line in page)
    return [line for line, is_near in zip(page, near, strict=True) if is_near]


def _pattern(line: PrintedLine) -> str:
    """The words of a line with each number replaced, since pages count."""
    return re.sub(r"\d+", "#", line.words)


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
