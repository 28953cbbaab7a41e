"""Reading nodes by their names: the rows that name resolution and questions work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.stores.interface import Limits, Store

_ENOUGH = Limits(rows=5_000, seconds=10.0)


@dataclass(frozen=True, slots=True)
class Named:
    """One node that has a name. `names` are all its names and aliases, folded."""

    id: str
    name: str
    kind: str
    document: str
    names: tuple[str, ...]

    def as_candidate(self) -> dict[str, object]:
        """The node as an ambiguous name's candidate shows it."""
        return {"id": self.id, "name": self.name, "kind": self.kind, "document": self.document}


def read_named(
    store: Store, condition: str, kinds: Sequence[str], text: str | Sequence[str]
) -> list[Named]:
    """The nodes `n` of the labels `kinds` for which the Cypher `condition` holds.

    In the condition `given` is `text`. They come in the order of `kinds`, then of
    documents and names.
    """
    answer = store.read(
        f"WITH $text AS given MATCH (n:{'|'.join(kinds)}) WHERE {condition}"
        " OPTIONAL MATCH (d:Document {id: n.document})"
        " RETURN n.id, n.name, labels(n)[0], coalesce(d.name, ''), n.search ORDER BY n.id",
        {"text": text},
        _ENOUGH,
    )
    order = {kind: place for place, kind in enumerate(kinds)}
    found = [
        Named(str(id_), str(name), str(kind), str(document), tuple(str(search).split("\n")))
        for id_, name, kind, document, search in answer.rows
    ]
    return sorted(found, key=lambda each: (order[each.kind], each.document, each.name, each.id))
