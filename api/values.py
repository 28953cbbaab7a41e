"""Values in words that a terminal and a spreadsheet can show."""

from __future__ import annotations

import json
import unicodedata


def printable(text: str) -> str:
    """Text without the characters that would steer a terminal."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(each) == "Cc" and each != "\n" else each
        for each in text
    )


def in_words(value: object) -> str:
    """A value as a table or a spreadsheet shows it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case float():
            return f"{value:g}"
        case list() | tuple() | dict():
            return json.dumps(value, ensure_ascii=False, default=str)
        case _:
            return str(value)
