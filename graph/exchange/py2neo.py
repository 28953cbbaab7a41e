"""The graph as a py2neo subgraph, and back, for notebooks that use py2neo.

py2neo has reached its end of life: nothing else in Lantu rests on it. It needs `lantu[py2neo]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import LantuError
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Node, Part, Relationship

if TYPE_CHECKING:
    import py2neo
    from py2neo import Subgraph


def to_py2neo(part: Part) -> Subgraph:
    """A py2neo subgraph, ready for `Graph.merge(subgraph)`: nodes are merged by label and id.

    py2neo knows one relationship of a type between two nodes, as a graph built of documents has.
    Raises LantuError where py2neo is not installed.
    """
    try:
        import py2neo
    except ImportError as error:
        raise LantuError("py2neo is not installed: pip install 'lantu[py2neo]'") from error
    nodes = {}
    for node in part.nodes:
        nodes[node.id] = py2neo.Node(node.label, **node.properties)
        nodes[node.id].__primarylabel__, nodes[node.id].__primarykey__ = node.label, "id"
    relationships = [
        py2neo.Relationship(nodes[each.source], each.type, nodes[each.target], **each.properties)
        for each in part.relationships
    ]
    return py2neo.Subgraph(nodes.values(), relationships)


def from_py2neo(subgraph: Subgraph, key: str = "py2neo") -> Part:
    """The part that a py2neo subgraph of Lantu's model holds, in the order of the ids.

    What else a server or its users put on the nodes is left out. Raises LantuError for a node or
    relationship that is not of the model.
    """
    # What py2neo fetched may hold a node twice: met by itself, and as the end of a relationship.
    nodes = {(found.label, found.id): found for found in map(_node, subgraph.nodes)}
    relationships = [_relationship(each) for each in subgraph.relationships]
    return Part(
        key,
        sorted(nodes.values(), key=lambda node: node.id),
        sorted(relationships, key=lambda each: (each.type, each.source, each.target)),
    )


def _node(node: py2neo.Node) -> Node:
    label = _label(node)
    return Node(label, {each.name: node[each.name] for each in NODE_LABELS[label].properties})


def _relationship(each: py2neo.Relationship) -> Relationship:
    type_ = type(each).__name__
    if type_ not in RELATIONSHIP_TYPES:
        raise LantuError(f"a relationship has the type {type_}, which is not one of the model's")
    source, target = each.start_node, each.end_node
    properties = {own.name: each[own.name] for own in RELATIONSHIP_TYPES[type_].properties}
    return Relationship(
        type_, _label(source), source["id"], _label(target), target["id"], properties
    )


def _label(node: py2neo.Node) -> str:
    for label in sorted(node.labels):
        if label in NODE_LABELS:
            return str(label)
    raise LantuError(f"a node has the labels {sorted(node.labels)}, none of which is the model's")
