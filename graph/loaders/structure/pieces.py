"""Paragraphs longer than anybody writes, in pieces: what reads passages takes each as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.loaders.document import Remark
from graph.loaders.lines import Line
from graph.loaders.words import CLAUSE_ENDS, SENTENCE_ENDS

LONGEST = 4_000
"""Characters of the longest passage; the longest paragraph of the reports known has 1,200."""
# Where a piece may end, the better place first.
_ENDS = tuple(
    re.compile(f".*[{''.join(sorted(marks))}]", re.DOTALL)
    for marks in (SENTENCE_ENDS, CLAUSE_ENDS, "、 ")
)


def pieces(line: Line) -> Iterator[Line]:
    """The line, or its pieces, which end where a sentence, a clause or a word does if one does."""
    start = 0
    while len(line.text) - start > LONGEST:
        found = (end.match(line.text, start, start + LONGEST) for end in _ENDS)
        stop = next((each.end() for each in found if each), start + LONGEST)
        yield line.part(start, stop)
        start = stop
    yield line.part(start) if start else line


def too_long(line: Line) -> Remark:
    """What is said of a paragraph that is read in pieces."""
    words = f"This paragraph has {len(line.text):,} characters: it is read in pieces."
    return Remark(words, line.start, line.end)
