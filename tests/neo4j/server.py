"""A real Neo4j for the tests: started from its Maven artifacts, or the one NEO4J_TEST_URL names."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from tests.neo4j.composed import composed_settings

HERE = Path(__file__).parent
_OPENS = ("java.nio", "java.lang", "sun.nio.ch")
_MISSING = (
    "needs a Neo4j server: install Java 17 and Maven (apt-get install openjdk-17-jdk maven), "
    "or name an empty one in NEO4J_TEST_URL"
)


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an empty Neo4j 5, set up as docker-compose.yml does, that asks for no password."""
    if given := os.environ.get("NEO4J_TEST_URL"):
        yield given
        return
    with running(tmp_path_factory.mktemp("neo4j"), *composed_settings()) as url:
        yield url


@contextmanager
def running(
    folder: Path, settings: Mapping[str, str] | None = None, machine: Sequence[str] = ()
) -> Iterator[str]:
    """A server of its own with its data in `folder`, until the block ends; skips without Java.

    `settings` are as in neo4j.conf, `machine` the options of the Java machine. It asks for no
    password unless they say so.
    """
    port = _free_port()
    configured = folder / "neo4j.conf"
    configured.write_text("".join(f"{name}={value}\n" for name, value in (settings or {}).items()))
    options = [str(folder / "data"), str(port), str(configured)]
    command = [*_java("Server.java", machine), *options]
    with (
        (folder / "output.txt").open("w") as errors,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as server,
    ):
        assert server.stdout
        assert server.stdin
        try:
            if not any(line == "ready\n" for line in server.stdout):
                pytest.fail(f"Neo4j did not start: {(folder / 'output.txt').read_text()[-2000:]}")
            yield f"bolt://127.0.0.1:{port}"
        finally:
            # The server lives as long as its standard input; what is in it goes with the folder.
            server.kill()


def imported(folder: Path, arguments: Sequence[str], beside: Path) -> None:
    """Fill the database of a server with its data in `folder`, which does not run yet.

    `arguments` are those of `neo4j-admin database import full`, run in the folder `beside`.
    """
    home = folder / "data"
    home.mkdir()
    command = [*_java("Import.java"), str(home), *arguments]
    done = subprocess.run(command, cwd=beside, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def _java(program: str, machine: Sequence[str] = ()) -> list[str]:
    java, maven = shutil.which("java"), shutil.which("mvn")
    if not (java and maven):
        if os.environ.get("LANTU_REQUIRE_ALL") == "1":
            pytest.fail(_MISSING)
        pytest.skip(_MISSING)
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
    given = os.environ.get("NEO4J_TEST_HEAP")
    heap = [f"-Xmx{given}"] if given else []
    return [
        java,
        "-Xmx512m",
        *machine,
        *heap,
        "-cp",
        _class_path(maven),
        *opens,
        str(HERE / program),
    ]


def _class_path(maven: str) -> str:
    """Where the artifacts of the pom are: asked of Maven, which takes long, once for each pom."""
    asked = sha256((HERE / "pom.xml").read_bytes()).hexdigest()[:16]
    known = HERE / ".mvn-classpath" / asked
    if not known.exists() or not all(map(os.path.exists, known.read_text().split(os.pathsep))):
        known.parent.mkdir(exist_ok=True)
        build = [maven, "-q", "dependency:build-classpath", f"-Dmdep.outputFile={known}"]
        done = subprocess.run(build, cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"Maven could not fetch Neo4j: {done.stdout[-2000:]}")
    return known.read_text()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
