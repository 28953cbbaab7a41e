"""What lies between things that an answer names: the tasks through which they serve what was asked.

An agency answers for a measure that serves the goal asked about: without the measure the two would
be drawn unconnected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.model import RELATIONSHIP_TYPES
from graph.stores.interface import Limits, Store
from viz.picture import label_of
from viz.portions import ByLabel, pairs, portions

_INTO = ("SUPPORTS", "LOCATED_IN", "COMPONENT_OF")
"""The relationships that lead from what is a part, or serves, to the whole or the aim."""
_ENOUGH = Limits(rows=20_000)
_STEPS = 2


def between(store: Store, by_label: ByLabel) -> list[str]:
    """The ids of nodes that join some of these to others of them, over at most three claims.

    One way is given for each node that no claim joins to what is served or lain in.
    """
    aims = {label: ids for label, ids in by_label.items() if label in _AIMS}
    asked = {id_ for ids in by_label.values() for id_ in ids}
    above = _reached(store, aims)
    inner = _grouped(id_ for id_ in above if id_ not in asked)
    joined = {id_ for pair in _claims(store, by_label, aims) for id_ in pair}
    found: dict[str, str] = {}
    for one, middle in sorted(_claims(store, by_label, inner), key=lambda each: each[::-1]):
        if one not in joined:
            found.setdefault(one, middle)
    wanted: dict[str, None] = {}
    for middle in found.values():
        while middle and middle not in asked:
            wanted[middle] = None
            middle = above.get(middle, "")
    return [*wanted]


_AIMS = {target for kind in _INTO for _, target in RELATIONSHIP_TYPES[kind].ends}


def _reached(store: Store, aims: ByLabel) -> dict[str, str]:
    """The nodes that lead into aims over a step or two, each with the next on its way."""
    above: dict[str, str] = {}
    edge = aims
    for _ in range(_STEPS):
        fresh: dict[str, str] = {}
        for kind in _INTO:
            for source, target in RELATIONSHIP_TYPES[kind].ends:
                statement = (
                    f"MATCH (a:{source})-[:{kind}]->(b:{target}) WHERE b.id IN $ids "
                    "RETURN DISTINCT a.id, b.id ORDER BY a.id, b.id"
                )
                for ids in portions(edge.get(target, ())):
                    for one, other in store.read(statement, {"ids": ids}, _ENOUGH).rows:
                        if str(one) not in above:
                            fresh.setdefault(str(one), str(other))
        above |= fresh
        edge = _grouped(fresh)
    return above


def _claims(store: Store, some: ByLabel, others: ByLabel) -> Iterator[tuple[str, str]]:
    """The pairs of one node of `some` and one of `others` that a claim joins, either way."""
    for kind in RELATIONSHIP_TYPES.values():
        for source, target in kind.ends if kind.claim else ():
            statement = (
                f"MATCH (a:{source})-[:{kind.name}]->(b:{target}) "
                "WHERE a.id IN $sources AND b.id IN $targets RETURN DISTINCT a.id, b.id"
            )
            for ends in pairs(some.get(source, ()), others.get(target, ())):
                for one, other in store.read(statement, ends, _ENOUGH).rows:
                    yield str(one), str(other)
            for ends in pairs(others.get(source, ()), some.get(target, ())):
                for one, other in store.read(statement, ends, _ENOUGH).rows:
                    yield str(other), str(one)


def _grouped(ids: Iterator[str] | Mapping[str, str]) -> ByLabel:
    found: dict[str, list[str]] = {}
    for each in ids:
        found.setdefault(label_of(each) or "", []).append(each)
    return found
