"""A graph from a collection: a part for each document, then what links them."""

from __future__ import annotations

from graph.build.claims import claims
from graph.build.frame import frame
from graph.build.links import links
from graph.collection import Collection
from graph.glossary import Glossary, seed_glossary
from graph.model import Graph, Part
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
    return [*parts, *links(parts, places, seed_registry(), decisions)]


def document_part(record: Record, glossary: Glossary) -> Part:
    """What one document adds to the graph."""
    skeleton = frame(record, glossary)
    nodes, relationships = claims(record, skeleton, glossary)
    return Part(record.id, [*skeleton.nodes, *nodes], [*skeleton.relationships, *relationships])
