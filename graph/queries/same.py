"""Which nodes are one thing: the connected components of SAME_AS."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from graph.stores.interface import Limits, Store

_ENOUGH = Limits(rows=100_000, seconds=10.0)


def things(store: Store, ids: Iterable[str]) -> list[list[str]]:
    """The things that the nodes `ids` are, each as the ids of all its nodes in all documents.

    Things come in the order of the first of their nodes in `ids`; a thing's nodes in that of ids.
    """
    asked = list(dict.fromkeys(ids))
    thing = {each: place for place, each in enumerate(asked)}
    frontier = asked
    while frontier:
        answer = store.read(
            "MATCH (n:ENTITY)-[:SAME_AS]-(m:ENTITY) WHERE n.id IN $ids RETURN DISTINCT n.id, m.id",
            {"ids": frontier},
            _ENOUGH,
        )
        frontier = [str(other) for _, other in answer.rows if other not in thing]
        for one, other in answer.rows:
            _join(thing, str(one), str(other))
    ordered = sorted(thing, key=lambda each: (thing[each], each))
    return [list(group) for _, group in groupby(ordered, key=thing.__getitem__)]


def _join(thing: dict[str, int], one: str, other: str) -> None:
    kept, dropped = sorted((thing[one], thing.setdefault(other, thing[one])))
    if kept != dropped:
        thing.update((each, kept) for each, number in thing.items() if number == dropped)
