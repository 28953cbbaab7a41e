"""Writes the text of a format that is not itself text: a line a paragraph, made of runs."""

from __future__ import annotations

from collections.abc import Iterable

from graph.loaders.lines import Line, Reading
from graph.loaders.readers.text import visible

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

    def reading(self, remarks: Iterable[str] = ()) -> Reading:
        """The text and its lines, with remarks on the whole."""
        text = "".join(self._text)
        return Reading(text, tuple(self._lines), tuple((each, 0, 0) for each in remarks))
