"""The pairs of things to judge, found once for each state of the collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from api.apart import done_apart
from graph.collection import Collection
from graph.errors import CollectionBusy

Found = Mapping[str, Sequence[Mapping[str, Any]]]


class Pairs:
    """The pairs of a collection: those that are asked about, and those that were decided.

    Finding them links the whole collection, in a process of its own.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._turn = Lock()
        self._known: tuple[str, Found] = ("", {})

    def found(self) -> Found:
        """The pairs by `asked` and `decided`, the likeliest first.

        Raises CollectionError, and CollectionBusy while they are being found for somebody else.
        """
        state = self._collection.state()
        known, pairs = self._known
        if known == state:
            return pairs
        if not self._turn.acquire(blocking=False):
            raise CollectionBusy("the pairs are being found just now; try again in a moment")
        try:
            found: Found = done_apart({"pairs": str(self._collection.folder)})
            # What was changed meanwhile is found again the next time.
            self._known = (state, found)
            return found
        finally:
            self._turn.release()
