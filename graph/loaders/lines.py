"""A line as a reader gives it: words without markup, each character with its place."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of words; `text[i]` stands at `offsets[i]` in the source text.

    `bold` are spans of `text`; `mark` is the level the source's markup gives it as a heading (1
    for the outermost), 0 where it gives none. The row of a table has `cells`, the span of each in
    `text`, and says with `table` where its table begins in the source text.
    """

    text: str
    offsets: Sequence[int]
    bold: tuple[Span, ...] = ()
    mark: int = 0
    cells: tuple[Span, ...] = ()
    table: int = 0

    @property
    def start(self) -> int:
        """Place of the first character in the source text."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """One past the place of the last character in the source text."""
        return self.offsets[-1] + 1

    def part(self, start: int, end: int | None = None) -> Line:
        """The words from `start` to `end`, without the white space around them."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        bold = ((max(left, start) - start, min(right, end) - start) for left, right in self.bold)
        kept = tuple(span for span in bold if span[0] < span[1])
        return Line(self.text[start:end], self.offsets[start:end], kept, self.mark)


def line_at(source: str, start: int, end: int, mark: int = 0) -> Line:
    """The words of `source[start:end]`, without the white space around them."""
    return Line(source[start:end], range(start, end), mark=mark).part(0)


def joined(pieces: Sequence[Line]) -> Line:
    """One line of several, in time linear in their length; the first says what mark it has."""
    if len(pieces) == 1:
        return pieces[0]
    offsets = array("q")
    bold: list[Span] = []
    for piece in pieces:
        bold.extend((left + len(offsets), right + len(offsets)) for left, right in piece.bold)
        offsets.extend(piece.offsets)
    return Line("".join(piece.text for piece in pieces), offsets, tuple(bold), pieces[0].mark)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file: its text, the lines in it, and what it could not read.

    Each remark is a sentence and the span of `text` it is about.
    """

    text: str
    lines: Sequence[Line]
    remarks: Sequence[tuple[str, int, int]] = ()
