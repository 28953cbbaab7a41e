"""What Neo4j gives back, as Lantu shows it: with the model's properties and stable ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from math import isfinite

from neo4j.graph import Node, Path, Relationship

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.schema import Property
from graph.stores.bolt.schema import DIGEST, PART

IdsAt = Callable[[Sequence[str]], Mapping[str, str]]
"""The stable ids of the nodes with some element ids, which are the server's own."""


_OURS = (PART, DIGEST)


class Cleaner:
    """Turns the rows of one answer into plain values.

    Nodes become dictionaries with `label`, relationships with `type`, `source` and `target`, paths
    dictionaries with `nodes` and `relationships`. What the model declares and the server lacks is
    None; of other people's nodes and relationships all properties are given.
    """

    def __init__(self, ids_at: IdsAt) -> None:
        self._ids_at = ids_at
        self._ids: dict[str, str] = {}

    def clean(self, rows: Sequence[Sequence[object]]) -> list[list[object]]:
        """The rows as plain values."""
        self._learn_ids(rows)
        return [[self._value(value) for value in row] for row in rows]

    def _learn_ids(self, rows: Sequence[Sequence[object]]) -> None:
        ends: set[str] = set()
        for each in _structures(rows):
            if isinstance(each, Relationship):
                ends |= {node.element_id for node in each.nodes if node is not None}
            elif isinstance(each.get("id"), str):
                self._ids[each.element_id] = each["id"]
        missing = sorted(ends - self._ids.keys())
        if missing:
            self._ids |= self._ids_at(missing)

    def _value(self, value: object) -> object:
        match value:
            case None | bool() | int() | str():
                return value
            case float():
                return value if isfinite(value) else None
            case Node():
                return self._node(value)
            case Relationship():
                return self._relationship(value)
            case Path():
                return {
                    "nodes": [self._node(each) for each in value.nodes],
                    "relationships": [self._relationship(each) for each in value.relationships],
                }
            case Mapping():
                return {str(key): self._value(each) for key, each in value.items()}
            case list() | tuple():
                return [self._value(each) for each in value]
            case _:
                return str(value)

    def _node(self, node: Node) -> dict[str, object]:
        known = next((label for label in NODE_LABELS if label in node.labels), None)
        declared = NODE_LABELS[known].properties if known else None
        label = known or min(node.labels, default="")
        return {"label": label, **self._properties(node, declared)}

    def _relationship(self, each: Relationship) -> dict[str, object]:
        kind = RELATIONSHIP_TYPES.get(each.type)
        source, target = (self._id(node) for node in each.nodes)
        properties = self._properties(each, kind.properties if kind else None)
        return {"type": each.type, "source": source, "target": target, **properties}

    def _properties(
        self, each: Node | Relationship, declared: Sequence[Property] | None
    ) -> dict[str, object]:
        if declared is None:
            return {name: self._value(value) for name, value in each.items() if name not in _OURS}
        return {property_.name: each.get(property_.name) for property_ in declared}

    def _id(self, node: Node | None) -> str | None:
        return self._ids.get(node.element_id) if node is not None else None


def _structures(value: object) -> Iterator[Node | Relationship]:
    if isinstance(value, Node | Relationship):
        yield value
    elif isinstance(value, Path):
        yield from chain(value.nodes, value.relationships)
    elif isinstance(value, Mapping):
        yield from _structures(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _structures(each)
