"""What lacks something, and which places do not say something."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import ENTITY_LABELS
from graph.queries.selection import Selection
from graph.questions.composer import Composer, Found
from graph.questions.rules.texts import words_asked

_WITHOUT = {
    ("Goal", "Indicator"): "goals-without-indicators",
    ("Goal", "Project"): "goals-without-projects",
    ("Goal", "Department"): "goals-without-agencies",
    ("Project", "Area"): "projects-without-places",
    ("Indicator", "Goal"): "results-without-targets",
    ("Indicator", "target"): "results-without-targets",
    ("Goal", "done"): "targets-without-results",
    ("Indicator", "done"): "targets-without-results",
}
"""Which query tells what has nothing of a kind, by the two kinds in this order."""


def without(asked: Composer) -> Found:
    """Things that lack something, and places whose documents do not say something."""
    if not asked.has("ask", "none"):
        return None
    if asked.themes or asked.name_of(*ENTITY_LABELS):
        return _not_saying(asked)
    lacked = next(_lacked(asked), "")
    query = next(
        (_WITHOUT[each, lacked] for each in _kinds(asked) if (each, lacked) in _WITHOUT), ""
    )
    if not query:
        return None
    asked.take("kind")
    asked.take("relation", "answers", "where", "located", "serves")
    asked.take("ask", "none")
    asked.take("status", "target", "done")
    return [Selection(query, {}, asked.where(), asked.shape_of_things())]


_KIND_OF_RELATION = {
    "answers": "Department",
    "where": "Area",
    "located": "Area",
    "serves": "Project",
}


def _lacked(asked: Composer) -> Iterator[str]:
    """What is lacking: what is said behind the word for it."""
    pieces = asked.reading.pieces
    none = next(piece for piece in pieces if piece.has("ask", "none"))
    for piece in pieces:
        for tag, value in piece.meanings if piece.start >= none.start else ():
            if tag in ("kind", "status"):
                yield value
            elif tag == "relation" and value in _KIND_OF_RELATION:
                yield _KIND_OF_RELATION[value]


def _kinds(asked: Composer) -> list[str]:
    return [
        value for piece in asked.reading.pieces for tag, value in piece.meanings if tag == "kind"
    ]


def _not_saying(asked: Composer) -> Found:
    if not asked.has("relation", "mentions"):
        return None
    asked.take("relation", "mentions", "where")
    asked.take("ask", "none")
    asked.take("kind")
    return [Selection("passages", {"text": words_asked(asked)}, asked.where(), "absent")]
