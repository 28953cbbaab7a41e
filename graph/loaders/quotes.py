"""Quotes that show a name: long enough to be read, and to be found in one place only."""

from __future__ import annotations

from collections.abc import Sequence

_SHORTEST = 4
_LONGEST = 40
_BOUNDARIES = frozenset("。；！？")


class Quotes:
    """Chooses quotes in a document whose passages' texts are given, without spaces."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._text = "\n".join(passages)

    def around(self, passage: str, start: int, end: int) -> tuple[int, int]:
        """The shortest span of a passage from a name on that stands once in the document.

        It grows to the end of the sentence, then to its beginning, and stops at 40 characters, as
        a sentence that the document repeats never becomes unique.
        """
        while not self._shows(passage[start:end]) and end - start < _LONGEST:
            if end < len(passage) and passage[end] not in _BOUNDARIES:
                end += 1
            elif start and passage[start - 1] not in _BOUNDARIES:
                start -= 1
            else:
                break
        return start, end

    def _shows(self, quote: str) -> bool:
        if len(quote) < _SHORTEST:
            return False
        return self._text.find(quote, self._text.find(quote) + 1) < 0
