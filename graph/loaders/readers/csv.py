"""CSV: a table in a text file, its cells parted by commas, semicolons or tabs."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from graph.loaders.lines import Line, Reading, Span
from graph.loaders.readers.encoding import decode
from graph.loaders.readers.grid import table_lines
from graph.loaders.readers.text import UNSEEN

_SIGNS = ",;\t，"
_BEGINNING = 4_000
_PART = re.compile(
    rf'"(?P<quoted>(?:[^"]|"")*+)"|(?P<end>[\r\n]+)|(?P<unseen>[{UNSEEN}])'
    rf'|(?P<words>[^"{_SIGNS}\r\n{UNSEEN}]+)|(?P<sign>.)',
    re.DOTALL,
)


def read(content: bytes, name: str) -> Reading:
    """The rows of a CSV file. Raises DocumentError as `decode` does."""
    text, remarks = decode(content, name)
    sign = max(_SIGNS, key=text[:_BEGINNING].count)
    return Reading(text, tuple(table_lines([*_rows(text, sign)])), remarks)


def _rows(text: str, sign: str) -> Iterator[Line]:
    row = _Row()
    for found in _PART.finditer(text):
        if found["end"]:
            yield row.line()
            row = _Row()
        elif found.lastgroup == "quoted":
            row.add_quoted(text, *found.span("quoted"))
        elif found[0] == sign:
            row.part(found.start(), sign)
        elif found.lastgroup != "unseen":
            row.add(found[0], found.start())
    yield row.line()


class _Row:
    """A row as it grows; the quotation marks around its cells are no part of it."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._offsets = array("q")
        self._cells: list[Span] = []
        self._start = 0

    def add(self, words: str, start: int) -> None:
        self._text.append(words)
        self._offsets.extend(range(start, start + len(words)))

    def add_quoted(self, text: str, start: int, end: int) -> None:
        """Adds a quoted cell, in which a doubled quotation mark is one."""
        while (double := text.find('""', start, end)) >= 0:
            self.add(text[start : double + 1], start)
            start = double + 2
        self.add(text[start:end], start)

    def part(self, place: int, sign: str) -> None:
        self._cells.append((self._start, len(self._offsets)))
        self.add(sign, place)
        self._start = len(self._offsets)

    def line(self) -> Line:
        self._cells.append((self._start, len(self._offsets)))
        return Line("".join(self._text), self._offsets, cells=tuple(self._cells))
