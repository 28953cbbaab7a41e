"""What is told of requests: ids, counts, lines of the log; and how many are taken of one client."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.http import create_app
from api.limits import ServerLimits
from graph.workspace import Workspace
from tests.serving import started

API = "/api/v1"


def counted(client: TestClient) -> dict[tuple[str, ...], float]:
    """The requests that were counted, by method, route and status."""
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    return {
        (each.labels["method"], each.labels["route"], each.labels["status"]): each.value
        for family in text_string_to_metric_families(told.text)
        for each in family.samples
        if each.name == "lantu_requests_total"
    }


def test_requests_are_counted_by_their_route(client: TestClient) -> None:
    client.get(f"{API}/search", params={"q": "数字济南"})
    client.get(f"{API}/nodes/goal-000000000000")
    client.get(f"{API}/nodes/goal-000000000001")
    client.request("NONSENSE", "/nowhere/数字济南")
    found = counted(client)
    assert found["GET", f"{API}/search", "200"] == 1
    assert found["GET", f"{API}/nodes/{{id}}", "404"] == 2
    assert found["other", "other", "404"] == 1
    assert "数字济南" not in client.get("/metrics").text
    assert "lantu_request_seconds_bucket" in client.get("/metrics").text
    assert 'lantu_places_taken{kind="queries"} 0.0' in client.get("/metrics").text


def test_a_request_has_an_id_which_may_be_given(client: TestClient) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": "a-1"}).headers["x-request-id"] == "a-1"
    made = {client.get("/healthz").headers["x-request-id"] for _ in range(3)}
    assert len(made) == 3
    for hostile in ("x" * 65, "a b", "<b>", '"'):
        assert client.get("/healthz", headers={"X-Request-Id": hostile}).headers[
            "x-request-id"
        ] not in (hostile, "")


def test_lines_of_the_log_hold_no_words(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "lantu.requests"):
        client.get(
            f"{API}/search",
            params={"q": "数字济南"},
            headers={"X-Request-Id": "mine", "Authorization": "Bearer secret"},
        )
    [line] = [json.loads(each.message) for each in caplog.records]
    assert (
        line.items()
        >= {
            "request": "mine",
            "method": "GET",
            "route": f"{API}/search",
            "status": 200,
        }.items()
    )
    assert line.keys() == {"time", "request", "client", "method", "route", "status", "ms"}


def test_a_fault_is_told_by_its_place_and_not_by_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken:
        collection = None

        def documents(self) -> None:
            raise RuntimeError("words of a document")

    app = create_app(Broken())  # type: ignore[arg-type]
    answer = TestClient(app, base_url="http://127.0.0.1").get(f"{API}/documents")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "words" not in answer.text
    [fault] = [each for each in caplog.records if each.name == "lantu.faults"]
    assert "words" not in caplog.text
    told = json.loads(fault.message)
    assert told["request"] == answer.headers["x-request-id"]
    assert told["request"] in answer.json()["detail"]
    assert told["where"]


def test_one_client_may_not_ask_without_end(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr("api.rate.monotonic", lambda: now)
    app = create_app(workspace, limits=ServerLimits(requests_a_minute=5))
    one = TestClient(app, base_url="http://127.0.0.1", client=("192.0.2.1", 1))
    other = TestClient(app, base_url="http://127.0.0.1", client=("2001:db8::1", 1))
    neighbour = TestClient(app, base_url="http://127.0.0.1", client=("2001:db8::2", 1))
    statuses = [one.get(f"{API}/model").status_code for _ in range(8)]
    assert statuses == [200] * 5 + [429] * 3
    refused = one.get(f"{API}/model")
    assert refused.headers["retry-after"] == "12"
    assert refused.headers["content-type"] == "application/problem+json"
    assert one.get("/healthz").status_code == 200
    assert [other.get(f"{API}/model").status_code for _ in range(5)] == [200] * 5
    assert neighbour.get(f"{API}/model").status_code == 429
    now += 12
    assert [one.get(f"{API}/model").status_code for _ in range(2)] == [200, 429]


def test_a_server_is_ready_once_something_was_loaded(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/readyz").json() == {"status": "ready"}
    empty = Workspace.open(tmp_path / "collection")
    answer = TestClient(create_app(empty), base_url="http://127.0.0.1").get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    empty.close()


def test_a_server_prints_its_lines(tmp_path: Path) -> None:
    log = tmp_path / "log"
    place = ("--collection", tmp_path / "collection")
    with started(*place, "--log-requests", log=log) as server, server.socket() as connection:
        connection.sendall(b"GET /healthz?q=words HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        assert connection.recv(20).startswith(b"HTTP/1.1 200")
    [line] = [json.loads(each) for each in log.read_text().splitlines() if each.startswith("{")]
    assert line["status"] == 200
    assert "words" not in log.read_text()
