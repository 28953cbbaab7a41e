"""A server that cannot be used says so in a sentence, and no password is ever shown."""

from __future__ import annotations

import logging
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import neo4j
import pytest
from click.testing import CliRunner

from api.cli import lantu
from graph.errors import QueryLimit, StoreError
from graph.parts import Part, node
from graph.stores import Store, open_store
from tests.neo4j.server import running
from tests.stores.graphs import jinan, shandong
from tests.stores.idle_proxy import Mode, idle_proxy

PASSWORD = "correct-horse-battery"
WRONG = "wr0ng-secret-word"
USES: dict[str, Callable[[Store], object]] = {
    "read": lambda store: store.read("MATCH (n) RETURN n"),
    "read_untrusted": lambda store: store.read_untrusted("MATCH (n) RETURN n"),
    "digests": lambda store: store.digests(),
    "replace": lambda store: store.replace([]),
}


def refusal(url: str, use: str = "read") -> str:
    """What is said where a server cannot be used: one sentence, and nothing secret behind it."""
    store = open_store(url)
    with pytest.raises(StoreError) as caught:
        USES[use](store)
    store.close()
    message = str(caught.value)
    assert "\n" not in message
    whole = "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in whole
    assert WRONG not in whole
    return message


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port on which every connection is given to `answer`."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    answer(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("use", USES)
def test_a_server_that_is_away(use: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    message = refusal(f"bolt://127.0.0.1:{port}", use)
    assert message.startswith(f"no Neo4j server answers at bolt://127.0.0.1:{port}: start it, or")


def test_a_cluster_that_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "no Neo4j server answers at" in refusal(f"neo4j://127.0.0.1:{port}")


def test_a_host_that_does_not_exist() -> None:
    assert "no Neo4j server answers at" in refusal("bolt://nowhere.invalid:7687")


def test_something_else_that_listens_there() -> None:
    with listening(lambda web: web.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
        assert "no Neo4j server answers at" in refusal(f"bolt://127.0.0.1:{port}")


def old_server(connection: socket.socket) -> None:
    """Speaks Bolt 4.4 as far as a server's greeting, as Neo4j 4.4 does."""
    connection.recv(20)
    connection.sendall(b"\x00\x00\x04\x04")
    while message := connection.recv(4096):
        if message[3:4] == b"\x01":
            name, version = b"\x86server", b"\x8bNeo4j/4.4.3"
            success = b"\xb1\x70\xa2" + name + version + b"\x8dconnection_id\x81x"
            connection.sendall(len(success).to_bytes(2, "big") + success + b"\x00\x00")
        elif message[3:4] == b"\x02":
            return
        else:
            connection.sendall(b"\x00\x03\xb1\x70\xa0\x00\x00")


@pytest.mark.parametrize("use", USES)
def test_a_server_that_is_too_old(use: str) -> None:
    with listening(old_server) as port:
        message = refusal(f"bolt://127.0.0.1:{port}", use)
    assert message == (
        f"bolt://127.0.0.1:{port} runs Neo4j/4.4.3, which is too old: Lantu needs "
        "Neo4j 5.9 or later"
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"bolt://neo4j:{WRONG}@127.0.0.1:7687", "must not hold a user or a password"),
        (f"http://neo4j:{WRONG}@127.0.0.1:7687", "names no store"),
        ("bolt://", "names no server"),
        ("bolt://127.0.0.1:port", "port"),
    ],
)
def test_a_url_that_cannot_be_meant(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        open_store(url).read("MATCH (n) RETURN n")
    assert WRONG not in str(caught.value)


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that asks for a password, which is PASSWORD, and gives a transaction 8 MiB."""
    folder = tmp_path_factory.mktemp("locked")
    settings = {"dbms.security.auth_enabled": "true", "db.memory.transaction.max": "8M"}
    with running(folder, settings) as url:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("LANTU_NEO4J_PASSWORD", "neo4j")
            assert "must be changed before its first use" in refusal(url)
        with (
            neo4j.GraphDatabase.driver(url, auth=("neo4j", "neo4j")) as driver,
            driver.session(database="system") as session,
        ):
            change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
            session.run(change, {"new": PASSWORD}).consume()
        yield url


@pytest.fixture(autouse=True)
def logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, in which no password may stand; and no login in the way."""
    for name in ("USER", "PASSWORD", "PASSWORD_FILE"):
        monkeypatch.delenv(f"LANTU_NEO4J_{name}", raising=False)
    caplog.set_level(logging.DEBUG)
    yield caplog
    assert PASSWORD not in caplog.text
    assert WRONG not in caplog.text


@pytest.mark.parametrize("password", [None, WRONG])
def test_a_password_that_is_missing_or_wrong(
    locked: str, monkeypatch: pytest.MonkeyPatch, password: str | None
) -> None:
    if password:
        monkeypatch.setenv("LANTU_NEO4J_PASSWORD", password)
    assert refusal(locked) == (
        f"{locked} does not accept the user and password: check LANTU_NEO4J_USER and "
        "LANTU_NEO4J_PASSWORD or LANTU_NEO4J_PASSWORD_FILE"
    )


def test_the_command_line_says_it_in_one_line(
    locked: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LANTU_NEO4J_PASSWORD", WRONG)
    asked = ["query", "search", "--text", "x", "--store", locked, "--collection", str(tmp_path)]
    result = CliRunner().invoke(lantu, asked)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"lantu: {locked} does not accept the user and password")
    assert len(result.stderr.splitlines()) == 1
    assert WRONG not in result.output


def test_a_password_from_the_environment_or_a_file(
    locked: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    logged: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("LANTU_NEO4J_USER", "neo4j")
    monkeypatch.setenv("LANTU_NEO4J_PASSWORD", PASSWORD)
    store = open_store(locked)
    assert store.read("RETURN 1").rows == [[1]]
    store.close()
    monkeypatch.delenv("LANTU_NEO4J_PASSWORD")
    assert "set without a password" in refusal(locked)
    file = tmp_path / "password"
    monkeypatch.setenv("LANTU_NEO4J_PASSWORD_FILE", str(file))
    assert "cannot be read" in refusal(locked)
    file.write_text(PASSWORD + "\n")
    store = open_store(locked)
    assert store.read("RETURN 1").rows == [[1]]
    store.close()
    assert "neo4j" in logged.text


@pytest.mark.parametrize("use", USES)
def test_a_database_that_does_not_exist(
    locked: str, monkeypatch: pytest.MonkeyPatch, use: str
) -> None:
    monkeypatch.setenv("LANTU_NEO4J_PASSWORD", PASSWORD)
    message = refusal(f"{locked}/elsewhere", use)
    assert message == f"{locked} has no database elsewhere that answers: create or start it"


def test_a_server_into_which_nothing_was_loaded(
    locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTU_NEO4J_PASSWORD", PASSWORD)
    store = open_store(locked)
    with pytest.raises(
        StoreError, match=r"nothing has been loaded yet .* run lantu load"
    ) as caught:
        store.named("is", ["数字济南"], ["Goal"])
    assert "\n" not in str(caught.value)
    store.close()


def test_a_server_with_too_little_memory_keeps_what_it_held(
    locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTU_NEO4J_PASSWORD", PASSWORD)
    # The driver tries again for as long as that, for memory may have become free.
    monkeypatch.setattr("graph.stores.bolt.connection._RETRY_SECONDS", 0.5)
    store = open_store(locked)
    store.replace([jinan(), shandong()])
    held = store.digests()
    many = [node("Goal", id=f"many-{number}", name="好" * 100) for number in range(20_000)]
    with pytest.raises(StoreError, match="too little memory"):
        store.replace([jinan(), Part("large", many, [])])
    assert store.digests() == {"document-jinan": held["document-jinan"]}
    with pytest.raises(QueryLimit, match="ask for less"):
        store.read("UNWIND range(1, 1000000) AS n RETURN collect(toString(n))")
    store.close()


@pytest.mark.parametrize("mode", ["hole", "close"])
def test_a_connection_that_a_firewall_forgot_is_noticed(neo4j_url: str, mode: Mode) -> None:
    with idle_proxy(urlsplit(neo4j_url).port or 0, 5.0, mode) as port:
        store = open_store(f"bolt://127.0.0.1:{port}")
        assert store.read("RETURN 1 AS one").rows == [[1]]
        time.sleep(6)
        # One that swallows what is sent is only known by its silence: then it is said, and over.
        with suppress(StoreError):
            assert store.read("RETURN 1 AS one").rows == [[1]]
        assert store.read("RETURN 1 AS one").rows == [[1]]
        store.close()
