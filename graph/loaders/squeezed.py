"""Text as rules read it: without typographic spaces and footnote marks, digits in one width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad]+|[［\[〔【]\d{1,3}[］\]〕】]|[①-⑳]"
)
PASSAGES = 1 << 10
"""More than most documents have."""
_WIDE = "０１２３４５６７８９％．，＋－／（）"
_NARROW = "0123456789%.，+-/（）"
_ONE_WIDTH = str.maketrans(_WIDE, _NARROW)


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text squeezed: `text[i]` stands at `places[i]` of the text it was made of."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original that `text[start:end]`, which must not be empty, was."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(PASSAGES)
def squeeze(text: str) -> Squeezed:
    """The text without spaces, invisible characters and footnote marks, in time linear in it.

    Remembered, as each step of extraction looks at all passages of a document again.
    """
    kept: list[str] = []
    places: list[int] = []
    position = 0
    for dropped in _DROPPED.finditer(text):
        kept.append(text[position : dropped.start()])
        places.extend(range(position, dropped.start()))
        position = dropped.end()
    if not kept:
        return Squeezed(text.translate(_ONE_WIDTH), range(len(text)))
    kept.append(text[position:])
    places.extend(range(position, len(text)))
    return Squeezed("".join(kept).translate(_ONE_WIDTH), places)
