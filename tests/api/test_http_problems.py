from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from graph.workspace import Workspace
from tests.viz.sample import Sample

API = "/api/v1"
UNKNOWN = "goal-000000000000"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{API}/nodes/{UNKNOWN}", 404),
        (f"{API}/nodes/{UNKNOWN}/facts?relation=SUPPORTS&direction=in", 404),
        (f"{API}/nodes/{UNKNOWN}/neighbours", 404),
        (f"{API}/nodes/{UNKNOWN}/evidence", 404),
        (f"{API}/passages/passage-000000000000", 404),
        (f"{API}/documents/document-000000000000", 404),
        (f"{API}/queries/nonsense", 404),
        (f"{API}/queries/in-area?area=不存在的地方", 404),
        (f"{API}/paths?from=数字济南&to=不存在的地方", 404),
        ("/static/vendor/passwd", 404),
        (f"{API}/ask?q=你好", 400),
        (f"{API}/nodes/nonsense", 422),
        (f"{API}/search", 422),
        (f"{API}/search?q=", 422),
        (f"{API}/search?q={'长' * 401}", 422),
        (f"{API}/search?q=a&limit=0", 422),
        (f"{API}/graph?id={UNKNOWN}&id=x", 422),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client: TestClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert "Traceback" not in response.text


def test_a_question_that_is_not_understood_gets_questions_that_are(client: TestClient) -> None:
    problem = client.get(f"{API}/ask", params={"q": "你好"}).json()
    assert problem["suggestions"]
    answered = client.get(f"{API}/ask", params={"q": problem["suggestions"][0]})
    assert answered.status_code == 200


def test_an_ambiguous_name_gets_the_candidates(
    seed_client: TestClient,
) -> None:
    response = seed_client.get(f"{API}/queries/neighbours", params={"node": "项目"})
    assert response.status_code in {404, 409}
    if response.status_code == 409:
        assert {"id", "name", "kind"} <= response.json()["candidates"][0].keys()


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (n) DETACH DELETE n",
        "CREATE (g:Goal {id: 'x'})",
        "LOAD FROM '/etc/passwd' RETURN *",
        "COPY (MATCH (n:Goal) RETURN n) TO '/tmp/out.csv'",
        "CALL timeout=0",
        "MATCH (n:Goal) RETURN n; MATCH (m) RETURN m",
    ],
)
def test_a_statement_that_does_more_than_read_is_refused(
    client: TestClient, statement: str
) -> None:
    response = client.post(f"{API}/cypher", json={"statement": statement})
    assert response.status_code in {400, 403}
    assert response.headers["content-type"] == "application/problem+json"


def test_a_statement_that_reads_is_run(client: TestClient, sample: Sample) -> None:
    body = {
        "statement": "MATCH (p:Project)-[:SUPPORTS]->(g:Goal) WHERE g.id = $goal "
        "RETURN p.name AS name ORDER BY name",
        "parameters": {"goal": sample.goal.id},
    }
    answer = client.post(f"{API}/cypher", params={"limit": 1}, json=body).json()
    assert answer["columns"] == ["name"]
    assert len(answer["rows"]) == 1
    assert answer["truncated"] is True


def test_a_body_that_is_too_large_is_refused_unread(client: TestClient) -> None:
    response = client.post(f"{API}/cypher", content=b"x" * 300_000)
    assert response.status_code == 413


def test_a_body_of_unknown_length_is_refused(client: TestClient) -> None:
    response = client.post(f"{API}/cypher", content=iter([b"{}"]))
    assert response.status_code == 411


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "[::1]:8000"])
def test_the_loopback_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_other_hosts_can_be_allowed(workspace: Workspace) -> None:
    client = TestClient(create_app(workspace, hosts={"*"}), base_url="http://lantu.example")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", f"{API}/model", "/nowhere"])
def test_pages_may_load_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_a_server_that_only_reads_changes_no_documents(client: TestClient) -> None:
    files = {"files": ("a.md", b"# a")}
    assert client.post(f"{API}/documents", files=files).status_code == 403
    assert client.delete(f"{API}/documents/document-000000000000").status_code == 403


def test_an_error_inside_shows_no_traceback() -> None:
    class Broken:
        def documents(self) -> None:
            raise RuntimeError("secret")

    app = create_app(Broken())  # type: ignore[arg-type]
    client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    response = client.get(f"{API}/documents")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.json()["type"] == "urn:lantu:problem:internal"
