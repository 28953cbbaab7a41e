"""docker-compose.yml and the Dockerfile, held to what the code reads; no Docker is needed."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from distributed.cli import dask_scheduler, dask_worker

from api.commands import serve
from api.routes.health import HEALTH_PATH
from graph.stores import open_store
from graph.stores.bolt.connection import OLDEST, Server
from tests.conftest import ROOT

MISSING = "needs docker-compose (apt-get install docker-compose)"


@cache
def composed(*more: str) -> dict[str, Any]:
    """What docker-compose makes of the file, and of more."""
    command = shutil.which("docker-compose")
    if command is None:
        pytest.skip(MISSING)
    files = [f"--file={ROOT / name}" for name in ("docker-compose.yml", *more)]
    done = subprocess.run(
        [command, *files, "config"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = yaml.safe_load(done.stdout)
    return read


def options() -> dict[str, Any]:
    """The options that the server is started with, as the command takes them."""
    name, *arguments = composed()["services"]["lantu"]["command"]
    assert name == serve.serve.name
    return dict(serve.serve.make_context(name, arguments).params)


def test_every_variable_given_is_one_that_is_read() -> None:
    given = composed()["services"]["lantu"]["environment"]
    code = "".join(
        path.read_text("utf-8")
        for folder in ("api", "graph")
        for path in (ROOT / folder).rglob("*.py")
    )
    assert given
    assert [name for name in given if f'"{name}"' not in code] == []


def test_the_port_that_is_published_is_the_one_served() -> None:
    [published] = composed()["services"]["lantu"]["ports"]
    assert str(published) == f"127.0.0.1:{options()['port']}:{options()['port']}/tcp"
    assert options()["port"] == serve.PORT
    assert options()["host"] == "0.0.0.0"
    assert not options()["writable"]


def test_the_store_is_the_server_beside_it() -> None:
    services = composed()["services"]
    assert services["lantu"]["environment"]["LANTU_STORE"] == options()["store"]
    open_store(options()["store"]).close()
    assert Server(options()["store"]).address == "neo4j://neo4j:7687"
    advertised = services["neo4j"]["environment"]["NEO4J_server_bolt_advertised__address"]
    assert options()["store"].endswith(advertised)


def test_the_image_of_neo4j_is_one_that_lantu_works_with() -> None:
    found = re.fullmatch(r"neo4j:(\d+)\.(\d+)", composed()["services"]["neo4j"]["image"])
    assert found
    assert found[1] == "5"
    assert (int(found[1]), int(found[2])) >= OLDEST


def test_the_server_waits_for_the_store_and_both_are_watched() -> None:
    services = composed()["services"]
    assert services["lantu"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert "RETURN 1" in " ".join(services["neo4j"]["healthcheck"]["test"])
    asked = f"127.0.0.1:{serve.PORT}{HEALTH_PATH}"
    assert asked in " ".join(services["lantu"]["healthcheck"]["test"])


def test_passwords_are_in_files_and_nowhere_else() -> None:
    read = composed()
    files = {name: each["file"] for name, each in read["secrets"].items()}
    assert set(files) == {"neo4j_auth", "neo4j_password"}
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {f"/{Path(file).parent.relative_to(ROOT)}/" for file in files.values()} <= {*ignored}
    for service in read["services"].values():
        for name, value in service["environment"].items():
            if "PASSWORD" in name or "AUTH" in name:
                assert name.endswith("_FILE")
                assert Path(value).name in {str(each["source"]) for each in service["secrets"]}


def test_collection_and_database_outlive_the_containers() -> None:
    services = composed()["services"]
    collection = services["lantu"]["environment"]["LANTU_COLLECTION"]
    assert any(f":{collection}:" in each for each in services["lantu"]["volumes"])
    assert any(":/data:" in each for each in services["neo4j"]["volumes"])


def test_the_image_installs_what_is_locked_and_runs_without_rights() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "FROM python:3.11-slim" in lines
    assert any("--require-hashes -r requirements.lock" in line for line in lines)
    assert "USER lantu" in lines
    copied = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"
    }
    assert {"api", "graph", "viz", "seed", "lantu.py", "pyproject.toml", "LICENSE"} <= copied


def test_a_cluster_is_what_dask_takes_and_nobody_else_reaches_it() -> None:
    services = composed("docker-compose.cluster.yml")["services"]
    started = services["worker"]["entrypoint"]
    assert started[:2] == ["dask", "worker"]
    given = dask_worker.main.make_context("worker", started[2:]).params
    assert given["scheduler"] == "tcp://scheduler:8786"
    assert given["nthreads"] == 1
    assert services["scheduler"]["entrypoint"][:2] == ["dask", "scheduler"]
    given = dask_scheduler.main.make_context("scheduler", services["scheduler"]["entrypoint"][2:])
    assert given.params["port"] in (None, 8786)
    for name in ("scheduler", "worker", "lantu"):
        assert services[name]["build"]["args"] == {"LOCK": "requirements-cluster.lock"}
        assert services[name].get("ports", []) == composed()["services"].get(name, {}).get(
            "ports", []
        )
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "!requirements-cluster.lock" in ignored
    assert "COPY ${LOCK} requirements.lock" in (ROOT / "Dockerfile").read_text().splitlines()
