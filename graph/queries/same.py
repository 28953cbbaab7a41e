"""Which nodes are one thing: those that have its id, in whatever documents they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from graph.model import ENTITY_LABELS
from graph.queries.former import id_now
from graph.stores.interface import Limits, Store

_ENOUGH = Limits(rows=100_000, seconds=10.0)


def things(
    store: Store, nodes: Mapping[str, str], known_as: Mapping[str, str] | None = None
) -> list[list[str]]:
    """The things that nodes are, given as id and label, each as the ids it has in all documents.

    Things come in the order of the first of their nodes in `nodes`; a thing's nodes in that of ids.
    Where `known_as` gives the thing of each node, they are not looked up first.
    """
    order = {id_: place for place, id_ in enumerate(nodes)}
    first = dict(order)
    for label in {*nodes.values()}.intersection(ENTITY_LABELS):
        of_label = [id_ for id_ in nodes if nodes[id_] == label]
        known = (
            {id_: known_as[id_] for id_ in of_label}
            if known_as
            else dict(_having(store, label, "id", of_label))
        )
        place: dict[str, int] = {}
        for id_, thing in known.items():
            place[thing] = min(order[id_], place.get(thing, order[id_]))
        for id_, thing in _having(store, label, "thing", [*place]):
            first[id_] = place[thing]
    ordered = sorted(first, key=lambda each: (first[each], each))
    return [list(group) for _, group in groupby(ordered, key=first.__getitem__)]


def things_of(store: Store, label: str, ids: Sequence[str]) -> list[str]:
    """The ids of the things that nodes of a label are."""
    return sorted({thing for _, thing in _having(store, label, "id", ids)})


def nodes_of_thing(store: Store, thing: str) -> tuple[str, list[str]]:
    """The label of a thing and the ids of its nodes, by any id that it has or had.

    There are none where the graph holds no such thing.
    """
    thing = id_now(store, thing)
    lead, _, rest = thing.partition("-")
    label = next((each for each in ENTITY_LABELS if rest.startswith(f"{each.lower()}-")), "")
    if lead != "thing" or not label:
        return "", []
    for property_ in ("thing", "thing_by_rule"):
        found = [id_ for id_, _ in _having(store, label, property_, [thing])]
        if found:
            return label, things(store, dict.fromkeys(found, label))[0]
    # One that people told apart has the id of a node in its own, and may be one again.
    known = [id_ for id_, _ in _having(store, label, "id", [rest])]
    return (label, things(store, {rest: label})[0]) if known else ("", [])


def _having(
    store: Store, label: str, property_: str, values: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The id and the thing of the nodes of a label whose property has one of some values."""
    # The embedded engine finds one id by its key; for any of a list it looks through the label.
    asked = f"n.{property_} " + ("= $values" if len(values) == 1 else "IN $values")
    found = store.read(
        f"MATCH (n:{label}) WHERE {asked} RETURN n.id, n.thing",
        {"values": values[0] if len(values) == 1 else list(values)},
        _ENOUGH,
    )
    for id_, thing in found.rows:
        # What no rule speaks of is a thing by itself.
        yield str(id_), str(thing or id_)
