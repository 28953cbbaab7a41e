"""A value as the cell of a table shows it."""

from __future__ import annotations

import json


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
