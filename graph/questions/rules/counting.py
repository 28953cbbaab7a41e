"""Of which things, or places, the most or fewest of another kind are counted."""

from __future__ import annotations

from graph.queries.selection import Selection, Shape
from graph.questions.composer import Composer, Found
from graph.questions.rules.kinds import ALL_OF

_BY = {
    ("Goal", "Project"): "projects-by-goal",
    ("Area", "Project"): "projects-by-area",
    ("Goal", "Indicator"): "indicators-by-goal",
    ("Department", "Indicator"): "targets-by-agency",
    ("Department", "target"): "targets-by-agency",
}


def most(asked: Composer) -> Found:
    """Of which things, or places, the most of another kind are counted."""
    if not asked.has("ask", "top", "bottom") or asked.names or asked.themes:
        return None
    kinds = [
        value
        for piece in asked.reading.pieces
        for tag, value in piece.meanings
        if tag == "kind" or (tag, value) == ("status", "target")
    ]
    if asked.has("level") and kinds and kinds[-1] in ALL_OF:
        asked.take("ask", "top", "count")
        asked.take("kind")
        asked.take("status", "target")
        return [Selection(ALL_OF[kinds[-1]], {}, asked.where(), "places")]
    query = next((_BY[pair] for pair in _BY if {*pair} <= {*kinds}), None)
    if not query:
        return None
    asked.take("kind")
    asked.take("status", "target")
    asked.take("relation", "answers", "serves")
    shape: Shape = "top" if asked.take("ask", "top") else "bottom"
    asked.take("ask", "bottom")
    return [Selection(query, {}, asked.where(), shape)]
