"""Which nodes are one thing: the connected components of SAME_AS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from graph.model import ENTITY_LABELS
from graph.stores.interface import Limits, Store

_ENOUGH = Limits(rows=100_000, seconds=10.0)


def things(store: Store, nodes: Mapping[str, str]) -> list[list[str]]:
    """The things that nodes are, given as id and label, each as the ids it has in all documents.

    Things come in the order of the first of their nodes in `nodes`; a thing's nodes in that of ids.
    """
    thing = {id_: place for place, id_ in enumerate(nodes)}
    for label in {*nodes.values()}.intersection(ENTITY_LABELS):
        frontier = [id_ for id_ in nodes if nodes[id_] == label]
        while frontier:
            joined = [*_joined(store, label, frontier)]
            frontier = [other for _, other in joined if other not in thing]
            for one, other in joined:
                _join(thing, one, other)
    ordered = sorted(thing, key=lambda each: (thing[each], each))
    return [list(group) for _, group in groupby(ordered, key=thing.__getitem__)]


def _joined(store: Store, label: str, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What nodes of one label are directly joined to, which is of that label too."""
    # The embedded engine finds one id by its key; for any of a list it looks through the label.
    asked = "n.id = $ids" if len(ids) == 1 else "n.id IN $ids"
    found = store.read(
        f"MATCH (n:{label})-[:SAME_AS]-(m:{label}) WHERE {asked} RETURN DISTINCT n.id, m.id",
        {"ids": ids[0] if len(ids) == 1 else ids},
        _ENOUGH,
    )
    for one, other in found.rows:
        yield str(one), str(other)


def _join(thing: dict[str, int], one: str, other: str) -> None:
    kept, dropped = sorted((thing[one], thing.setdefault(other, thing[one])))
    if kept != dropped:
        thing.update((each, kept) for each, number in thing.items() if number == dropped)
