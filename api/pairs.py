"""The pairs of things to judge, found once for each state of the collection."""

from __future__ import annotations

from threading import Lock

from api.apart import done_apart
from graph.errors import CollectionBusy
from graph.linking.judging import Found
from graph.workspace import Workspace


class Pairs:
    """The pairs of a collection: those that are asked about, and those that were decided.

    Finding them links the whole collection, in a process of its own.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._turn = Lock()
        self._known: tuple[str, Found] = ("", {})

    def know(self, found: Found, state: str) -> None:
        """Keep the pairs that whoever judged some has found for the state after that."""
        self._known = (state, found)

    def found(self) -> Found:
        """The pairs by `asked` and `decided`, the likeliest first.

        Raises CollectionError, and CollectionBusy while they are being found for somebody else.
        """
        collection = self._workspace.collection
        state = collection.state()
        known, pairs = self._known
        if known == state:
            return pairs
        if not self._turn.acquire(blocking=False):
            raise CollectionBusy("the pairs are being found just now; try again in a moment")
        try:
            found: Found = done_apart({"pairs": str(collection.folder)})
            # What was changed meanwhile is found again the next time.
            self._known = (state, found)
            return found
        finally:
            self._turn.release()
