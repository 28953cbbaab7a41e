"""Nodes found by their names, as a store gives them: by an index, not by a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.model import ENTITY_LABELS

NAMED_LABELS = (*ENTITY_LABELS, "Document")
"""The labels whose nodes are found by their names."""
SHORTEST_WITHIN = 2
_LONGEST_WITHIN = 100
"""Characters of the shortest and of the longest name that is found to stand within a text."""

Match = Literal["is", "contains", "within"]
"""How a node is found by a text: the text is one of its names or aliases, stands in one, or has one
standing in it. Names and the text are compared folded (`graph.folding.fold`)."""


@dataclass(frozen=True, slots=True)
class Named:
    """One node that has a name. `names` are all its names and aliases, folded.

    `thing` is the id of the thing that it is, of a document its own. `document` is the name of the
    document it stands in, empty where no document owns it.
    """

    id: str
    name: str
    name_en: str
    kind: str
    document: str
    document_id: str
    names: tuple[str, ...]
    thing: str

    def as_candidate(self) -> dict[str, object]:
        """The node as an ambiguous name's candidate shows it."""
        return {"id": self.id, "name": self.name, "kind": self.kind, "document": self.document}


def stretches(text: str) -> Iterator[str]:
    """The parts of a text that may be names standing within it."""
    for start in range(len(text)):
        longest = min(len(text), start + _LONGEST_WITHIN)
        yield from (text[start:end] for end in range(start + SHORTEST_WITHIN, longest + 1))


def may_stand(text: str) -> bool:
    """Whether a text may stand in a graph, as one with half a pair of surrogates may not."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
