"""Loading a graph: Lantu's stores beside a bare COPY, py2neo, neomodel and hand-tuned Cypher.

    python -m bench.load embedded [--documents 100] [--rounds 5]
    python -m bench.load neo4j [--documents 100] [--rounds 3] [--only NAME…]

Prints a Markdown table: medians over rounds in which the loaders take turns. The Neo4j server is
the one of NEO4J_TEST_URL, whose content is deleted, or one with 1 GiB heap of its own. Processor
time is told beside the clock's, which what else runs on the machine lengthens.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import ladybug
import neo4j

from bench import peers
from bench.synthetic import synthetic_graph
from graph.parts import Graph, all_nodes, all_relationships
from graph.stores import open_store
from graph.stores.ladybug.tables import Rows, definitions, node_rows, relationship_rows
from graph.tables.columns import columns_of
from tests.neo4j.server import running

_POOL = 1 << 30


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, of this process' and of the server's processor time.

    `written` is the clock when everything was stored, before it was compared; none for who does
    not compare.
    """

    clock: float
    client: float
    server: float = 0.0
    written: float | None = None


def main() -> None:
    arguments = _arguments()
    graph = synthetic_graph(arguments.documents)
    nodes, relationships = (
        sum(1 for _ in all_nodes(graph)),
        sum(1 for _ in all_relationships(graph)),
    )
    print(f"{len(graph)} parts, {nodes:,} nodes, {relationships:,} relationships\n")
    if arguments.store == "embedded":
        _print(_embedded(graph, arguments.rounds))
    else:
        with _server() as url:
            _print(_neo4j(url, graph, arguments.rounds, arguments.only))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", choices=["embedded", "neo4j"])
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=list(_BULK), choices=list(_LOADERS))
    return parser.parse_args()


def _embedded(graph: Graph, rounds: int) -> Mapping[str, Sequence[Taken]]:
    held = columns_of(graph)
    tables = [*node_rows(held), *relationship_rows(held)]
    taken: dict[str, list[Taken]] = {"bare COPY of the same frames": [], "Lantu's store": []}
    for _ in range(rounds):
        with TemporaryDirectory() as folder:
            copy = partial(_copy, Path(folder) / "copied", tables)
            taken["bare COPY of the same frames"].append(_timed(copy))
            taken["Lantu's store"].append(_lantu(f"{folder}/graph", graph))
    return taken


def _copy(path: Path, tables: Sequence[Rows]) -> None:
    with (
        ladybug.Database(path, buffer_pool_size=_POOL) as database,
        ladybug.Connection(database) as connection,
    ):
        for statement in definitions():
            connection.execute(statement)
        for rows in tables:
            connection.execute(rows.copy, {"rows": rows.content})
        connection.execute("CHECKPOINT")


def _neo4j(
    url: str, graph: Graph, rounds: int, only: Sequence[str]
) -> Mapping[str, Sequence[Taken]]:
    taken: dict[str, list[Taken]] = {name: [] for name in only}
    for name in only:
        _wipe(url)
        _LOADERS[name](url, synthetic_graph(3))
    for turn in range(rounds):
        # Each begins a round as often as the others: what comes later finds a warmer server.
        first = turn % len(only)
        for name in (*only[first:], *only[:first]):
            _wipe(url)
            with neo4j.GraphDatabase.driver(url) as driver:
                before = _server_seconds(driver)
                found = _LOADERS[name](url, graph)
                spent = _server_seconds(driver) - before
            taken[name].append(Taken(found.clock, found.client, spent, found.written))
            print(f"{name}: {taken[name][-1]}", file=sys.stderr)
    return taken


def _timed(work: Callable[[], object]) -> Taken:
    clock, client = perf_counter(), process_time()
    work()
    return Taken(perf_counter() - clock, process_time() - client)


def _lantu(url: str, graph: Graph) -> Taken:
    start, written = perf_counter(), 0.0

    def progress(doing: str, done: int, total: int) -> None:
        nonlocal written
        if doing.startswith("writing"):
            written = perf_counter() - start

    store = open_store(url)
    try:
        taken = _timed(lambda: store.replace(graph, progress))
    finally:
        store.close()
    return Taken(taken.clock, taken.client, written=written)


def _peer(loader: peers.Loader) -> Callable[[str, Graph], Taken]:
    return lambda url, graph: _timed(lambda: loader(url, graph))


_LOADERS: Mapping[str, Callable[[str, Graph], Taken]] = {
    "lantu": _lantu,
    "create": _peer(peers.unwind_create),
    "merge": _peer(peers.unwind_merge),
    "py2neo": _peer(peers.py2neo_bulk),
    "neomodel": _peer(peers.neomodel_objects),
}


# neomodel makes one statement a relationship: ask for it by name, with few documents.
_BULK = [name for name in _LOADERS if name != "neomodel"]


@contextmanager
def _server() -> Iterator[str]:
    if given := os.environ.get("NEO4J_TEST_URL"):
        yield given
        return
    os.environ["NEO4J_TEST_HEAP"] = "1g"
    with TemporaryDirectory() as folder, running(Path(folder)) as url:
        yield url


def _wipe(url: str) -> None:
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        for kind, shown_as in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
            shown = session.run(f"SHOW {shown_as} YIELD name, type RETURN name, type").values()
            for name, type_ in shown:
                if type_ != "LOOKUP":
                    session.run(f"DROP {kind} `{name}` IF EXISTS").consume()
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def _server_seconds(driver: neo4j.Driver) -> float:
    statement = (
        "CALL dbms.queryJmx('java.lang:type=OperatingSystem') YIELD attributes "
        "RETURN attributes.ProcessCpuTime.value"
    )
    with driver.session() as session:
        return int(session.run(statement).single(strict=True)[0]) / 1e9


def _print(taken: Mapping[str, Sequence[Taken]]) -> None:
    print("| loader | seconds | of which until stored | client's processor | server's processor |")
    print("|---|---|---|---|---|")
    for name, runs in taken.items():
        clock, client, server = (
            median(getattr(run, what) for run in runs) for what in ("clock", "client", "server")
        )
        stored = [run.written for run in runs if run.written is not None]
        until = f"{median(stored):.1f}" if stored else f"{clock:.1f}"
        print(f"| {name} | {clock:.1f} | {until} | {client:.1f} | {server:.1f} |")


if __name__ == "__main__":
    main()
