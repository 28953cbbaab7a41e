"""Requests a second over HTTP, beside a bare FastAPI route with the same Cypher and engine.

    python -m bench.http REPORT… [--seconds 10] [--clients 8]

Both answer from one graph on the embedded store, one after the other, each as a process of its own
that is asked by as many clients as are said, each on a connection that stays open. The bare route
holds a connection to the engine for each thread and runs the statement that Lantu's answer shows;
`bare, narrowed` runs it as Lantu does, once the name is known, and so does a part of the work.
`uncached` answers are made anew (LANTU_LIMIT_KEPT_BYTES=1), `kept` ones come from memory, `304` are
those that the client has.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from graph.queries.catalogue import find
from graph.queries.narrowing import narrowed
from graph.queries.run import meant_by, run
from graph.stores.interface import Store
from graph.stores.statements.dialect import translate
from graph.stores.statements.reading import parameters_of
from graph.workspace import Workspace
from tests.serving import started

ASKED: Sequence[tuple[str, str, Mapping[str, str]]] = (
    ("neighbours", "/queries/neighbours", {"node": "数字济南"}),
    ("search", "/search", {"q": "数字济南"}),
    ("projects-serving-goal", "/queries/projects-serving-goal", {"goal": "数字济南"}),
)
Asked = tuple[str, Mapping[str, object]]
_ARGUMENTS = {"q": "text"}
_API = "/api/v1"
_BARE = """
import json, sys, threading
import ladybug
import uvicorn
from fastapi import FastAPI

path, port, statements = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
database = ladybug.Database(path, read_only=True, buffer_pool_size=1 << 28)
app, own = FastAPI(), threading.local()


def route(statement, parameters):
    def answer():
        if not hasattr(own, "connection"):
            own.connection = ladybug.Connection(database)
        result = own.connection.execute(statement, parameters)
        columns, rows = result.get_column_names(), []
        while result.has_next():
            rows.append(dict(zip(columns, result.get_next())))
        return {"columns": columns, "rows": rows}

    return answer


for name, (statement, parameters) in statements.items():
    app.get("/" + name)(route(statement, parameters))
uvicorn.run(app, port=port, log_level="warning")
"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--clients", type=int, default=8)
    given = parser.parse_args()
    print("| asked | how | requests a second | 95th percentile ms |")
    print("|---|---|---|---|")
    with TemporaryDirectory() as folder:
        collection = Path(folder) / "collection"
        workspace = Workspace.open(collection)
        workspace.load(given.reports)
        whole, narrow = {}, {}
        for name, _, query in ASKED:
            whole[name], narrow[name] = _statements(workspace.store, name, query)
        workspace.close()
        graph = workspace.collection.graph_file
        for how, statements in (("bare", whole), ("bare, narrowed", narrow)):
            with _bare(graph, statements) as address:
                for name, _, _ in ASKED:
                    _measure(name, how, address, f"/{name}", given)
        with started("--collection", collection, LANTU_LIMIT_KEPT_BYTES="1") as server:
            for name, path, query in ASKED:
                _measure(name, "uncached", server.address, _path(path, query), given)
        with started("--collection", collection) as server:
            for name, path, query in ASKED:
                address = _path(path, query)
                _measure(name, "kept", server.address, address, given)
                _measure(name, "304", server.address, address, given, tagged=True)


def _statements(store: Store, name: str, query: Mapping[str, str]) -> tuple[Asked, Asked]:
    """The statement of a query with its parameters, as its answer shows it and as it is run."""
    about = {_ARGUMENTS.get(key, key): value for key, value in query.items()}
    found, parameters = run(store, name, about), find(name).parameters
    meant = {
        each.name: meant_by(store, find(name), each, about[each.name])
        for each in parameters
        if each.name in about
    }
    narrow, only = narrowed(found.cypher, meant)
    return _asked(found.cypher, found.parameters), _asked(narrow, {**found.parameters, **only})


def _asked(statement: str, parameters: Mapping[str, object]) -> Asked:
    translated = translate(statement, "ladybug")
    named = parameters_of(translated)
    return translated, {key: each for key, each in parameters.items() if key in named}


def _path(path: str, query: Mapping[str, str]) -> str:
    return f"{_API}{path}?{urlencode(query)}"


@contextmanager
def _bare(graph: Path, statements: Mapping[str, object]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _BARE, str(graph), str(port), json.dumps(statements)]
    with subprocess.Popen(command, env=os.environ) as process:
        address = f"http://127.0.0.1:{port}/"
        try:
            _wait(address)
            yield address
        finally:
            process.terminate()


def _wait(address: str) -> None:
    place = urlsplit(address)
    for _ in range(600):
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=1)
        try:
            connection.request("GET", "/openapi.json")
            connection.getresponse().read()
            return
        except OSError:
            threading.Event().wait(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"{address} does not answer")


def _measure(
    name: str,
    how: str,
    address: str,
    path: str,
    given: argparse.Namespace,
    *,
    tagged: bool = False,
) -> None:
    """Ask again and again by several clients, and print how fast that was.

    What only the first answer of a server takes is not measured.
    """
    place = urlsplit(address)
    took: list[float] = []
    expected = 304 if tagged else 200

    def connect() -> tuple[http.client.HTTPConnection, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        connection.request("GET", path)
        first = connection.getresponse()
        first.read()
        return connection, first.headers

    def ask() -> None:
        connection, first = connect()
        headers = {"If-None-Match": first["ETag"]} if tagged else {}
        ready.wait()
        ends = perf_counter() + given.seconds
        while (began := perf_counter()) < ends:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != expected:
                raise RuntimeError(f"{path} gave {answer.status}")
            took.append(perf_counter() - began)

    ready = threading.Barrier(given.clients + 1)
    clients = [threading.Thread(target=ask) for _ in range(given.clients)]
    for each in clients:
        each.start()
    ready.wait()
    began = perf_counter()
    for each in clients:
        each.join()
    rate = len(took) / (perf_counter() - began)
    print(f"| {name} | {how} | {rate:.0f} | {quantiles(took, n=20)[-1] * 1_000:.1f} |", flush=True)


if __name__ == "__main__":
    main()
