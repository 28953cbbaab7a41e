"""Which indicators measure the same: until things of many documents exist, by their names.

What a name begins or ends with only to say whose it is or how it is counted is left out
(indicators.toml), and a list says which different names measure one thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from graph.folding import fold
from graph.loaders.rules import Rules, read_rules
from graph.queries.named import nodes_named
from graph.stores.interface import Store
from graph.stores.names import Named


class _Group(Rules):
    names: tuple[str, ...]
    english: tuple[str, ...] = ()


class _IndicatorRules(Rules):
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    spans: tuple[str, ...]
    within: dict[str, str]
    groups: tuple[_Group, ...]


@cache
def _rules() -> _IndicatorRules:
    return read_rules(Path(__file__).with_name("indicators.toml"), _IndicatorRules)


@cache
def _groups() -> dict[str, str]:
    return {
        _plain(fold(name)): fold(group.names[0])
        for group in _rules().groups
        for name in (*group.names, *group.english)
    }


@lru_cache(1 << 14)
def measured(name: str) -> str:
    """What an indicator of this name measures: equal for names that measure the same."""
    plain = _plain(fold(name))
    return _groups().get(plain, plain)


def is_of_a_span(quote: str) -> bool:
    """Whether a quote says that its figure is of several years, as an average or a sum."""
    return any(word in quote for word in _rules().spans)


def english_names() -> dict[str, str]:
    """The indicators that have English names beside those in the glossary, by these names."""
    return {name: group.names[0] for group in _rules().groups for name in group.english}


def indicators_measuring(store: Store, name: str) -> list[Named]:
    """The indicators of all documents that measure what an indicator of this name does."""
    sought = measured(name)
    names = {fold(each) for each in _names_of(sought)} | {sought}
    found = nodes_named(store, "contains", ("Indicator",), sorted(names))
    return [node for node in found if measured(node.name) == sought]


def _names_of(measure: str) -> Sequence[str]:
    for group in _rules().groups:
        if fold(group.names[0]) == measure:
            return [each for name in group.names for each in (name, _plain(fold(name)))]
    return []


@lru_cache(1 << 14)
def _plain(name: str) -> str:
    """A folded name without what only says whose it is or how it is counted."""
    rules = _rules()
    for long, short in rules.within.items():
        name = name.replace(long, short)
    shorter = True
    while shorter:
        before = name
        for prefix in rules.prefixes:
            if name.startswith(prefix) and len(name) > len(prefix) + 1:
                name = name.removeprefix(prefix)
        for suffix in rules.suffixes:
            if name.endswith(suffix) and len(name) > len(suffix) + 1:
                name = name.removesuffix(suffix)
        shorter = name != before
    return name
