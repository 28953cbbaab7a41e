"""What one visitor may do to a server: it goes on answering the others, and stays small."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from graph.draft import Draft
from graph.workspace import Workspace
from tests.serving import Served, started

DOCUMENTS = "/api/v1/documents"
SEARCH = "/api/v1/search?q=数字济南"
LARGE = "UNWIND range(1, 60) AS n RETURN n, '" + "长" * 9_000 + "' AS text"
"""A statement whose answer has 1.6 million bytes."""
HOSTILE = (
    "MATCH (a)--(b)--(c)--(d)--(e) RETURN count(*)",
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)",
    "MATCH (a), (b), (c) RETURN count(*)",
)
SHORT = {
    "LANTU_LIMIT_REQUEST_SECONDS": "2",
    "LANTU_LIMIT_CONNECTIONS": "150",
    "LANTU_LIMIT_UNREAD_BYTES": "4000000",
    "LANTU_LIMIT_ANSWER_BYTES": "2000000",
    "LANTU_LIMIT_BYTES_A_SECOND": "1000000",
    "LANTU_LIMIT_WAIT_SECONDS": "4",
    "LANTU_LIMIT_END_SECONDS": "2",
}


class Asked:
    """What a server answered, and how long it took."""

    def __init__(self, response: HTTPResponse, seconds: float) -> None:
        self.status, self.headers, self.seconds = response.status, response.headers, seconds
        self.body = response.read()

    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    server: Served,
    path: str,
    method: str = "GET",
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> Asked:
    began = time.monotonic()
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=60)
    connection.request(method, quote(path, safe="/?&=%"), body, headers or {})
    asked = Asked(connection.getresponse(), time.monotonic() - began)
    connection.close()
    return asked


def cypher(server: Served, statement: str, limit: int = 200) -> Asked:
    body = json.dumps({"statement": statement}).encode()
    headers = {"Content-Type": "application/json"}
    return ask(server, f"/api/v1/cypher?limit={limit}", "POST", body, headers)


def form(text: str, name: str = "report.md", field: str = "files") -> tuple[bytes, dict[str, str]]:
    """The body and headers of an upload of one file."""
    head = f'--limit\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    content = f"{head}{text}\r\n--limit--\r\n".encode()
    return content, {"Content-Type": "multipart/form-data; boundary=limit"}


def upload(server: Served, text: str, name: str = "report.md", **headers: str) -> Asked:
    body, kind = form(text, name)
    return ask(server, DOCUMENTS, "POST", body, {**kind, **headers})


def ends_within(connection: socket.socket, seconds: float) -> bool:
    """Whether the server ends a connection on which nothing more is sent."""
    connection.settimeout(seconds)
    try:
        while connection.recv(1 << 16):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        pass
    return True


def is_well(server: Served) -> bool:
    """Whether the server is well and finds a name, each within a second."""
    asked = [ask(server, "/healthz"), ask(server, SEARCH)]
    return all(each.status == 200 and each.seconds < 1 for each in asked)


@pytest.fixture(scope="module")
def server(seed_workspace: Workspace) -> Iterator[Served]:
    """A server of the seed report that only reads, with short times."""
    with started("--collection", seed_workspace.collection.folder, **SHORT) as served:
        assert ask(served, SEARCH).status == 200
        yield served


@pytest.fixture(scope="module")
def collection(little_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of a little report."""
    folder = tmp_path_factory.mktemp("writable") / "collection"
    workspace = Workspace.open(folder)
    workspace.load([little_file])
    workspace.close()
    return folder


@pytest.fixture(scope="module")
def writable(collection: Path) -> Iterator[Served]:
    """A server of the collection that takes documents; each test leaves it with what it had."""
    log = collection.parent / "log"
    with started("--collection", collection, "--writable", log=log, **SHORT) as served:
        yield served


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long:",
        b"POST /api/v1/cypher HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n{",
    ],
    ids=["nothing", "head", "body"],
)
def test_who_sends_too_slowly_is_cut(server: Served, beginning: bytes) -> None:
    with server.socket() as connection:
        connection.sendall(beginning)
        began = time.monotonic()
        with pytest.raises(ConnectionError):
            while time.monotonic() - began < 20:
                connection.sendall(b"x" if beginning else b"")
                time.sleep(0.3)
                if not beginning and ends_within(connection, 0.1):
                    raise ConnectionError


