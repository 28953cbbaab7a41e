"""The embedded store: one graph file, no server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock

from graph.model import Graph, Value
from graph.stores.dialect import column_names, translate
from graph.stores.interface import DEFAULT_LIMITS, Answer, Dialect, Limits, Progress
from graph.stores.ladybug_build import build
from graph.stores.ladybug_file import GraphFile, Stamp
from graph.stores.statement import Statement, parameters_of, reading
from graph.stores.workers import Workers


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

    def replace(self, graph: Graph, progress: Progress | None = None) -> None:
        """Build a new file beside the old one, compare it with `graph` and put it in place."""
        build(self.path, graph, progress)

    def read(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run one of Lantu's own statements on the newest file."""
        # The engine takes a parameter that is not given for null, and refuses one it does not know.
        own = Statement(statement, parameters_of(statement))
        picked = own.pick(parameters or {})
        with self._newest() as file:
            return file.run(translate(statement, self.dialect), picked, limits)

    def read_untrusted(
        self,
        statement: str,
        parameters: Mapping[str, Value | Sequence[Value]] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Answer:
        """Run a user's statement, which can read the graph and nothing else."""
        safe = reading(statement, self.dialect)
        picked = safe.pick(parameters or {})
        found = self._workers.run(translate(safe.text, self.dialect), picked, limits)
        return replace(found, columns=column_names(safe.text, found.columns))

    def digests(self) -> Mapping[str, str]:
        """The digest of each part in the newest file; none where there is no file yet."""
        if not self.path.exists():
            return {}
        with self._newest() as file:
            return file.digests

    def close(self) -> None:
        """Let go of the file once nobody reads it, and of the workers."""
        self._workers.close()
        with self._lock:
            self._retire()

    @contextmanager
    def _newest(self) -> Iterator[GraphFile]:
        file = self._enter()
        try:
            yield file
        finally:
            self._leave(file)

    def _enter(self) -> GraphFile:
        with self._lock:
            if self._opened is None or self._opened.stamp != Stamp.of(self.path):
                newest = GraphFile(self.path)
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
