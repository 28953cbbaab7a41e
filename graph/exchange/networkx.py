"""The graph as a networkx multigraph, and back, with every type kept."""

from __future__ import annotations

from typing import Any

import networkx as nx

from graph.errors import LantuError
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Node, Part, Relationship


def to_networkx(part: Part) -> nx.MultiDiGraph[str]:
    """A directed multigraph: nodes by id with `label`, edges with `type`, and their properties.

    Two relationships of one type between the same nodes are two edges.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in part.nodes:
        graph.add_node(node.id, label=node.label, **node.properties)
    for each in part.relationships:
        graph.add_edges_from([(each.source, each.target, {"type": each.type, **each.properties})])
    return graph


def from_networkx(graph: nx.MultiDiGraph[str], key: str = "networkx") -> Part:
    """The part that `to_networkx` made this graph of, or one made by hand to the same model.

    Properties that the model does not declare are refused. Raises LantuError, which names the node
    or edge at fault.
    """
    nodes = [_node(id_, data) for id_, data in graph.nodes(data=True)]
    labels = {node.id: node.label for node in nodes}
    relationships = [
        _relationship(source, target, data, labels)
        for source, target, data in graph.edges(data=True)
    ]
    return Part(key, nodes, relationships)


def _node(id_: str, data: dict[str, Any]) -> Node:
    label = str(data.get("label"))
    if label not in NODE_LABELS:
        raise LantuError(f"node {id_}: its label {label!r} is not one of the model's")
    properties = {name: value for name, value in data.items() if name != "label"}
    known = {each.name for each in NODE_LABELS[label].properties}
    _refuse(f"node {id_}", properties.keys() - known)
    return Node(label, {**dict.fromkeys(known), **properties, "id": id_})


def _relationship(
    source: str, target: str, data: dict[str, Any], labels: dict[str, str]
) -> Relationship:
    place = f"edge {source} -> {target}"
    type_ = str(data.get("type"))
    if type_ not in RELATIONSHIP_TYPES:
        raise LantuError(f"{place}: its type {type_!r} is not one of the model's")
    properties = {name: value for name, value in data.items() if name != "type"}
    known = {each.name for each in RELATIONSHIP_TYPES[type_].properties}
    _refuse(place, properties.keys() - known)
    properties = {**dict.fromkeys(known), **properties}
    return Relationship(type_, labels[source], source, labels[target], target, properties)


def _refuse(place: str, unknown: set[str]) -> None:
    if unknown:
        raise LantuError(f"{place}: the model has no property {', '.join(sorted(unknown))}")
