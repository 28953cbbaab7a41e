"""The wording that joins named things, read from rules/relations.toml and made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graph.loaders.rules import Rules, load_rules


class ListRules(Rules):
    """How lists of names are joined and closed."""

    joints: tuple[str, ...]
    closing: tuple[str, ...]
    more: tuple[str, ...]
    counted: tuple[str, ...]
    numerals: str
    kinds: tuple[str, ...]
    parting: tuple[str, ...]
    together: tuple[str, ...]
    extends: tuple[str, ...]


class LocatedRules(Rules):
    """What places a thing in an area."""

    suffixes: tuple[str, ...]
    districts: tuple[str, ...]
    towns: tuple[str, ...]
    lines: tuple[str, ...]
    generic: tuple[str, ...]
    areas: tuple[str, ...]
    no_area_ends: tuple[str, ...]
    no_area_words: tuple[str, ...]
    whole: tuple[str, ...]
    wide: tuple[str, ...]
    wide_ends: tuple[str, ...]
    lengthens: tuple[str, ...]
    companies: tuple[str, ...]
    sentential: tuple[str, ...]
    opening: tuple[str, ...]
    openers: tuple[str, ...]
    towards: tuple[str, ...]
    partners: tuple[str, ...]
    sides: tuple[str, ...]
    seats: tuple[str, ...]
    starts: tuple[str, ...]
    before_actor: tuple[str, ...]
    backing: tuple[str, ...]
    restarts: tuple[str, ...]
    acts: tuple[str, ...]
    respectively: str
    manners: tuple[str, ...]
    wins: tuple[str, ...]
    abroad: tuple[str, ...]
    at: tuple[str, ...]
    attributive: str
    happens: tuple[str, ...]
    arrives: tuple[str, ...]


class TopicRules(Rules):
    """What makes a clause or a short sentence be about the thing it names."""

    before: tuple[str, ...]
    states: tuple[str, ...]
    develops: tuple[str, ...]
    developed: tuple[str, ...]
    developing: tuple[str, ...]
    other: tuple[str, ...]
    taking: tuple[str, ...]
    grounds: tuple[str, ...]
    longest: int


class InvolvesRules(Rules):
    """What makes a body take part in a thing."""

    bodies: tuple[str, ...]
    no_owners: tuple[str, ...]
    not_owned: tuple[str, ...]
    before_actor: tuple[str, ...]
    by: tuple[str, ...]
    acts: tuple[str, ...]
    achieves: tuple[str, ...]
    partners: tuple[str, ...]
    together: tuple[str, ...]


class SupportsRules(Rules):
    """What says that one thing serves another."""

    titles: tuple[str, ...]
    serves: tuple[str, ...]
    between: tuple[str, ...]
    gap: int


class HeadRules(Rules):
    """What tells that a name opens with an area's."""

    zones: tuple[str, ...]
    kinds: tuple[str, ...]
    longest: int
    common: tuple[str, ...]
    waters: tuple[str, ...]
    works: tuple[str, ...]


class ShownRules(Rules):
    """What shows that words name an area."""

    comes_to: tuple[str, ...]
    after: tuple[str, ...]
    towards: tuple[str, ...]
    moves: tuple[str, ...]
    praised: tuple[str, ...]
    kinds: tuple[str, ...]
    says: tuple[str, ...]
    longest: int


class RelationRules(Rules):
    """All of rules/relations.toml."""

    lists: ListRules
    located: LocatedRules
    topic: TopicRules
    involves: InvolvesRules
    supports: SupportsRules
    heads: HeadRules
    shown: ShownRules


@cache
def relation_rules() -> RelationRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit the schema."""
    return load_rules("relations", RelationRules)


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first."""
    return (
        "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"
    )


@cache
def list_end() -> str:
    """A pattern of what may close a list of names before the word it qualifies, or nothing."""
    lists = relation_rules().lists
    count = f"(?:[{lists.numerals}]+{any_of(lists.counted)}?)"
    return f"{any_of(lists.closing)}?{count}?{any_of(lists.kinds)}?的?"


@cache
def counted_end() -> re.Pattern[str]:
    """A pattern of what closes a list of names with their number: 等4个, 2个城市."""
    lists = relation_rules().lists
    count = f"[{lists.numerals}]+{any_of(lists.counted)}"
    return re.compile(f"{any_of(lists.closing)}?{count}{any_of(lists.kinds)}?的?")
