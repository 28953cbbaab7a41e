"""The things that the names of a question stand for, within the documents that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import AmbiguousName
from graph.model import ENTITY_LABELS
from graph.queries.names import Resolved, resolved
from graph.questions.reading import Piece
from graph.questions.refusing import Refused
from graph.stores.interface import Store
from graph.stores.names import Named


@dataclass(frozen=True, slots=True)
class Anchors:
    """Finds what names stand for; `documents` are those named, none where all are meant."""

    store: Store
    documents: frozenset[str]

    def thing(self, piece: Piece, kinds: Sequence[str] = ENTITY_LABELS) -> Resolved | None:
        """The one thing of these kinds that a piece names; None where it is of no such kind.

        Of several of the name, those in the documents that are named are meant. Raises
        AmbiguousName, and Refused where these have none.
        """
        nodes = [node for node in piece.nodes if node.kind in kinds]
        if not nodes:
            return None
        try:
            return resolved(self.store, piece.text, nodes, kinds)
        except AmbiguousName:
            own = self.own(nodes)
            if not own and self.documents:
                raise Refused("not_there", piece.text) from None
            if not own:
                raise
            return resolved(self.store, piece.text, own, kinds)

    def own(self, nodes: Sequence[Named]) -> list[Named]:
        """The nodes of the documents that are named."""
        return [node for node in nodes if node.document_id in self.documents]


def kinds_of(piece: Piece) -> set[str]:
    """The kinds of things that have a name."""
    return {node.kind for node in piece.nodes}
