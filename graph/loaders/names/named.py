"""All named things of a document: what the models see, and what other names and lists hide."""

from __future__ import annotations

from graph.loaders.document import Document
from graph.loaders.facts import Entity
from graph.loaders.names.area_bounds import with_area_bounds
from graph.loaders.names.area_heads import with_area_heads
from graph.loaders.names.bodies import with_bodies
from graph.loaders.names.division_areas import with_divisions
from graph.loaders.names.entities import find_entities
from graph.loaders.names.list_tails import with_list_tails
from graph.loaders.names.recognition import Models
from graph.loaders.names.repeated import with_repeats
from graph.loaders.names.shared_heads import with_shared_heads
from graph.loaders.names.shown_areas import with_shown_areas
from graph.loaders.names.titles import with_titles


def find_named(document: Document, models: Models | None = None) -> list[Entity]:
    """The named things of a document, by the models that ship with Lantu or by others.

    Raises RuleError where rules or models are damaged.
    """
    named = find_entities(document, models)
    for further in (
        with_titles,
        with_shared_heads,
        with_shown_areas,
        with_divisions,
        with_area_heads,
        with_list_tails,
        with_area_bounds,
        with_repeats,
        with_bodies,
    ):
        named = further(document, named)
    return named
