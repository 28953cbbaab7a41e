"""The store on a Neo4j server: shared, and open to what else reads Neo4j."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace as changed
from itertools import islice
from pathlib import Path

from neo4j import ManagedTransaction, unit_of_work

from graph.errors import QueryError, StoreError
from graph.files import Move
from graph.parts import Graph, Value
from graph.stores.bolt.connection import Server
from graph.stores.bolt.lacks import lacks
from graph.stores.bolt.names import findings, named_of
from graph.stores.bolt.passages import MOST_SAYING, SAYING, query_of, says
from graph.stores.bolt.read import Parameters, answer, digests, version
from graph.stores.bolt.replace import replace
from graph.stores.bolt.users import Users
from graph.stores.interface import DEFAULT_LIMITS, Answer, Dialect, Limits, Progress
from graph.stores.names import SHORTEST_WITHIN, Match, Named, may_stand
from graph.stores.statements.dialect import column_names, translate
from graph.stores.statements.reading import reading

_FETCHED = 1_000


class Neo4jStore:
    """A graph in a database of a Neo4j server, which may hold other people's nodes too.

    Nothing is connected to before it is used. A change that is not large is one transaction. In a
    larger one each part is whole: who reads meanwhile sees each document as it was or as it will
    be, some before others.
    """

    dialect: Dialect = "neo4j"

    def __init__(self, url: str) -> None:
        self._server = Server(url)
        self._users = Users(url)

    def replace(self, graph: Graph, progress: Progress | None = None) -> None:
        """Write the parts that changed and take out those that are gone; each whole or not at all.

        Where it fails half way, the parts written so far stay and the next call does the rest.
        Raises StoreError.
        """
        replace(lambda: self._server.session("WRITE"), graph, progress)

    def expecting(self) -> AbstractContextManager[None]:
        """Nothing: the server is there."""
        return nullcontext()

    def prepare(self, graph: Graph, progress: Progress | None = None) -> Sequence[Move]:
        """Write the parts that changed: a server has them at once, and nothing to move."""
        self.replace(graph, progress)
        return []

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run one of Lantu's own statements in a read transaction."""
        translated = translate(statement, self.dialect)
        return self._read(translated, parameters or {}, limits)

    def named(
        self,
        match: Match,
        texts: Sequence[str],
        labels: Sequence[str],
        limits: Limits = DEFAULT_LIMITS,
    ) -> list[Named]:
        """Find nodes by the server's index of names."""
        sought = [text for text in texts if text and may_stand(text)]
        answers = [
            self._read(statement, parameters, limits).rows
            for statement, parameters in findings(match, sought, labels)
        ]
        found = {each.id: each for rows in answers for each in map(named_of, rows)}
        if len(answers) == 1:
            return [*found.values()]
        nearest = sorted(found.values(), key=lambda each: (len(each.name), each.name, each.id))
        return nearest[: limits.rows]

    def said(self, texts: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> list[str]:
        """Find the passages that say a text, by the server's full-text index."""
        sought = [text for text in texts if len(text) >= SHORTEST_WITHIN and may_stand(text)]
        if not sought:
            return []
        found = self._read(SAYING, {"sought": query_of(sought)}, changed(limits, rows=MOST_SAYING))
        saying = (str(id_) for id_, text in found.rows if says(str(text), sought))
        return [*islice(saying, limits.rows)]

    def read_untrusted(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run a user's statement, which can read the graph and nothing else."""
        safe = reading(statement, self.dialect)
        picked = safe.pick(parameters or {})
        found = self._users.read(translate(safe.text, self.dialect), picked, limits)
        return changed(found, columns=column_names(statement, found.columns))

    def pinned(self) -> AbstractContextManager[Neo4jStore]:
        """The store itself: the server keeps no older graph for who still reads it."""
        return nullcontext(self)

    def version(self) -> str:
        """A digest of those of the documents: what changes with one does so in its transaction."""
        with self._server.session("READ") as session:
            return session.execute_read(version)

    def digests(self) -> Mapping[str, str]:
        """The digest of each part the database holds; none where nothing was loaded yet."""
        with self._server.session("READ") as session:
            return session.execute_read(digests)

    def beside(self, name: str) -> Path | None:
        """Nowhere: a server's graph has no folder."""
        return None

    def lacks(self) -> Sequence[str]:
        """What the server is not set up with."""
        try:
            with self._server.session("READ") as session:
                return session.execute_read(lacks)
        except QueryError as error:
            return [
                f"nobody can tell what the server is set up with ({error}): look at its settings"
            ]
        except StoreError as error:
            return [str(error)]

    def close(self) -> None:
        """Let go of all connections."""
        self._server.close()
        self._users.close()

    def _read(self, statement: str, parameters: Parameters, limits: Limits) -> Answer:
        @unit_of_work(timeout=limits.seconds)
        def work(transaction: ManagedTransaction) -> Answer:
            return answer(transaction, statement, parameters, limits.rows)

        with self._server.session("READ", rows=min(limits.rows + 1, _FETCHED)) as session:
            return session.execute_read(work)
