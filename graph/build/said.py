"""Where the nodes of a document are said."""

from __future__ import annotations

from collections.abc import Mapping

from graph.parts import Part, Relationship


def first_said(part: Part) -> Mapping[str, Relationship]:
    """For each node of a document, by its id, what joins it to the passage that says it first."""
    first: dict[str, Relationship] = {}
    for each in part.relationships:
        if each.type == "EVIDENCED_BY":
            first.setdefault(each.source, each)
    return first
