"""Plain text: a line is a paragraph, unless lines are broken at a fixed width."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from graph.loaders.lines import Line, Reading, line_at
from graph.loaders.readers.encoding import decode
from graph.loaders.readers.wrapped import unwrapped

# Every character at which str.splitlines breaks a line, and a run of which is one break.
_BREAKS = re.compile(r"[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
# Nothing to read: byte order marks, zero-width and direction marks, control characters.
UNSEEN = r"\ufeff\u200b-\u200f\u2060\u061c\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1b\x7f"
_UNSEEN = re.compile(f"[{UNSEEN}]")


def read(content: bytes, name: str) -> Reading:
    """The lines of a plain text file. Raises DocumentError as `decode` does."""
    text, remarks = decode(content, name)
    places = list(spans(text))
    lines = unwrapped(text, places) or [line_at(text, start, end) for start, end in places]
    return Reading(text, tuple(line for line in map(visible, lines) if line.text), remarks)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of a text stands, without the line breaks."""
    start = 0
    for found in _BREAKS.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def visible(line: Line) -> Line:
    """The line without the characters that nobody can see."""
    if not _UNSEEN.search(line.text):
        return line
    kept = [place for place, letter in enumerate(line.text) if not _UNSEEN.match(letter)]
    bold = ((bisect_left(kept, left), bisect_left(kept, right)) for left, right in line.bold)
    return Line(
        "".join(line.text[place] for place in kept),
        [line.offsets[place] for place in kept],
        tuple(span for span in bold if span[0] < span[1]),
        line.mark,
    ).part(0)
