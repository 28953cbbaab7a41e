"""Many readers while documents come and go: whole answers, and a server that stays small.

With LANTU_LOAD_SECONDS=120 each store is read for so long, and memory may not grow after the first
minute.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from threading import Event
from urllib.parse import quote, urlsplit

import pytest

from graph.workspace import Workspace
from tests.serving import Served, started

READERS = 64
SECONDS = float(os.environ.get("LANTU_LOAD_SECONDS", 8))
SETTLED = 60.0
"""After how many seconds memory may grow no more, by a tenth."""
DOCUMENTS = "/api/v1/documents"
PATHS = (
    "/api/v1/search?q=数字济南",
    "/api/v1/queries/indicators-of-goal?goal=数字济南&limit=500",
    DOCUMENTS,
    "/api/v1/ask?q=哪些项目服务数字济南目标",
    "/healthz",
    "/",
)
Read = tuple[str, int, bytes]


@pytest.fixture(params=["embedded", "neo4j"])
def loaded(
    request: pytest.FixtureRequest, little_file: Path, tmp_path: Path
) -> Iterator[tuple[Served, str]]:
    """A server of a little report, on either store, and the name of that."""
    url = request.getfixturevalue("neo4j_url") if request.param == "neo4j" else None
    folder = tmp_path / "collection"
    workspace = Workspace.open(folder, url)
    workspace.load([little_file])
    workspace.close()
    store = ["--store", url] if url else []
    with started("--collection", folder, *store, "--writable", log=tmp_path / "log") as server:
        yield server, request.param


def fetch(connection: HTTPConnection, path: str) -> Read:
    """What one path gives on a connection that is kept."""
    connection.request("GET", quote(path, safe="/?&=%"))
    response = connection.getresponse()
    return path, response.status, response.read()


def change(server: Served, text: str) -> None:
    """Load a report and take it out again."""
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=120)
    head = '--x\r\nContent-Disposition: form-data; name="files"; filename="later.md"\r\n\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    connection.request("POST", DOCUMENTS, f"{head}{text}\r\n--x--\r\n".encode(), kind)
    response = connection.getresponse()
    answer = json.loads(response.read())
    assert response.status == 200, answer
    connection.request("DELETE", f"{DOCUMENTS}/{answer[0]['id']}")
    assert connection.getresponse().status == 204
    connection.close()


def read_on(server: Served, number: int, done: Event) -> set[Read]:
    """The different answers of one reader."""
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=120)
    found = set()
    for path in cycle(PATHS[number % len(PATHS) :] + PATHS[: number % len(PATHS)]):
        if done.is_set():
            break
        found.add(fetch(connection, path))
    connection.close()
    return found


def test_readers_get_whole_answers_while_documents_come_and_go(
    loaded: tuple[Served, str], little_report: str
) -> None:
    server, store = loaded
    later = little_report.replace("2025年1月13日", "2026年1月13日")
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=120)
    without = {fetch(connection, path) for path in PATHS}
    connection.close()
    done, began = Event(), time.monotonic()
    memory: list[tuple[float, int]] = []
    with ThreadPoolExecutor(READERS + 1) as pool:
        readers = [pool.submit(read_on, server, number, done) for number in range(READERS)]
        try:
            while time.monotonic() - began < SECONDS:
                changing = pool.submit(change, server, later)
                while not changing.done():
                    memory.append((time.monotonic() - began, server.memory()))
                    time.sleep(0.5)
                changing.result()
        finally:
            done.set()
        found = set().union(*(reader.result() for reader in readers))
    assert [(path, body.decode()) for path, status, body in found if status != 200] == []
    assert without <= found
    if store == "embedded":
        _were_whole(server, found, later)
    _stayed_small(memory)


def _were_whole(server: Served, found: set[Read], later: str) -> None:
    """Each path gave what it gives without the second report, or what it gives with it."""
    answers = {path: {body for at, _, body in found if at == path} for path in PATHS}
    assert {path: len(bodies) for path, bodies in answers.items() if len(bodies) > 2} == {}


def _stayed_small(memory: Sequence[tuple[float, int]]) -> None:
    first = [size for at, size in memory if at <= SETTLED]
    rest = [size for at, size in memory if at > SETTLED]
    print([(round(at), size >> 20) for at, size in memory])
    if rest:
        assert max(rest) < 1.1 * max(first)
