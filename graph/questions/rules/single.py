"""A thing or a theme by itself, and how two things are connected."""

from __future__ import annotations

from graph.queries.selection import Selection
from graph.questions.composer import Composer, Found
from graph.questions.rules.texts import names_said, words_asked


def about(asked: Composer) -> Found:
    """A thing or a theme by itself."""
    if len(asked.names) + len(asked.themes) != 1 or asked.kinds():
        return None
    if (
        asked.says_anything()
        and not asked.has("relation", "about", "involves")
        and not asked.has("ask", "how")
    ):
        return None
    if asked.themes and asked.has("ask", "how"):
        return None
    asked.take("relation", "about")
    asked.take("ask", "how", "figure")
    where = asked.where()
    if asked.themes:
        return [Selection("passages", {"text": words_asked(asked)}, where)]
    piece = asked.names[0]
    return [
        Selection("neighbours", {"node": asked.thing(piece)}, where),
        Selection("passages", {"text": names_said(piece)}, where),
    ]


def path(asked: Composer) -> Found:
    """How two things are connected."""
    ends = asked.names
    if not asked.has("relation", "path") or len(ends) != 2:
        return None
    asked.take("relation", "path", "about")
    asked.take("ask", "how")
    about = {"from": asked.thing(ends[0]), "to": asked.thing(ends[1])}
    return [Selection("path", about, asked.where())]
