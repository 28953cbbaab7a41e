"""Remarks on what could not be read with confidence, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import Field

from graph.loaders.rules import Rules, read_rules
from viz.words import Language

_FILE = Path(__file__).with_suffix(".toml")


class _Remark(Rules):
    english: str = Field(min_length=1)
    chinese: str = Field(min_length=1)


class _Remarks(Rules):
    remark: tuple[_Remark, ...]


def remark_in(remark: str, language: Language) -> str:
    """A remark of a document in a language; as it is where that language has no words for it."""
    if language == "en":
        return remark
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(remark):
            return chinese.format(*found.groups())
    return remark


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], str]]:
    """Raises RuleError where remarks.toml does not fit its schema."""
    said = read_rules(_FILE, _Remarks).remark
    return [(re.compile(each.english, re.DOTALL), each.chinese) for each in said]
