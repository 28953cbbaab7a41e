"""Nodes by their names, in the order in which kinds are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from graph.stores.interface import Limits, Store
from graph.stores.names import Match, Named

_ENOUGH = Limits(rows=5_000, seconds=10.0)


def nodes_named(
    store: Store, match: Match, kinds: Sequence[str], texts: Sequence[str]
) -> list[Named]:
    """The nodes of the labels `kinds` that one of `texts` finds (see `Store.named`).

    They come in the order of `kinds`, then of documents and names.
    """
    order = {kind: place for place, kind in enumerate(kinds)}
    found = store.named(match, texts, kinds, _ENOUGH)
    return sorted(found, key=lambda each: (order[each.kind], each.document, each.name, each.id))
