"""What `import lantu` offers to notebooks and scripts.

A collection is opened and asked::

    import lantu

    with lantu.open("collection") as graph:
        graph.load("report.md")
        graph.ask("哪些项目服务数字济南目标").frame()
        graph.query("in-area", area="starting zone").rows
        graph.track(year=2025, verdict="missed").frame()
        graph.to_networkx()
        viz.view(graph.ask("哪些项目服务数字济南目标"))  # drawn below a notebook's cell
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from graph.errors import LantuError
from graph.exchange.exports import EXPORTS
from graph.exchange.networkx import from_networkx, to_networkx
from graph.exchange.py2neo import from_py2neo, to_py2neo
from graph.exchange.whole import read_whole
from graph.parts import Part, Value
from graph.queries.answer import Answered
from graph.queries.run import run
from graph.queries.selection import Where
from graph.queries.statement import run_statement
from graph.questions.ask import ask
from graph.stores import Limits
from graph.workspace import Loaded, Workspace

if TYPE_CHECKING:
    import networkx as nx
    from py2neo import Subgraph

Asked = TypeVar("Asked", str, int)

__all__ = ["Lantu", "LantuError", "from_networkx", "from_py2neo", "open"]


class Lantu:
    """An open collection: load documents, ask, query, export."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def load(self, *files: str | Path) -> list[Loaded]:
        """Load documents. One that cannot be read is told by its `error`, the others load.

        Raises CollectionError and StoreError.
        """
        return self._workspace.load([Path(file) for file in files])

    def documents(self) -> list[Loaded]:
        """What the collection holds."""
        return self._workspace.documents()

    def ask(self, question: str) -> Answered:
        """The answer to a question in Chinese or English. Raises QueryError."""
        return self._read(ask(self._workspace.store, question).answer)

    def query(
        self, name: str, limit: int = 1_000, unsure: bool = False, **arguments: str
    ) -> Answered:
        """The answer of a named query: `query("in-area", area="starting zone")`.

        A parameter called `from` is given as `from_`; with `unsure`, claims are given however
        unsure they are. Raises QueryError.
        """
        given = {key.rstrip("_"): value for key, value in arguments.items()}
        limits = Limits(rows=limit)
        return self._read(run(self._workspace.store, name, given, limits, unsure=unsure))

    def track(
        self,
        *,
        place: str | Sequence[str] = (),
        year: int | Sequence[int] = (),
        verdict: str | Sequence[str] = (),
        goal: str | None = None,
        agency: str | None = None,
        indicator: str | None = None,
        limit: int = 10_000,
    ) -> Answered:
        """Targets beside their results with a verdict on each: `track(year=2025).frame()`.

        Of some places, target years and verdicts, of a goal's indicators, of an agency's targets,
        of an indicator. Raises QueryError.
        """
        where = Where(place=_several(place), year=_several(year), verdict=_several(verdict))
        given = {"goal": goal, "agency": agency, "indicator": indicator}
        about = {name: value for name, value in given.items() if value}
        most = Limits(rows=limit)
        return self._read(run(self._workspace.store, "track", about, most, where=where))

    def matrix(
        self,
        indicator: str,
        *,
        place: str | Sequence[str] = (),
        year: int | Sequence[int] = (),
        status: str | Sequence[str] = (),
        measure: str | Sequence[str] = (),
        limit: int = 10_000,
    ) -> Answered:
        """The values of an indicator by place and year, ranked: `matrix("GDP", year=2026)`.

        Raises QueryError.
        """
        where = Where(
            place=_several(place),
            year=_several(year),
            status=_several(status),
            measure=_several(measure),
        )
        about = {"indicator": indicator}
        most = Limits(rows=limit)
        return self._read(run(self._workspace.store, "matrix", about, most, where=where))

    def compare(
        self,
        a: str,
        b: str,
        *,
        kind: str | Sequence[str] = (),
        status: str | Sequence[str] = (),
        limit: int = 10_000,
    ) -> Answered:
        """Two documents of one place, or two places: `compare("济南2025", "济南2026")`.

        Raises QueryError.
        """
        where = Where(kind=_several(kind), status=_several(status))
        about, most = {"a": a, "b": b}, Limits(rows=limit)
        return self._read(run(self._workspace.store, "compare", about, most, where=where))

    def cypher(
        self, statement: str, parameters: dict[str, Value] | None = None, limit: int = 1_000
    ) -> Answered:
        """The rows of a Cypher statement that only reads. Raises RefusedStatement, QueryError."""
        most = Limits(rows=limit)
        return self._read(run_statement(self._workspace.store, statement, parameters or {}, most))

    def _read(self, answer: Answered) -> Answered:
        return replace(answer, store=self._workspace.store)

    def whole(self) -> Part:
        """Every node and relationship of the graph."""
        return read_whole(self._workspace.store)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The whole graph as a networkx multigraph."""
        return to_networkx(self.whole())

    def to_py2neo(self) -> Subgraph:
        """The whole graph as a py2neo subgraph; needs `lantu[py2neo]`."""
        return to_py2neo(self.whole())

    def export(self, path: str | Path, format: str = "graphml") -> None:
        """Write the whole graph: graphml, gexf, json, csv or neo4j-admin. Raises LantuError."""
        if format not in EXPORTS:
            raise LantuError(f"there is no export format {format!r}: {', '.join(EXPORTS)}")
        EXPORTS[format](self.whole(), Path(path))

    def close(self) -> None:
        """Let go of files and connections."""
        self._workspace.close()

    def __enter__(self) -> Lantu:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _several(given: Asked | Sequence[Asked]) -> tuple[Asked, ...]:
    return (given,) if isinstance(given, str | int) else tuple(given)


def open(collection: str | Path = "collection", store: str | None = None) -> Lantu:
    """Open a collection folder, with its own embedded graph or with the store at a URL.

    Raises StoreError.
    """
    return Lantu(Workspace.open(Path(collection), store))
