"""Names as they fit under a node: at most two short lines."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import ceil

LINE_WIDTH = 18
"""Width of a line in half-width characters; a Chinese character counts for two."""


def caption(name: str, lines: int = 2) -> str:
    """A name broken into at most `lines` lines, cut with an ellipsis where it is longer."""
    needed = ceil(width(name) / LINE_WIDTH)
    line_width = LINE_WIDTH if needed > lines else ceil(width(name) / max(needed, 1)) + 2
    broken = [""]
    for piece in _pieces(name):
        if broken[-1] and width(broken[-1] + piece.rstrip()) > line_width:
            broken.append("")
        broken[-1] += piece
    broken = [line.strip() for line in broken]
    if len(broken) > lines:
        broken = [*broken[: lines - 1], broken[lines - 1] + "…"]
    return "\n".join(broken)


def _pieces(name: str) -> list[str]:
    """The parts between which a line may break: words of Latin script, single Chinese characters.

    A piece that is wider than a line is itself cut into characters.
    """
    pieces: list[str] = []
    for character in name:
        joins = pieces and not _wide(character) and not _wide(pieces[-1][-1])
        if joins and not pieces[-1].endswith(" ") and width(pieces[-1]) < LINE_WIDTH:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


@lru_cache(1 << 14)
def width(text: str) -> int:
    """Half-width characters that a text takes."""
    return sum(2 if _wide(character) else 1 for character in text)
