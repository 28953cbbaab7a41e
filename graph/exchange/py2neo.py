"""The graph as a py2neo subgraph, and back, for notebooks that use py2neo.

py2neo has reached its end of life: nothing else in Lantu rests on it. It needs `lantu[py2neo]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import LantuError
from graph.model import Node, Part, Relationship

if TYPE_CHECKING:
    from py2neo import Subgraph


def to_py2neo(part: Part) -> Subgraph:
    """A py2neo subgraph, ready for `Graph.merge(subgraph)`: nodes are merged by label and id.

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
    """The part that a py2neo subgraph of Lantu's model holds, in the order of the ids."""
    nodes = [Node(next(iter(node.labels)), dict(node)) for node in subgraph.nodes]
    relationships = [
        Relationship(
            type(each).__name__,
            next(iter(each.start_node.labels)),
            each.start_node["id"],
            next(iter(each.end_node.labels)),
            each.end_node["id"],
            dict(each),
        )
        for each in subgraph.relationships
    ]
    return Part(
        key,
        sorted(nodes, key=lambda node: node.id),
        sorted(relationships, key=lambda each: (each.type, each.source, each.target)),
    )
