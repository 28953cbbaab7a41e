"""A store's whole content, read back as it was stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Node, Part, Relationship, Value
from graph.stores.interface import Limits, Store, steadily

WHOLE = "whole"
_UNLIMITED = Limits(rows=1_000_000_000, seconds=3_600)


def read_whole(store: Store) -> Part:
    """Every node and relationship of a store, as one part. Raises StoreError."""
    return steadily(store, _whole)


def _whole(store: Store) -> Part:
    nodes = [
        _node(cast("Mapping[str, Value]", row[0]))
        for label in NODE_LABELS
        for row in store.read(f"MATCH (n:{label}) RETURN n ORDER BY n.id", {}, _UNLIMITED).rows
    ]
    labels = {node.id: node.label for node in nodes}
    relationships = [
        _relationship(cast("Mapping[str, Value]", row[0]), labels)
        for type_ in RELATIONSHIP_TYPES
        for row in store.read(
            f"MATCH (a)-[r:{type_}]->(b) RETURN r ORDER BY a.id, b.id", {}, _UNLIMITED
        ).rows
    ]
    return Part(WHOLE, nodes, relationships)


def _node(row: Mapping[str, Value]) -> Node:
    label = str(row["label"])
    return Node(label, {each.name: row.get(each.name) for each in NODE_LABELS[label].properties})


def _relationship(row: Mapping[str, Value], labels: Mapping[str, str]) -> Relationship:
    type_, source, target = (str(row[key]) for key in ("type", "source", "target"))
    declared = RELATIONSHIP_TYPES[type_].properties
    properties = {each.name: row.get(each.name) for each in declared}
    return Relationship(type_, labels[source], source, labels[target], target, properties)
