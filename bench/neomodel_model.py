"""The declared model as neomodel's classes, as who uses neomodel would write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from neomodel import (
    ArrayProperty,
    FloatProperty,
    IntegerProperty,
    RelationshipTo,
    StringProperty,
    StructuredNode,
    StructuredRel,
)

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Relationship, Value
from graph.schema import Property

_PROPERTIES = {
    "string": StringProperty,
    "int": IntegerProperty,
    "float": FloatProperty,
    "strings": ArrayProperty,
}


def as_given(properties: Mapping[str, Value]) -> dict[str, Value]:
    """Properties under the names the classes have: `id` is neomodel's own."""
    return {"uid" if name == "id" else name: value for name, value in properties.items()}


def create_or_update(label: str, rows: Sequence[Mapping[str, Value]]) -> Sequence[Any]:
    """The nodes of one label, found by their ids or made."""
    made: Sequence[Any] = _NODES[label].create_or_update(*rows)
    return made


def connect(each: Relationship, source: Any, target: Any) -> None:
    """One relationship between two nodes that are there."""
    getattr(source, _attribute(each.type, each.target_label)).connect(target, each.properties)


def _attribute(kind: str, target: str) -> str:
    return f"{kind}_{target}".lower()


def _declared(declared: Sequence[Property]) -> dict[str, Any]:
    return {each.name: _PROPERTIES[each.type]() for each in declared if each.name != "id"}


def _node_class(label: str) -> Any:
    members = _declared(NODE_LABELS[label].properties)
    members["uid"] = StringProperty(unique_index=True, required=True, db_property="id")
    for kind, rel in _RELATIONSHIPS.items():
        for source, target in RELATIONSHIP_TYPES[kind].ends:
            if source == label:
                members[_attribute(kind, target)] = RelationshipTo(target, kind, model=rel)
    return type(label, (StructuredNode,), {**members, "__module__": __name__})


_RELATIONSHIPS: Mapping[str, Any] = {
    kind.name: type(kind.name, (StructuredRel,), _declared(kind.properties))
    for kind in RELATIONSHIP_TYPES.values()
}
_NODES: Mapping[str, Any] = {label: _node_class(label) for label in NODE_LABELS}
globals().update(_NODES)
