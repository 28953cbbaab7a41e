"""Text as rules read it: without typographic spaces and footnote marks, characters in one form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.characters import ORDINARY

_DROPPED = re.compile(
    r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad]+|[［\[〔【]\d{1,3}[］\]〕】]|[①-⑳]"
)
PASSAGES = 1 << 10
"""More than most documents have."""
# Half-width marks in Chinese prose; not in 1,083, 3:1 and f(x). A full stop ends a sentence only
# behind a word that numbers no item (一.), and a ? often stands for a character that was lost.
_MARK = re.compile(
    r"(?<![A-Za-z0-9])[,;:()!]|[,;:()!](?![A-Za-z0-9])"
    r"|(?<=[一-鿿%）])(?<![一二三四五六七八九十])\.(?![A-Za-z0-9.])"
)
_WIDE = dict(zip(",;:().!", "，；：（）。！", strict=True))
_HAN = re.compile(r"[\u3400-\u9fff]")


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
        return Squeezed(_in_one_form(text), range(len(text)))
    kept.append(text[position:])
    places.extend(range(position, len(text)))
    return Squeezed(_in_one_form("".join(kept)), places)


def _in_one_form(text: str) -> str:
    """The text, as long as it was, with ordinary characters and the marks of Chinese prose."""
    plain = text.translate(ORDINARY)
    if not _HAN.search(plain):
        return plain
    return _MARK.sub(lambda mark: _WIDE[mark.group()], plain)
