"""What lacks something, and which places do not say something."""

from __future__ import annotations

from graph.model import ENTITY_LABELS
from graph.queries.selection import Selection
from graph.questions.composer import Composer, Found
from graph.questions.rules.texts import words_asked

_WITHOUT = {
    ("Goal", "Indicator"): "goals-without-indicators",
    ("Goal", "Project"): "goals-without-projects",
    ("Goal", "Department"): "goals-without-agencies",
    ("Project", "Area"): "projects-without-places",
}


def without(asked: Composer) -> Found:
    """Things that lack something, and places whose documents do not say something."""
    if not asked.has("ask", "none"):
        return None
    if asked.themes or asked.name_of(*ENTITY_LABELS):
        return _not_saying(asked)
    kinds = [*dict.fromkeys(asked.take("kind"))]
    if asked.take("relation", "answers"):
        kinds.append("Department")
    if asked.take("relation", "where", "located"):
        kinds.append("Area")
    if asked.take("relation", "serves"):
        kinds.append("Project")
    query = next((_WITHOUT[pair] for pair in _WITHOUT if {*pair} <= {*kinds}), None)
    if not query:
        return None
    asked.take("ask", "none")
    asked.take("status", "target")
    return [Selection(query, {}, asked.where(), asked.shape_of_things())]


def _not_saying(asked: Composer) -> Found:
    if not asked.has("relation", "mentions"):
        return None
    asked.take("relation", "mentions", "where")
    asked.take("ask", "none")
    asked.take("kind")
    return [Selection("passages", {"text": words_asked(asked)}, asked.where(), "absent")]
