"""A Ladybug graph file, opened to be read: connections, limits and the engine's errors in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock

import ladybug

from graph.errors import LantuError, OutOfMemory, QueryError, QueryLimit, StoreError
from graph.stores.interface import Answer, Limits
from graph.stores.ladybug.execute import fetch, table_of_tables
from graph.stores.ladybug.manifest import form, read_manifest
from graph.stores.ladybug.memory import give_back
from graph.stores.ladybug.messages import in_words
from graph.stores.ladybug.names import NameIndex
from graph.stores.ladybug.passages import PassageIndex
from graph.stores.ladybug.seal import fault_of, sealed_end
from graph.stores.ladybug.tables import quoted
from graph.stores.ladybug.values import Cleaner

READ_POOL = 512 << 20
_SMALLEST_SPACE = 1 << 29


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which file stands at a path: another one has taken its place when the stamp differs."""

    inode: int
    size: int
    modified: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of the graph file at `path`. Raises StoreError where there is none."""
        try:
            status = path.stat()
        except FileNotFoundError:
            raise StoreError(f"nothing has been loaded yet at {path}: run lantu load") from None
        except OSError as error:
            raise StoreError(f"the graph {path} cannot be read: {error.strerror}") from error
        if path.is_dir():
            raise StoreError(f"{path} is a folder: name the graph file in it, such as graph.lbug")
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


class _Engine:
    """An open database and its connections, each used by one thread at a time."""

    def __init__(self, database: ladybug.Database) -> None:
        self._database = database
        self._idle: SimpleQueue[ladybug.Connection] = SimpleQueue()

    @contextmanager
    def connection(self) -> Iterator[ladybug.Connection]:
        """A connection for as long as the block runs."""
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = ladybug.Connection(self._database)
        try:
            yield connection
        finally:
            self._idle.put(connection)

    def close(self) -> None:
        """Let go of the file. No statement may be running."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()
        self._database.close()


class GraphFile:
    """One graph file as it was when opened: whole for its readers, whatever takes its place.

    Raises StoreError where the file is damaged or was built for another model.
    """

    def __init__(
        self, path: Path, *, pool: int = READ_POOL, threads: int = 0, renews: bool = True
    ) -> None:
        self._path = path
        self.stamp = Stamp.of(path)
        try:
            fault = fault_of(path)
        except OSError as error:
            raise StoreError(f"the graph {path} cannot be read: {error.strerror}") from error
        if fault:
            raise self._damaged(fault)
        self._pool, self._threads, self._renews = pool, threads, renews
        self._lock = Lock()
        self._engine = self._started()
        try:
            self.digests = self._read_manifest()
            self.names = NameIndex(path, sealed_end(path))
            self.passages = PassageIndex(path, self.names.start)
            self._labels = self._read_labels()
        except LantuError:
            self.close()
            raise

    def run(self, statement: str, parameters: Mapping[str, object], limits: Limits) -> Answer:
        """Run a statement. Raises QueryError, QueryLimit, StoreError.

        The engine does not give back all that earlier statements took of its memory: where a
        statement gets none, it runs once more on an engine started anew.
        """
        engine = self._engine
        try:
            return self._run(engine, statement, parameters, limits)
        except OutOfMemory:
            if not self._renews or not self._renewed(engine):
                raise
            return self._run(self._engine, statement, parameters, limits)

    def _run(
        self, engine: _Engine, statement: str, parameters: Mapping[str, object], limits: Limits
    ) -> Answer:
        with engine.connection() as connection:
            connection.set_query_timeout(max(1, int(limits.seconds * 1000)))
            try:
                columns, rows = fetch(connection, statement, parameters, limits.rows + 1)
            except RuntimeError as error:
                raise self._in_words(error, statement, limits) from error
            except (TypeError, ValueError, OverflowError) as error:
                raise QueryError(
                    "a parameter holds what this store cannot take: a list of one kind, no half "
                    "characters, no number beyond 64 bits"
                ) from error
            cleaner = Cleaner(self._labels, lambda *place: _ids_at(connection, *place))
            return Answer(columns, cleaner.clean(rows[: limits.rows]), len(rows) > limits.rows)

    def close(self) -> None:
        """Let go of the file. No statement may be running."""
        self._engine.close()
        give_back()

    def _started(self) -> _Engine:
        try:
            database = ladybug.Database(
                self._path,
                read_only=True,
                buffer_pool_size=self._pool,
                max_num_threads=self._threads,
                max_db_size=_address_space(self.stamp.size),
            )
            database.init_database()
        except RuntimeError as error:
            if any(each in str(error) for each in _NO_MEMORY):
                raise StoreError(
                    f"the graph {self._path} cannot be opened: this process may not take the "
                    "memory that needs, some 3 GiB of addresses; raise its limit (ulimit -v)"
                ) from error
            raise self._damaged("the engine cannot open it") from error
        return _Engine(database)

    def _renewed(self, engine: _Engine) -> bool:
        """Whether another engine than this one runs, on the same file as before.

        The old one ends by itself when the last statement that runs on it has.
        """
        with self._lock:
            if self._engine is engine and Stamp.of(self._path) == self.stamp:
                self._engine = self._started()
            return self._engine is not engine

    def _read_manifest(self) -> Mapping[str, str]:
        try:
            with self._engine.connection() as connection:
                built, digests = read_manifest(connection)
        except (RuntimeError, ValueError, KeyError) as error:
            raise self._damaged("it is not one that Lantu built") from error
        if built != form():
            raise StoreError(
                f"the graph {self._path} was built by another version of Lantu: run lantu build"
            )
        return digests

    def _read_labels(self) -> Mapping[int, str]:
        with self._engine.connection() as connection:
            tables = table_of_tables(connection)
        return {number: name for number, name, kind, _ in tables if kind == "NODE"}

    def _damaged(self, reason: str) -> StoreError:
        return StoreError(
            f"the graph {self._path} is damaged: {reason.strip().partition(chr(10))[0]}; "
            "run lantu build to make it again from the collection"
        )

    def _in_words(self, error: RuntimeError, statement: str, limits: Limits) -> LantuError:
        message = str(error).strip()
        if message.startswith("Interrupted"):
            return QueryLimit(
                f"the statement ran for more than {limits.seconds:g} seconds and was stopped: "
                "ask for less, or for a shorter path"
            )
        if any(each in message for each in _NO_MEMORY):
            return OutOfMemory("the statement needs more memory than it may use: ask for less")
        kind, _, _ = message.partition(": ")
        if kind == _NO_FILE:
            return QueryError("the statement cannot be run: it reaches for another file")
        if kind in _DAMAGE:
            return self._damaged("the engine cannot read all of it")
        return QueryError(f"the statement cannot be run: {in_words(message, statement)}")


def _address_space(size: int) -> int:
    """What the engine may map: a power of two with room for twice the file, in bytes."""
    return 1 << (2 * max(size, _SMALLEST_SPACE)).bit_length()


_NO_MEMORY = ("Buffer manager exception", "bad_alloc", "Mmap for size")
_NO_FILE = "IO exception"
_DAMAGE = ("Storage exception", "Checksum verification failed")


def _ids_at(
    connection: ladybug.Connection, label: str, offsets: Sequence[int]
) -> Mapping[int, str]:
    _, rows = fetch(
        connection,
        f"MATCH (n:{quoted(label)}) WHERE offset(id(n)) IN $offsets RETURN offset(id(n)), n.id",
        {"offsets": list(offsets)},
    )
    return {int(str(offset)): str(found) for offset, found in rows}
