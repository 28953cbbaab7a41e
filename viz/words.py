"""The explorer's words in the reader's language, for pages that the server makes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]


@cache
def words(language: Language) -> Mapping[str, str]:
    """The words by their keys, as explorer/strings.json has them."""
    text = files("viz").joinpath("explorer/strings.json").read_text(encoding="utf-8")
    found: Mapping[str, str] = json.loads(text)[language]
    return found


def wanted_language(asked: str, accepted: str) -> Language:
    """The language that an address asks for, or else the first that a browser accepts."""
    first = asked or accepted.split(",")[0]
    return "zh" if first.strip().lower().startswith("zh") else "en"
