"""The store's interface: what the rest of Lantu knows of a graph database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from graph.errors import GraphChanging
from graph.files import Move
from graph.parts import Graph, Value
from graph.stores.names import Match, Named

Dialect = Literal["ladybug", "neo4j"]
Read = TypeVar("Read")
_ATTEMPTS = 5
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one statement may use."""

    rows: int = 1_000
    seconds: float = 5.0


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows a statement gave; `truncated` where there were more than the limit."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    truncated: bool = False


class Store(Protocol):
    """A graph database that holds one graph.

    Nodes and relationships come back in rows as dictionaries of their properties, a node with
    `label`, a relationship with `type`, `source` and `target` (ids) added.
    """

    dialect: Dialect

    def replace(self, graph: Graph, progress: Progress | None = None) -> None:
        """Make `graph` the store's whole content: all of it or, on failure, nothing changed.

        Parts that the store already holds unchanged may be left as they are. Afterwards counts and
        content are compared with `graph`. Raises StoreError.
        """

    def expecting(self) -> AbstractContextManager[None]:
        """Within it what `prepare` takes time to start gets started. For one thread at a time."""

    def prepare(self, graph: Graph, progress: Progress | None = None) -> Sequence[Move]:
        """Have `graph` ready, so that the moves that are given make it the whole content.

        What can fail for want of room is done then. A server holds the graph at once, and gives no
        moves. Raises StoreError.
        """

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run one of Lantu's own statements, which are trusted to only read.

        Raises QueryError, QueryLimit, StoreError.
        """

    def named(
        self,
        match: Match,
        texts: Sequence[str],
        labels: Sequence[str],
        limits: Limits = DEFAULT_LIMITS,
    ) -> list[Named]:
        """The nodes of `labels`, of NAMED_LABELS, that one of the folded `texts` finds by a name.

        The nearest come first: whose name is the text, begins with it, contains it; then short
        names. At most as many as the limit has rows. Raises QueryLimit, StoreError.
        """

    def said(self, texts: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> list[str]:
        """The ids of the passages in which one of the folded `texts` stands, by an index of them.

        Texts of less than two characters are in none. At most as many as the limit has rows.
        Raises QueryLimit, StoreError.
        """

    def read_untrusted(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run a user's statement, which can read the graph and nothing else.

        Raises RefusedStatement, QueryError, QueryLimit, StoreError.
        """

    def pinned(self) -> AbstractContextManager[Store]:
        """This store with its graph as it is when first read, for answers of several statements.

        The embedded store keeps to that graph while another takes its place; a server cannot, and
        gives each statement what it holds: `steadily` asks again then. For one thread.
        """

    def version(self) -> str:
        """What differs once a document came, went or changed. Raises StoreError."""

    def digests(self) -> Mapping[str, str]:
        """The digest of each part the store holds, by the part's key."""

    def beside(self, name: str) -> Path | None:
        """Where a file of this name that is made of the graph may be kept; None with a server."""

    def lacks(self) -> Sequence[str]:
        """What keeps it from being asked by everybody, in sentences; none where nothing does."""

    def close(self) -> None:
        """Let go of files, connections and worker processes."""


def steadily(store: Store, read: Callable[[Store], Read]) -> Read:
    """What `read` makes of one graph by several statements, whatever is loaded meanwhile.

    Where documents came or went while a server was read, what was made of the mixture, be it an
    error, is dropped and made again. Raises GraphChanging where that goes on, and what `read` does.
    """
    for _ in range(_ATTEMPTS):
        with store.pinned() as pinned:
            before = pinned.version()
            failed: Exception | None = None
            try:
                made = read(pinned)
            except Exception as error:  # noqa: BLE001 - of one graph, it is raised below
                failed = error
            if pinned.version() == before:
                if failed:
                    raise failed
                return made
    raise GraphChanging("documents are being loaded or removed just now: ask again in a moment")
