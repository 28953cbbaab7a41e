"""All named things of a document: what the models see, and the areas that other names hide."""

from __future__ import annotations

from graph.loaders.area_heads import with_area_heads
from graph.loaders.division_areas import with_divisions
from graph.loaders.document import Document
from graph.loaders.entities import find_entities
from graph.loaders.facts import Entity
from graph.loaders.recognition import Models


def find_named(document: Document, models: Models | None = None) -> list[Entity]:
    """The named things of a document, by the models that ship with Lantu or by others.

    Raises RuleError where rules or models are damaged.
    """
    entities = find_entities(document, models)
    return with_area_heads(document, with_divisions(document, entities))
