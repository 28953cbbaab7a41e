"""Keeps names within their bounds: without when it is built, what a law demands, what is fought."""

from __future__ import annotations

import re
from functools import cache

from graph.loaders.names.lexicon import lexicon
from graph.loaders.rules import Rules, load_rules
from graph.loaders.words import cut

# What is left once words are taken off says nothing where it is shorter.
_SHORTEST = 2
# So much before a quotation is looked at for what is said of it and of those beside it.
_BEFORE = 60
# Where a name begins later, its passage is longer than a line that says who speaks.
_LONGEST_SPEAKER = 30


class NameRules(Rules):
    """What is no part of a name, and which titles are of laws and plans."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    fought: re.Pattern[str]
    none: re.Pattern[str]
    generic: frozenset[str]
    works: re.Pattern[str]
    titled: re.Pattern[str]
    acts: tuple[str, ...]
    positions: re.Pattern[str]
    speaker: re.Pattern[str]
    behind_own_title: re.Pattern[str]


def within_bounds(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the name in `text[start:end]`, or None where no name is left."""
    rules = name_rules()
    if rules.none.search(text[start:end]) or text[start:end] in rules.generic:
        return None
    if start < _LONGEST_SPEAKER and rules.speaker.fullmatch(text):
        return None
    quoted = text[start] == "“" or text[start - 1 : start] == "“"
    if quoted and rules.fought.search(text[max(0, start - _BEFORE) : start]):
        return None
    first, last = start, end
    if found := rules.before.match(text[start:end]):
        first += found.end()
    if found := rules.behind.search(text[first:end]):
        last = first + found.start()
    whole = (first, last) == (start, end)
    return (first, last) if whole or last - first >= _SHORTEST else None


def is_own_title(name: str, title: str) -> bool:
    """Does a document's title say this name, and nothing of it but that it is made known?"""
    bare = name.strip("《》")
    before, found, after = title.partition(bare)
    return bool(
        found and name_rules().behind_own_title.fullmatch(after) and not before.endswith("“")
    )


def is_no_project(name: str) -> bool:
    """Is what was taken for a project a work of art, or one word of everyday use (铁路, 水库)?"""
    everyday = name in lexicon().clusters and name not in lexicon().organizations
    return bool(name_rules().works.match(name)) or (everyday and len(cut(name)) == 1)


def is_position(name: str) -> bool:
    """Does a name say what a place is to be among others: 全国重要的装备制造基地?"""
    return bool(name_rules().positions.match(name))


def is_no_initiative(name: str) -> bool:
    """Is what was taken for an initiative the title of a journal or a book?"""
    return bool(name_rules().titled.fullmatch(name))


@cache
def name_rules() -> NameRules:
    """The rules of names that ship with Lantu. Raises RuleError where they do not fit."""
    return load_rules("names", NameRules)
