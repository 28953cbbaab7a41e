"""What the command line says in the reader's language, where that is Chinese.

Sentences that `chinese.toml` has no pattern for stay English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from api.options import language


def heading(column: str) -> str:
    """The heading of a column of a table."""
    return _table()["headings"].get(column, column) if language() == "zh" else column


def sentence(text: str) -> str:
    """A sentence, such as an error's."""
    if language() != "zh":
        return text
    for pattern, chinese in _table()["sentences"].items():
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return chinese.format(*found.groups())
    return text


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("api").joinpath("chinese.toml").read_text("utf-8"))
