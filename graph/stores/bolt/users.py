"""Users' statements on a Neo4j server: a few at a time, each run once and with a clock of its own.

The server's clock does not stop all: an expression runs to its end, and a plan is made to its end.
So whoever asked is answered when the time is over, whatever the server does. The connection stays
taken as long as the server works on, which keeps the next from burdening it too, but no longer
than HELD_SECONDS. Lantu's own reading has connections of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from time import monotonic

from neo4j import Result

from graph.errors import QueryLimit, RefusedStatement
from graph.stores.bolt.connection import Server
from graph.stores.bolt.read import EXPLAIN, Parameters, cleaned, query_type, run
from graph.stores.interface import Answer, Limits

PLACES = 4
WAIT_SECONDS = 2.0
HELD_SECONDS = 60.0
_GRACE_SECONDS = 0.5
_FETCHED = 100
_MOST_VALUES = 2_000_000


class Users:
    """The places that users' statements take on one database, each with one connection."""

    def __init__(self, url: str) -> None:
        self._servers = [Server(url, connections=1) for _ in range(PLACES)]
        self._free: SimpleQueue[Server] = SimpleQueue()
        for server in self._servers:
            self._free.put(server)

    def read(self, statement: str, parameters: Parameters, limits: Limits) -> Answer:
        """Run a statement in a read transaction, once.

        Raises RefusedStatement, QueryError, StoreError, and QueryLimit where no place gets free or
        the time is over.
        """
        try:
            server = self._free.get(timeout=WAIT_SECONDS)
        except Empty:
            raise QueryLimit(
                f"{PLACES} statements run already, which is as many as may: try again in a moment"
            ) from None
        found: Future[Answer] = Future()
        found.add_done_callback(lambda _: self._free.put(server))
        Thread(
            target=_settle,
            args=(found, lambda: _read(server, statement, parameters, limits)),
            name="users-statement",
            daemon=True,
        ).start()
        try:
            return found.result(limits.seconds + _GRACE_SECONDS)
        except TimeoutError:
            _give_up_later(server, found)
            raise QueryLimit(
                "the statement was not done in the time it may take and was given up: ask for less"
            ) from None

    def close(self) -> None:
        """Let go of all connections."""
        for server in self._servers:
            server.close()


def _settle(found: Future[Answer], work: Callable[[], Answer]) -> None:
    try:
        answer = work()
    except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
        found.set_exception(error)
    else:
        found.set_result(answer)


def _give_up_later(server: Server, found: Future[Answer]) -> None:
    timer = Timer(HELD_SECONDS, server.close)
    timer.daemon = True
    timer.start()
    found.add_done_callback(lambda _: timer.cancel())


def _read(server: Server, statement: str, parameters: Parameters, limits: Limits) -> Answer:
    until = monotonic() + limits.seconds
    with (
        server.session("READ", min(limits.rows + 1, _FETCHED), EXPLAIN) as session,
        session.begin_transaction(timeout=limits.seconds) as transaction,
    ):
        if query_type(transaction, statement, parameters) != "r":
            raise RefusedStatement("the statement does more than read the graph")
        result = run(transaction, statement, parameters)
        try:
            rows = list(_taken(result, limits.rows + 1, until))
        except QueryLimit:
            # What the server still sends would have to be read to its end.
            server.close()
            raise
        return cleaned(transaction, list(result.keys()), rows, limits.rows)


def _taken(result: Result, most: int, until: float) -> Iterator[Sequence[object]]:
    values = 0
    for count, record in enumerate(result, start=1):
        row = record.values()
        values += sum(map(_values, row))
        if values > _MOST_VALUES:
            raise QueryLimit(
                f"the answer has more than {_MOST_VALUES:,} characters and elements: ask for less"
            )
        if monotonic() > until:
            raise QueryLimit("the answer was not there in the time it may take: ask for less")
        yield row
        if count == most:
            return


def _values(value: object) -> int:
    """How many characters and elements a value of an answer has."""
    match value:
        case str():
            return len(value)
        case Mapping():
            return 1 + sum(map(_values, value.values()))
        case list() | tuple():
            return 1 + sum(map(_values, value))
    return 1