def test_who_has_sent_one_request_is_cut_while_sending_the_next(server: Served) -> None:
    with server.socket() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"200 OK" in connection.recv(1 << 16)
        connection.sendall(b"GET /healthz HT")
        assert ends_within(connection, 20)


def test_who_does_not_read_is_cut_and_what_is_unread_stays_small(server: Served) -> None:
    body = json.dumps({"statement": LARGE}).encode()
    request = (
        b"POST /api/v1/cypher HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    before = server.memory()
    with ExitStack() as opened:
        connections = []
        for _ in range(40):
            connection = opened.enter_context(server.socket(receive_buffer=4096))
            connections.append(connection)
            connection.sendall(request)
            # One after the other, so that there is a place for each.
            assert connection.recv(1)
        assert is_well(server)
        assert server.memory() < before + 150e6
        time.sleep(5)
        for connection in connections:
            connection.settimeout(5)
            with pytest.raises((ConnectionError, AssertionError)):
                received = 1
                while part := connection.recv(1 << 16):
                    received += len(part)
                assert received > 1_600_000


def test_those_who_wait_make_room_for_others(server: Served) -> None:
    with ExitStack() as opened:
        for _ in range(400):
            opened.enter_context(server.socket())
        assert is_well(server)


def test_an_answer_has_a_limit(server: Served) -> None:
    assert len(cypher(server, LARGE).body) > 1_500_000
    refused = cypher(server, LARGE.replace("60", "180"))
    assert (refused.status, refused.json()["type"]) == (503, "urn:lantu:problem:query-limit")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "multipart/form-data; boundary=x"}, 403),
        ({"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "99999999"}, 413),
        ({"Content-Type": "multipart/form-data; boundary=x", "Host": "elsewhere.example"}, 421),
        ({"Content-Type": "multipart/form-data; boundary=x", "Origin": "http://a.example"}, 403),
    ],
)
def test_what_is_not_taken_is_refused_before_it_is_sent(
    server: Served, headers: dict[str, str], status: int
) -> None:
    given = {"Host": "127.0.0.1", "Content-Length": "40000000", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    with server.socket() as connection:
        connection.sendall(f"POST {DOCUMENTS} HTTP/1.1\r\n{lines}\r\n".encode())
        assert f"HTTP/1.1 {status} ".encode() in connection.recv(1 << 16)
        assert ends_within(connection, 10)


def test_another_form_than_of_files_is_refused_before_it_is_sent(writable: Served) -> None:
    with writable.socket() as connection:
        connection.sendall(
            f"POST {DOCUMENTS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 40000000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode()
        )
        assert b"HTTP/1.1 415 " in connection.recv(1 << 16)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_page_elsewhere_changes_nothing(
    writable: Served, little_report: str, headers: dict[str, str]
) -> None:
    [held] = ask(writable, DOCUMENTS).json()["rows"]
    forged = upload(writable, little_report.replace("70 家", "7 家"), **headers)
    address = f"{DOCUMENTS}/{held['id']}"
    removed = ask(writable, address, "DELETE", headers=headers)
    body, kind = form("# 济南市政府工作报告\n", field="file")
    replaced = ask(writable, address, "PUT", body, {**kind, **headers})
    assert (forged.status, removed.status, replaced.status) == (403, 403, 403)
    assert ask(writable, DOCUMENTS).json()["rows"] == [held]


def test_own_pages_and_programs_write_and_each_write_is_noted(
    writable: Served, little_report: str
) -> None:
    own = {"Origin": writable.address.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert writable.log
    before = len(writable.log.read_text("utf-8").splitlines())
    later = little_report.replace("2025年1月13日", "2026年1月13日")
    [loaded] = upload(writable, later, "later.md", **own).json()
    address = f"{DOCUMENTS}/{loaded['id']}"
    body, kind = form(later.replace("70 家", "7 家"), "again.md", "file")
    assert ask(writable, address, "PUT", body, {**kind, **own}).json()["id"] == loaded["id"]
    assert ask(writable, address, "DELETE").status == 204
    assert upload(writable, later, **{"Sec-Fetch-Site": "cross-site"}).status == 403
    lines = [json.loads(line) for line in writable.log.read_text("utf-8").splitlines()[before:]]
    assert [(line["method"], line["status"]) for line in lines] == [
        ("POST", 200),
        ("PUT", 200),
        ("DELETE", 204),
        ("POST", 403),
    ]
    assert lines[0]["client"] == "127.0.0.1"
    assert lines[0]["files"][0]["name"] == "later.md"
    assert len(lines[0]["files"][0]["sha256"]) == 64
    assert lines[1]["files"][0]["name"] == "again.md"
    assert all(line["documents"] == [loaded["id"]] for line in lines[:3])
    assert "数字济南" not in writable.log.read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    ["a" * 300 + ".md", "长" * 90 + ".md", "a%00.md", "a\x1b[2J.md", "a\x7f.md", "a\x85b.md"],
)
def test_a_name_that_no_file_has_is_refused(
    writable: Served, little_report: str, name: str
) -> None:
    given = name.replace("%00", "\0")
    answer = upload(writable, little_report, given)
    assert answer.status in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert is_well(writable)


def test_while_the_collection_is_locked_uploads_are_told_so_and_others_are_served(
    writable: Served, little_report: str, collection: Path
) -> None:
    workspace = Workspace.open(collection)
    with Draft.of(workspace.collection), ThreadPoolExecutor(41) as pool:
        uploads = [pool.submit(upload, writable, little_report) for _ in range(41)]
        time.sleep(1)
        assert is_well(writable)
        answers = [each.result() for each in uploads]
    workspace.close()
    assert {answer.status for answer in answers} == {503}
    assert all(answer.headers["retry-after"] for answer in answers)
    assert all(str(collection) not in answer.body.decode() for answer in answers)
    assert max(answer.seconds for answer in answers) < 30
    assert any("try again" in answer.json()["detail"] for answer in answers)


def test_a_server_ends_in_time_whoever_is_connected(seed_workspace: Workspace) -> None:
    folder = seed_workspace.collection.folder
    with started("--collection", folder, **SHORT) as server, ExitStack() as opened:
        for beginning in (
            b"",
            b"GET / HTTP/1.1\r\nHost:",
            b"POST /api/v1/cypher HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n{",
        ):
            opened.enter_context(server.socket()).sendall(beginning)
        pool = opened.enter_context(ThreadPoolExecutor(4))
        for statement in HOSTILE:
            pool.submit(_try, lambda statement=statement: cypher(server, statement))
        time.sleep(0.5)
        began = time.monotonic()
        os.kill(server.process.pid, signal.SIGTERM)
        server.process.wait(timeout=30)
        assert time.monotonic() - began < 10


@pytest.mark.parametrize("path", ["/", SEARCH, "/openapi.json", "/healthz", "/static/docs.js"])
def test_the_head_of_whatever_can_be_got_is_given(server: Served, path: str) -> None:
    whole, head = ask(server, path), ask(server, path, "HEAD")
    assert head.status == whole.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.fixture(params=["embedded", "neo4j"])
def attacked(request: pytest.FixtureRequest, seed_report: Path, tmp_path: Path) -> Iterator[Served]:
    """A writable server of the seed report on either store, with the limits that are usual."""
    url = request.getfixturevalue("neo4j_url") if request.param == "neo4j" else None
    folder = tmp_path / "collection"
    workspace = Workspace.open(folder, url)
    workspace.load([seed_report])
    workspace.close()
    store = ["--store", url] if url else []
    with started("--collection", folder, *store, "--writable", log=tmp_path / "log") as served:
        # What watches over a server has asked it before.
        assert ask(served, "/healthz").status == ask(served, SEARCH).status == 200
        yield served


def _try(act: Callable[[], Asked]) -> int:
    try:
        return act().status
    except ConnectionError:
        return 0


def test_hostile_statements_uploads_and_slow_clients_leave_others_their_answers(
    attacked: Served, little_report: str
) -> None:
    texts = [little_report.replace("70 家", f"{n + 80} 家") for n in range(60)]
    acts: Sequence[Callable[[], Asked]] = [
        *(lambda n=n: cypher(attacked, HOSTILE[n % 3]) for n in range(60)),  # type: ignore[misc]
        *(lambda text=text: upload(attacked, text) for text in texts),  # type: ignore[misc]
    ]
    with ExitStack() as opened:
        for number in range(50):
            connection = opened.enter_context(attacked.socket())
            connection.sendall(b"GET / HTTP/1.1\r\n" if number % 2 else b"")
        pool = opened.enter_context(ThreadPoolExecutor(120))
        ends = [pool.submit(_try, act) for act in acts]
        time.sleep(0.5)
        for _ in range(5):
            assert is_well(attacked)
            time.sleep(0.5)
        statuses = {end.result() for end in ends}
    assert statuses <= {200, 400, 403, 503}
    assert len(ask(attacked, DOCUMENTS).json()["rows"]) == 1
