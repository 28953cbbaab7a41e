"""Quotes that show a name: long enough to be read, and to be found in one place only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.loaders.words import CLAUSE_ENDS, SENTENCE_ENDS

_SHORTEST = 4
_LONGEST = 80


class Quotes:
    """Chooses quotes in a document whose passages' texts are given, without spaces."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._text = "\n".join(passages)

    def around(self, passage: str, start: int, end: int) -> tuple[int, int]:
        """The shortest span of a passage about a name that stands once in the document.

        It is the name itself, or the name to the end of its clause, the clause, the clause to the
        end of its sentence, or the sentence; where none of them stands once and has at most 80
        characters, the longest that has.
        """
        span = start, end
        for wider in _wider(passage, start, end):
            if wider[1] - wider[0] > _LONGEST:
                break
            span = wider
            if self._shows(passage[slice(*span)]):
                break
        return span

    def _shows(self, quote: str) -> bool:
        if len(quote) < _SHORTEST:
            return False
        return self._text.find(quote, self._text.find(quote) + 1) < 0


def _wider(passage: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    clause = _between(passage, start, end, CLAUSE_ENDS)
    sentence = _between(passage, start, end, SENTENCE_ENDS)
    yield start, end
    yield start, clause[1]
    yield clause
    yield clause[0], sentence[1]
    yield sentence


def _between(passage: str, start: int, end: int, marks: frozenset[str]) -> tuple[int, int]:
    """The span up to the marks around it, or to where it is longer than any quote."""
    too_long = _LONGEST + 1
    first, last = max(0, end - too_long), min(len(passage), start + too_long)
    opening, closing = start, end
    while opening > first and passage[opening - 1] not in marks:
        opening -= 1
    while closing < last and passage[closing] not in marks:
        closing += 1
    return opening, closing
