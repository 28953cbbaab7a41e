"""Which nodes are drawn as one: those that are one thing, unless it is drawn apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from graph.ids import is_of_before
from graph.model import ENTITY_LABELS
from graph.queries.former import id_now
from graph.queries.same import nodes_of_thing, things
from graph.stores.interface import Limits, Store
from viz.picture import DrawnNode, drawn_node, label_of, properties_of_node
from viz.portions import portions

ENOUGH = Limits(rows=100_000, seconds=10.0)
_MOST_OLD_IDS = 50


@dataclass(slots=True)
class Members:
    """What is drawn, by its id, as what each node of the graph is, and how many ids are none."""

    drawn: dict[str, DrawnNode] = field(default_factory=dict)
    drawn_as: dict[str, str] = field(default_factory=dict)
    missing: int = 0

    def by_label(self) -> Mapping[str, Sequence[str]]:
        """The nodes of the graph by their labels."""
        found: dict[str, list[str]] = defaultdict(list)
        for node in self.drawn_as:
            found[label_of(node) or ""].append(node)
        return found


def members(store: Store, ids: Sequence[str], apart: Collection[str] = ()) -> Members:
    """What things and nodes are drawn as, in the order of `ids`.

    A node is drawn as the thing it is, with the thing's nodes in other documents; the things of
    `apart` are drawn as one node a document. Ids that the store does not hold are left out.
    """
    held = _held(store, ids)
    found = Members()
    for asked in dict.fromkeys(ids):
        found.missing += not held[asked]
        for properties in held[asked]:
            id_, thing = properties["id"], properties.get("thing")
            own = thing if thing and thing not in apart else id_
            found.drawn_as[id_] = own
            node = drawn_node(properties["label"], {**properties, "id": own})
            known = found.drawn.get(own)
            found.drawn[own] = _with(known, node) if known else node
    return found


def _held(store: Store, ids: Sequence[str]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The nodes, with their properties, of each id of a thing or a node, by that id."""
    held: dict[str, list[Mapping[str, Any]]] = {}
    thing_of = _things_of(store, ids)
    wanted = {each: thing_of.get(each, each) for each in ids}
    things = defaultdict(list)
    for node in _nodes(store, "thing", {each for each in wanted.values() if _is_thing(each)}):
        things[node["thing"]].append(node)
    plain = {each for each in wanted.values() if not _is_thing(each)}
    single = {node["id"]: [node] for node in _nodes(store, "id", plain)}
    for asked, meant in wanted.items():
        held[asked] = things.get(meant) or single.get(meant, [])
    of_before = (each for each in ids if not held[each] and (_is_thing(each) or is_of_before(each)))
    for asked in islice(of_before, _MOST_OLD_IDS):
        held[asked] = [*_nodes(store, "id", _nodes_of(store, asked))]
    return held


def _nodes_of(store: Store, old: str) -> Collection[str]:
    """The nodes of the thing that an id led to before."""
    if _is_thing(old):
        return {*nodes_of_thing(store, old)[1]}
    node = id_now(store, old)
    return {id_ for ids in things(store, {node: label_of(node) or ""}) for id_ in ids}


def _things_of(store: Store, ids: Iterable[str]) -> Mapping[str, str]:
    """The thing that each node is, of those among `ids` that are one."""
    found = {}
    for label, nodes in _by_label(each for each in ids if not _is_thing(each)):
        if label in ENTITY_LABELS:
            statement = f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n.id, n.thing"
            for id_, thing in store.read(statement, {"ids": nodes}, ENOUGH).rows:
                if thing:
                    found[str(id_)] = str(thing)
    return found


def _nodes(store: Store, property_: str, values: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    """The nodes by a property, each value looked up: IN goes through the list for every node."""
    for label, some in _by_label(values):
        names = properties_of_node(label)
        statement = (
            f"UNWIND $values AS value MATCH (n:{label}) WHERE n.{property_} = value "
            f"RETURN {', '.join(f'n.{name}' for name in names)} ORDER BY n.id"
        )
        for values_of_node in store.read(statement, {"values": some}, ENOUGH).rows:
            yield {"label": label, **dict(zip(names, values_of_node, strict=True))}


def _by_label(ids: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in ids:
        if label := label_of(each):
            found[label].append(each)
    for label, ids_of_label in sorted(found.items()):
        for some in portions(sorted(ids_of_label)):
            yield label, some


def _is_thing(id_: str) -> bool:
    return id_.startswith("thing-")


def _with(known: DrawnNode, node: DrawnNode) -> DrawnNode:
    return replace(
        known,
        name_en=known.name_en or node.name_en,
        documents=tuple(dict.fromkeys((*known.documents, *node.documents))),
        stage=node.stage or known.stage,
    )
