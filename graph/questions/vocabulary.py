"""The words of questions and what each asks for, read from vocabulary.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import field_validator

from graph.loaders.rules import Rules, read_rules

Tag = Literal[
    "kind",
    "organization_kind",
    "relation",
    "says",
    "stage",
    "status",
    "measure",
    "value_kind",
    "verdict",
    "ask",
    "level",
    "bound",
    "year",
    "place",
    "filler",
]
Meaning = tuple[Tag, str]
TAGS: Sequence[str] = get_args(Tag)


class _Words(Rules):
    means: tuple[Meaning, ...]
    words: tuple[str, ...]

    @field_validator("words")
    @classmethod
    def _written(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        if not all(words):
            raise ValueError("a word is empty")
        return words


class _Rules(Rules):
    classifiers: tuple[str, ...]
    works: tuple[str, ...]
    words: tuple[_Words, ...]
    themes: dict[str, str]


@cache
def _rules() -> _Rules:
    return read_rules(Path(__file__).with_name("vocabulary.toml"), _Rules)


@cache
def vocabulary() -> Mapping[str, tuple[Meaning, ...]]:
    """All words, in lower case, with their meanings. Raises RuleError where they do not fit."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for entry in _rules().words:
        for word in entry.words:
            known = found.get(word.lower(), ())
            found[word.lower()] = tuple(dict.fromkeys((*known, *entry.means)))
    return found


def classifiers() -> Sequence[str]:
    """What may stand behind 多少 besides the units of indicators."""
    return _rules().classifiers


def works_words() -> Sequence[str]:
    """Words for whatever documents cite, which name nothing by themselves."""
    return _rules().works


def themes() -> Mapping[str, str]:
    """English words for themes, each with what Chinese reports call it."""
    return _rules().themes


def words_in(text: str) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
    """Every word of the vocabulary that stands in a text, with its place; they may overlap.

    A Latin word is a whole one.
    """
    lower = text.lower()
    for word, meanings in vocabulary().items():
        for found in _pattern(word).finditer(lower):
            yield found.start(), found.end(), meanings


@cache
def _pattern(word: str) -> re.Pattern[str]:
    begins = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    ends = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return re.compile(f"{begins}{re.escape(word)}{ends}")
