"""Relations: which of a document's named things belong together, and what says so."""

from __future__ import annotations

from collections.abc import Sequence

from graph.loaders.document import Document
from graph.loaders.facts import Entity, Indicator, Relation


def find_relations(
    document: Document, entities: Sequence[Entity], indicators: Sequence[Indicator]
) -> list[Relation]:
    """The relations between a document's entities, and from them to its indicators."""
    return []
