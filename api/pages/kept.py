"""Tables that were made of the graph as it is now, kept for the next page of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from viz.table import Table

_MOST_ROWS = 100_000


class Kept:
    """The tables asked for last, as long as the graph does not change."""

    def __init__(self) -> None:
        self._tables: OrderedDict[Hashable, Table] = OrderedDict()
        self._version = ""
        self._turn = Lock()

    def table(self, version: str, key: Hashable, make: Callable[[], Table]) -> Table:
        """The table of that key for a version of the graph, made anew where it is not kept."""
        with self._turn:
            if version != self._version:
                self._tables.clear()
                self._version = version
            if key in self._tables:
                self._tables.move_to_end(key)
                return self._tables[key]
        table = make()
        with self._turn:
            if version == self._version:
                self._tables[key] = table
                while sum(len(each.rows) for each in self._tables.values()) > _MOST_ROWS:
                    self._tables.popitem(last=False)
        return table
