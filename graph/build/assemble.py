"""A graph from a collection: a part for each document, then what links them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.build.claims import claims
from graph.build.frame import frame
from graph.build.identity.decided import decided
from graph.build.links import links
from graph.collection import Collection
from graph.decisions import Decision
from graph.glossary import Glossary, seed_glossary
from graph.model import ENTITY_LABELS
from graph.parts import Graph, Node, Part, all_nodes
from graph.record import Record
from graph.registry import seed_registry


def build_graph(collection: Collection) -> Graph:
    """The graph of a collection: the same documents and decisions give the same graph.

    Documents whose facts are damaged are left out. Raises CollectionError where all are, or a
    decision is.
    """
    decisions = collection.decisions()
    aliases = [(each.name, each.other) for each in decisions if each.kind == "alias"]
    glossary = seed_glossary().with_aliases(aliases)
    parts: list[Part] = []
    places: dict[str, str] = {}
    for record in collection.records():
        parts.append(document_part(record, glossary))
        places[record.id] = record.document.place
    parts = _as_decided(parts, decisions)
    return [*parts, *links(parts, places, seed_registry())]


def _as_decided(parts: Sequence[Part], decisions: Sequence[Decision]) -> list[Part]:
    """The parts with the things that people say their nodes are."""
    things = {
        each.id: str(each.properties["thing"])
        for each in all_nodes(parts)
        if each.label in ENTITY_LABELS
    }
    moved = decided(things, decisions)
    return [
        replace(part, nodes=[_moved(each, moved) for each in part.nodes])
        if any(each.id in moved for each in part.nodes)
        else part
        for part in parts
    ]


def _moved(each: Node, moved: Mapping[str, str]) -> Node:
    thing = moved.get(each.id)
    return replace(each, properties={**each.properties, "thing": thing}) if thing else each


def document_part(record: Record, glossary: Glossary) -> Part:
    """What one document adds to the graph."""
    skeleton = frame(record, glossary)
    nodes, relationships = claims(record, skeleton, glossary)
    return Part(record.id, [*skeleton.nodes, *nodes], [*skeleton.relationships, *relationships])
