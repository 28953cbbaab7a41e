"""The embedded store: one graph file, no server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from subprocess import Popen
from threading import Lock

from graph.errors import QueryError, StoreError
from graph.files import Move
from graph.parts import Graph, Value
from graph.stores.interface import DEFAULT_LIMITS, Answer, Dialect, Limits, Progress, Store
from graph.stores.ladybug import builder
from graph.stores.ladybug.barriers import held
from graph.stores.ladybug.build import Held, build
from graph.stores.ladybug.file import GraphFile, Stamp
from graph.stores.ladybug.messages import without_place
from graph.stores.ladybug.workers import Workers
from graph.stores.names import Match, Named
from graph.stores.statements.dialect import column_names, translate
from graph.stores.statements.passed import Passed
from graph.stores.statements.reading import Statement, parameters_of, reading


class LadybugStore:
    """A graph in one file, replaced as a whole and otherwise only read.

    Any number of threads and processes may read while it is replaced: each statement sees the graph
    before or the graph after.
    """

    dialect: Dialect = "ladybug"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._opened: GraphFile | None = None
        self._readers: dict[GraphFile, int] = {}
        self._workers = Workers(path)
        self._builder: Popen[bytes] | None = None

    def replace(self, graph: Graph, progress: Progress | None = None) -> None:
        """Build a new file beside the old one, in this process, compare it and put it in place."""
        build(self.path, graph, self._held(), progress)

    @contextmanager
    def expecting(self) -> Iterator[None]:
        """Have the process that builds start meanwhile."""
        self._builder = builder.started()
        try:
            yield
        finally:
            if self._builder:
                builder.end(self._builder)
            self._builder = None

    def prepare(self, graph: Graph, progress: Progress | None = None) -> Sequence[Move]:
        """Build a new file beside the old one, in a process of its own, and compare it."""
        process, self._builder = self._builder or builder.started(), None
        return [builder.build_apart(process, self.path, graph, self._held(), progress)]

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run one of Lantu's own statements on the newest file."""
        with self.newest() as file:
            return _read(file, statement, parameters or {}, limits)

    def named(
        self,
        match: Match,
        texts: Sequence[str],
        labels: Sequence[str],
        limits: Limits = DEFAULT_LIMITS,
    ) -> list[Named]:
        """Find nodes by their names in the newest file."""
        with self.newest() as file:
            return file.names.find(match, texts, labels, limits.rows)

    def said(self, texts: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> list[str]:
        """Find the passages that say a text, in the newest file."""
        with self.newest() as file:
            return file.passages.find(texts, limits.rows)

    def read_untrusted(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run a user's statement, which can read the graph and nothing else."""
        safe = reading(statement, self.dialect)
        picked = safe.pick(parameters or {})
        translated = translate(safe.text, self.dialect, Passed.of(picked))
        try:
            found = self._workers.run(translated, picked, limits)
        except QueryError as error:
            if translated == safe.text:
                raise
            raise type(error)(without_place(str(error))) from None
        return replace(found, columns=column_names(safe.text, found.columns))

    @contextmanager
    def pinned(self) -> Iterator[Store]:
        """This store with the file that is the newest when first read."""
        with ExitStack() as opened:
            yield _Pinned(self, opened)

    def version(self) -> str:
        """Which file is the newest."""
        return str(Stamp.of(self.path))

    def digests(self) -> Mapping[str, str]:
        """The digest of each part in the newest file; none where there is no file yet."""
        if not self.path.exists():
            return {}
        with self.newest() as file:
            return file.digests

    def beside(self, name: str) -> Path | None:
        """A file in the folder of the graph's."""
        return self.path.with_name(name) if self.path.exists() else None

    def lacks(self) -> Sequence[str]:
        """What the system does not keep users' statements from."""
        return [
            f"the system does not keep users' statements from {each}: only how they are read does"
            for each, holds in held().items()
            if not holds
        ]

    def close(self) -> None:
        """Let go of the file once nobody reads it, and of the workers."""
        self._workers.close()
        with self._lock:
            self._retire()

    @contextmanager
    def newest(self) -> Iterator[GraphFile]:
        """The file that stands at the path now, open for as long as it is read."""
        file = self._enter()
        try:
            yield file
        finally:
            self._leave(file)

    def _held(self) -> Held | None:
        """What the newest file holds; none where it cannot be read, and is to be built anew."""
        with suppress(StoreError), self.newest() as file:
            return Held(file.stamp, file.digests)
        return None

    def _enter(self) -> GraphFile:
        with self._lock:
            if self._opened is None or self._opened.stamp != Stamp.of(self.path):
                newest = _opened(self.path)
                self._retire()
                self._opened = newest
            self._readers[self._opened] = self._readers.get(self._opened, 0) + 1
            return self._opened

    def _leave(self, file: GraphFile) -> None:
        with self._lock:
            self._readers[file] -= 1
            if not self._readers[file]:
                del self._readers[file]
                if file is not self._opened:
                    file.close()

    def _retire(self) -> None:
        retired, self._opened = self._opened, None
        if retired and retired not in self._readers:
            retired.close()


class _Pinned:
    """A store that reads one file only, opened when it is first read."""

    dialect: Dialect = "ladybug"

    def __init__(self, store: LadybugStore, opened: ExitStack) -> None:
        self._store = store
        self._opened = opened
        self._file: GraphFile | None = None

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run one of Lantu's own statements on the pinned file."""
        return _read(self._pinned(), statement, parameters or {}, limits)

    def named(
        self,
        match: Match,
        texts: Sequence[str],
        labels: Sequence[str],
        limits: Limits = DEFAULT_LIMITS,
    ) -> list[Named]:
        """Find nodes by their names in the pinned file."""
        return self._pinned().names.find(match, texts, labels, limits.rows)

    def said(self, texts: Sequence[str], limits: Limits = DEFAULT_LIMITS) -> list[str]:
        """Find the passages that say a text, in the pinned file."""
        return self._pinned().passages.find(texts, limits.rows)

    def _pinned(self) -> GraphFile:
        if self._file is None:
            self._file = self._opened.enter_context(self._store.newest())
        return self._file

    def read_untrusted(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run a user's statement, which is an answer of its own, on the newest file."""
        return self._store.read_untrusted(statement, parameters, limits)

    def pinned(self) -> AbstractContextManager[Store]:
        """It is already."""
        return nullcontext(self)

    def replace(self, graph: Graph, progress: Progress | None = None) -> None:
        """Replace the store's graph; what is pinned stays."""
        self._store.replace(graph, progress)

    def expecting(self) -> AbstractContextManager[None]:
        """As the store does."""
        return self._store.expecting()

    def prepare(self, graph: Graph, progress: Progress | None = None) -> Sequence[Move]:
        """Prepare the store's graph; what is pinned stays."""
        return self._store.prepare(graph, progress)

    def version(self) -> str:
        """Which file is pinned."""
        return str(self._pinned().stamp)

    def digests(self) -> Mapping[str, str]:
        """What the store holds, whatever is pinned."""
        return self._store.digests()

    def beside(self, name: str) -> Path | None:
        """A file in the folder of the store's graph."""
        return self._store.beside(name)

    def lacks(self) -> Sequence[str]:
        """What the store lacks, whatever is pinned."""
        return self._store.lacks()

    def close(self) -> None:
        """Close the store."""
        self._store.close()


def _opened(path: Path) -> GraphFile:
    """The file at a path, no other having taken its place while it was opened."""
    while True:
        file = GraphFile(path)
        if file.stamp == Stamp.of(path):
            return file
        file.close()


def _read(
    file: GraphFile,
    statement: str,
    parameters: Mapping[str, Value | Sequence[Value]],
    limits: Limits,
) -> Answer:
    # The engine takes a parameter that is not given for null, and refuses one it does not know.
    picked = Statement(statement, parameters_of(statement)).pick(parameters)
    return file.run(translate(statement, "ladybug"), picked, limits)
