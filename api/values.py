"""Text that a terminal can show."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Text without the characters that would steer a terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(each) == "Cc" and each != "\n" else each
        for each in text
    )
