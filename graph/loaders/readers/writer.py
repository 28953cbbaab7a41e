"""Writes the text of a format that is not itself text: a line a paragraph, made of runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph.loaders.lines import Line, Reading
from graph.loaders.readers.grid import SEPARATOR, table_lines
from graph.loaders.readers.text import UNSEEN, visible

_UNSEEN = re.compile(f"[{UNSEEN}]")

# Words that look alike, and whether they are bold.
Run = tuple[str, bool]


class TextWriter:
    """Gathers paragraphs to a text, and remembers where each stands in it."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._lines: list[Line] = []

    def add(self, runs: Iterable[Run], mark: int = 0) -> None:
        """Adds a paragraph; `mark` is its level as a heading, 0 where it is none."""
        start = self._length
        bold: list[tuple[int, int]] = []
        words: list[str] = []
        place = 0
        for text, is_bold in runs:
            if is_bold and bold and bold[-1][1] == place:
                bold[-1] = (bold[-1][0], place + len(text))
            elif is_bold and text:
                bold.append((place, place + len(text)))
            words.append(text)
            place += len(text)
        line = Line("".join(words), range(start, start + place), tuple(bold), mark).part(0)
        line = visible(line)
        if line.text:
            self._lines.append(line)
            self._text.extend((*words, "\n"))
            self._length += place + 1

    def add_table(self, rows: Iterable[Sequence[str]]) -> None:
        """Adds a table, a line a row, its cells parted by a sign."""
        self._lines.extend(table_lines([self._row(row) for row in rows]))

    def _row(self, row: Sequence[str]) -> Line:
        start, place, cells = self._length, 0, []
        words = [_UNSEEN.sub("", " ".join(cell.split())) for cell in row]
        for cell in words:
            cells.append((place, place + len(cell)))
            place += len(cell) + len(SEPARATOR)
        text = SEPARATOR.join(words)
        self._text.extend((text, "\n"))
        self._length += len(text) + 1
        filled = tuple(cells) if any(words) else ()
        return Line(text if filled else "", range(start, start + len(text)), cells=filled)

    def reading(self, remarks: Iterable[str] = ()) -> Reading:
        """The text and its lines, with remarks on the whole."""
        text = "".join(self._text)
        return Reading(text, tuple(self._lines), tuple((each, 0, 0) for each in remarks))
