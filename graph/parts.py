"""What a graph is made of: nodes and relationships, in parts, held against the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.schema import Property, PropertyType

Value = str | int | float | list[str] | None


@dataclass(frozen=True, slots=True)
class Node:
    """A node to be stored; `properties` holds every property its label declares."""

    label: str
    properties: dict[str, Value]

    @property
    def id(self) -> str:
        """The node's stable id."""
        return str(self.properties["id"])


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship to be stored, between two nodes named by label and id."""

    type: str
    source_label: str
    source: str
    target_label: str
    target: str
    properties: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What one document adds to the graph, or what links it to the others, or the agencies.

    Stores write a part whole or not at all. A part may hold relationships to nodes of parts that
    come before it. Two parts with equal digests are equal.
    """

    key: str
    nodes: Sequence[Node]
    relationships: Sequence[Relationship]


Graph = Sequence[Part]


def all_nodes(graph: Graph) -> Iterator[Node]:
    """Every node of a graph, part by part."""
    return (node for part in graph for node in part.nodes)


def all_relationships(graph: Graph) -> Iterator[Relationship]:
    """Every relationship of a graph, part by part."""
    return (relationship for part in graph for relationship in part.relationships)


def node(label: str, **properties: Value) -> Node:
    """A node with the properties given and a neutral value for each other one of its label.

    Raises KeyError for an unknown label and ValueError for a property its label does not declare.
    """
    return Node(label, _complete(label, NODE_LABELS[label].properties, properties))


class End(Protocol):
    """What a relationship joins: a node, or what is known of one."""

    @property
    def label(self) -> str:
        """The node's label."""

    @property
    def id(self) -> str:
        """The node's id."""


def relationship(kind: str, source: End, target: End, **properties: Value) -> Relationship:
    """A relationship between two nodes, with a neutral value for each property not given.

    Raises ValueError for a property its type does not declare or a pair of labels it cannot join.
    """
    declared = RELATIONSHIP_TYPES[kind]
    if (source.label, target.label) not in declared.ends:
        raise ValueError(f"{kind} cannot join {source.label} to {target.label}")
    return Relationship(
        kind,
        source.label,
        source.id,
        target.label,
        target.id,
        _complete(kind, declared.properties, properties),
    )


_NEUTRAL: Mapping[PropertyType, Value] = {"string": "", "int": 0, "float": None, "strings": []}


def _complete(
    owner: str, declared: tuple[Property, ...], given: Mapping[str, Value]
) -> dict[str, Value]:
    neutral = _neutral(declared)
    unknown = given.keys() - neutral.keys()
    if unknown:
        raise ValueError(f"{owner} has no property {', '.join(sorted(unknown))}")
    return {**neutral, **given}


@cache
def _neutral(declared: tuple[Property, ...]) -> Mapping[str, Value]:
    return {each.name: _NEUTRAL[each.type] for each in declared}
