"""Where the nodes of a document are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.parts import Part, Value


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document, as claims hold it."""

    passage: str
    quote: str
    document: str
    start: int
    end: int

    def as_properties(self) -> dict[str, Value]:
        """What a claim of this place has of it."""
        return {
            "passage": self.passage,
            "quote": self.quote,
            "document": self.document,
            "start": self.start,
            "end": self.end,
        }


def first_said(part: Part) -> Mapping[str, Where]:
    """For each node of a document, by its id, where it is said first."""
    first: dict[str, Where] = {}
    for each in part.relationships:
        if each.type == "EVIDENCED_BY" and each.source not in first:
            said = each.properties
            first[each.source] = Where(
                each.target,
                str(said["quote"]),
                str(said["document"]),
                int(str(said["start"])),
                int(str(said["end"])),
            )
    return first
