"""Which indicators measure the same, in whatever documents: those of one canonical name."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path

from graph.build.series.spelling import canonical_name
from graph.folding import fold
from graph.loaders.rules import Rules, read_rules
from graph.queries.named import nodes_named
from graph.queries.names import Resolved, resolve
from graph.stores.interface import Limits, Store
from graph.stores.names import Named

_ENOUGH = Limits(rows=20_000, seconds=10.0)
_INDICATORS = """
MATCH (i:Indicator)
WHERE i.canonical IN $canonical
OPTIONAL MATCH (d:Document {id: i.document})
RETURN i.id, i.name, i.name_en, d.name, i.document, i.search, i.thing
ORDER BY i.document, i.name, i.id
"""


class _AskedRules(Rules):
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    within: dict[str, str]
    names: dict[str, tuple[str, ...]]
    english: dict[str, tuple[str, ...]]


@cache
def _rules() -> _AskedRules:
    return read_rules(Path(__file__).with_name("indicators.toml"), _AskedRules)


def english_names() -> dict[str, str]:
    """The English names of indicators beside those in the glossary, each with its canonical one."""
    return {name: each for each, names in _rules().english.items() for name in names}


def indicators_measuring(store: Store, name: str) -> list[Named]:
    """The indicators of all documents that measure what one asked for by this name does.

    Where none has its canonical name, those that are called so but for what says whose they are or
    how they are counted.
    """
    asked = {canonical_name(name, (), (), ""), _asked(fold(name))}
    return _of_canonical(store, asked | {each.upper() for each in asked}) or _called(store, name)


def indicator_named(store: Store, text: str) -> Resolved:
    """The indicator that a name, an id or an English name stands for, in whatever documents.

    Raises UnknownName and AmbiguousName.
    """
    text = text.strip()
    english = {fold(each): name for each, name in english_names().items()}
    nodes = indicators_measuring(store, english.get(fold(text), text))
    if not nodes:
        nodes = indicators_like(store, resolve(store, text, ("Indicator",)).ids)
    names = [each.name for each in nodes]
    name = text if text in names else max(names, key=names.count)
    return Resolved(name, "Indicator", tuple(sorted(each.id for each in nodes)))


def indicators_like(store: Store, ids: Collection[str]) -> list[Named]:
    """The indicators of all documents that measure what some of them do."""
    return _of_canonical(store, measures_of(store, ids))


_SHARES = """
MATCH (i:Indicator)-[:OBSERVED]->(v:Observation)
WHERE i.id IN $ids AND v.measure = 'level' AND v.base_unit = '%'
RETURN count(v)
"""


def is_share(store: Store, ids: Collection[str]) -> bool:
    """Whether some indicators are shares, whose changes are points and no values."""
    [[count]] = store.read(_SHARES, {"ids": sorted(ids)}).rows
    return bool(count)


def measures_of(store: Store, ids: Collection[str]) -> set[str]:
    """What indicators measure, by canonical names."""
    found = store.read(
        "MATCH (i:Indicator) WHERE i.id IN $ids RETURN DISTINCT i.canonical",
        {"ids": sorted(ids)},
        _ENOUGH,
    )
    return {str(name) for (name,) in found.rows}


def _of_canonical(store: Store, names: Collection[str]) -> list[Named]:
    names = sorted(filter(None, names))
    found = store.read(_INDICATORS, {"canonical": names}, _ENOUGH) if names else None
    return [_named(*map(str, row)) for row in found.rows] if found else []


def _named(
    id_: str, name: str, english: str, title: str, document: str, search: str, thing: str
) -> Named:
    names = tuple(search.split("\n"))
    return Named(id_, name, english, "Indicator", title, document, names, thing)


def _asked(folded: str) -> str:
    names = _rules().names.items()
    return next((name for name, others in names if folded in map(fold, others)), "")


def _called(store: Store, name: str) -> list[Named]:
    sought = _plain(fold(name))
    found = nodes_named(store, "contains", ("Indicator",), [sought])
    return [node for node in found if _plain(fold(node.name)) == sought]


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
