"""Requests a second over HTTP, beside a bare FastAPI route with the same Cypher and engine.

    python -m bench.http REPORT… [--seconds 10] [--clients 8]

Both answer from one graph on the embedded store, one after the other, each as a process of its own
that is asked by as many clients as are said, each on a connection that stays open. `uncached`
answers are made anew (LANTU_LIMIT_KEPT_BYTES=1), `kept` ones come from memory, `304` are those that
the client has.
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

from graph.queries.run import run
from graph.stores.statements.dialect import translate
from graph.stores.statements.reading import parameters_of
from graph.workspace import Workspace
from tests.serving import started

ASKED: Sequence[tuple[str, str, Mapping[str, str]]] = (
    ("neighbours", "/queries/neighbours", {"node": "数字济南"}),
    ("search", "/search", {"q": "数字济南"}),
    ("projects-serving-goal", "/queries/projects-serving-goal", {"goal": "数字济南"}),
)
_ARGUMENTS = {"q": "text"}
_API = "/api/v1"
_BARE = """
import json, sys
import ladybug
import uvicorn
from fastapi import FastAPI

path, port, statements = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
database = ladybug.Database(path, read_only=True, buffer_pool_size=1 << 28)
app = FastAPI()


def route(statement, parameters):
    def answer():
        result = ladybug.Connection(database).execute(statement, parameters)
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
        statements = {}
        for name, _, query in ASKED:
            about = {_ARGUMENTS.get(key, key): value for key, value in query.items()}
            found = run(workspace.store, name, about)
            statement = translate(found.cypher, "ladybug")
            named = parameters_of(statement)
            given_to = {key: each for key, each in found.parameters.items() if key in named}
            statements[name] = (statement, given_to)
        workspace.close()
        graph = workspace.collection.graph_file
        with _bare(graph, statements) as address:
            for name, _, _ in ASKED:
                _measure(name, "bare", address, f"/{name}", given)
        with started("--collection", collection, LANTU_LIMIT_KEPT_BYTES="1") as server:
            for name, path, query in ASKED:
                _measure(name, "uncached", server.address, _path(path, query), given)
        with started("--collection", collection) as server:
            for name, path, query in ASKED:
                address = _path(path, query)
                _measure(name, "kept", server.address, address, given)
                _measure(name, "304", server.address, address, given, tagged=True)


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
    """Ask again and again by several clients, and print how fast that was."""
    place = urlsplit(address)
    took: list[float] = []
    expected = 304 if tagged else 200

    def ask() -> None:
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        headers: dict[str, str] = {}
        if tagged:
            connection.request("GET", path)
            first = connection.getresponse()
            first.read()
            headers = {"If-None-Match": first.headers["ETag"]}
        ends = perf_counter() + given.seconds
        while (began := perf_counter()) < ends:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != expected:
                raise RuntimeError(f"{path} gave {answer.status}")
            took.append(perf_counter() - began)

    clients = [threading.Thread(target=ask) for _ in range(given.clients)]
    began = perf_counter()
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    rate = len(took) / (perf_counter() - began)
    print(f"| {name} | {how} | {rate:.0f} | {quantiles(took, n=20)[-1] * 1_000:.1f} |", flush=True)


if __name__ == "__main__":
    main()
