"""Who may read and who may write where others reach a server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fastapi.testclient import TestClient

from api.access import Access, Reading
from api.cli import lantu
from api.http import create_app
from api.tokens import Scope, Tokens
from graph.workspace import Workspace

BASE = "http://127.0.0.1"
DOCUMENTS = "/api/v1/documents"
UNKNOWN = f"{DOCUMENTS}/document-000000000000"
PLAN = b"# \xe6\xb5\x8e\xe5\x8d\x97\xe5\xb8\x82\xe6\x94\xbf\xe5\xba\x9c\xe5\xb7\xa5\xe4\xbd\x9c\n"


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "collection")


@pytest.fixture
def others(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "collection")
    yield workspace
    workspace.close()


def client(workspace: Workspace, tokens: Tokens, reading: Reading = "open") -> TestClient:
    access = Access(tokens, reading)
    return TestClient(create_app(workspace, writer=workspace, access=access), base_url=BASE)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def run(*arguments: str, collection: Path) -> Result:
    return CliRunner().invoke(lantu, [*arguments, "--collection", str(collection)])


def test_writing_needs_a_token_that_allows_it(others: Workspace, tokens: Tokens) -> None:
    asked = client(others, tokens)
    read, _ = tokens.create("reader", "read", 1)
    write, _ = tokens.create("writer", "write", 1)
    files = {"files": ("plan.md", PLAN)}
    assert asked.get(DOCUMENTS).status_code == 200
    refused = asked.post(DOCUMENTS, files=files)
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert "Bearer" in refused.headers["www-authenticate"]
    assert asked.delete(UNKNOWN).status_code == 401
    assert asked.put(UNKNOWN, files={"file": ("plan.md", PLAN)}).status_code == 401
    assert asked.post(f"{BASE}/api/v1/links/decisions", json={}).status_code == 401
    assert asked.delete(UNKNOWN, headers=bearer(read)).status_code == 403
    assert asked.delete(UNKNOWN, headers=bearer(write)).status_code == 404
    assert asked.post(DOCUMENTS, files=files, headers=bearer(write)).status_code == 200
    # What is posted for its size only reads.
    for path in ("/api/v1/cypher", "/api/v1/cypher.csv"):
        assert asked.post(path, json={"statement": "RETURN 1"}).status_code != 401
    # Nor does another form of an address let anybody write.
    assert asked.post(f"{DOCUMENTS}.json", files=files).status_code == 401
    assert asked.delete(f"{UNKNOWN}.json").status_code == 401
    assert asked.put(f"{UNKNOWN}.json", files=files).status_code == 401


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/metrics", DOCUMENTS])
def test_reading_needs_a_token_where_that_is_set(
    others: Workspace, tokens: Tokens, path: str
) -> None:
    asked = client(others, tokens, "token")
    read, _ = tokens.create("reader", "read", 1)
    assert asked.get(path).status_code == 401
    assert asked.head(path).status_code == 401
    assert asked.get(path, headers=bearer(read)).status_code != 401
    # A browser asks its user and sends a password.
    assert asked.get(path, auth=("whoever", read)).status_code != 401
    assert asked.get(path, auth=("whoever", "wrong")).status_code == 401


def test_a_server_says_without_a_token_that_it_is_well(others: Workspace, tokens: Tokens) -> None:
    assert client(others, tokens, "token").get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "sent", ["Bearer lantu_nonsense", "Bearer", "Bearer  ", "Basic !", "Basic ////", "Digest x", ""]
)
def test_a_token_that_is_none_is_refused_wherever_it_is_sent(
    others: Workspace, tokens: Tokens, sent: str
) -> None:
    tokens.create("reader", "read", 1)
    refused = client(others, tokens).get(DOCUMENTS, headers={"Authorization": sent})
    assert refused.status_code == 401


@pytest.mark.parametrize("scope", ["read", "write"])
def test_a_token_is_worth_nothing_once_it_is_revoked_or_expired(
    others: Workspace, tokens: Tokens, scope: Scope, tmp_path: Path
) -> None:
    asked = client(others, tokens, "token")
    secret, token = tokens.create("reader", scope, 1)
    other, _ = tokens.create("other", scope, 1)
    assert asked.get(DOCUMENTS, headers=bearer(secret)).status_code == 200
    assert run("token", "revoke", token.id, collection=tmp_path / "collection").exit_code == 0
    assert asked.get(DOCUMENTS, headers=bearer(secret)).status_code == 401
    assert asked.get(DOCUMENTS, headers=bearer(other)).status_code == 200
    file = tmp_path / "collection" / "tokens.json"
    [held] = json.loads(file.read_text())
    held["expires"] = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    file.write_text(json.dumps([held]))
    assert asked.get(DOCUMENTS, headers=bearer(other)).status_code == 401


def test_what_is_kept_of_a_token_lets_nobody_in(others: Workspace, tokens: Tokens) -> None:
    secret, token = tokens.create("reader", "write", 1)
    file = others.collection.folder / "tokens.json"
    assert secret not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    asked = client(others, tokens, "token")
    for each in (token.digest, token.id, token.name):
        assert asked.get(DOCUMENTS, headers=bearer(each)).status_code == 401


def test_tokens_that_cannot_be_read_let_nobody_in(others: Workspace, tokens: Tokens) -> None:
    secret, _ = tokens.create("reader", "write", 1)
    (others.collection.folder / "tokens.json").write_text("[{")
    refused = client(others, tokens, "token").get(DOCUMENTS, headers=bearer(secret))
    assert refused.status_code == 503
    assert str(others.collection.folder) not in refused.text


def test_the_commands_make_list_and_revoke_tokens(tmp_path: Path) -> None:
    assert json.loads(run("token", "list", "--format", "json", collection=tmp_path).output) == []
    assert [*tmp_path.iterdir()] == []
    made = run("token", "create", "dashboard", "--days", "2", collection=tmp_path)
    secret = made.stdout.strip()
    assert re.fullmatch(r"lantu_[\w-]{43}", secret)
    found = Tokens(tmp_path).found(secret)
    assert found
    assert (found.name, found.scope) == ("dashboard", "read")
    lasts = datetime.fromisoformat(found.expires) - datetime.now(UTC)
    assert timedelta(days=1) < lasts <= timedelta(days=2)
    listed = run("token", "list", "--format", "json", collection=tmp_path).output
    assert [row["id"] for row in json.loads(listed)] == [found.id]
    assert secret not in listed
    assert found.digest not in listed
    assert run("token", "revoke", "token-000000000000", collection=tmp_path).exit_code == 1
    assert run("token", "revoke", found.id, collection=tmp_path).exit_code == 0
    assert Tokens(tmp_path).held() == ()


@pytest.mark.parametrize(
    ("scope", "arguments"),
    [
        (None, ["--host", "0.0.0.0", "--writable"]),
        ("read", ["--host", "0.0.0.0", "--writable"]),
        # Behind a proxy, or under any name, others reach what listens on this machine only.
        (None, ["--name", "planning.example.org", "--writable"]),
        (None, ["--name", "*", "--writable"]),
        (None, ["--reading", "token"]),
        ("read", ["--reading", "token", "--writable"]),
    ],
)
def test_a_server_does_not_start_on_an_unsafe_mix(
    tmp_path: Path, scope: Scope | None, arguments: list[str]
) -> None:
    if scope:
        Tokens(tmp_path).create("reader", scope, 1)
    result = run("serve", "--port", "0", *arguments, collection=tmp_path)
    assert result.exit_code == 1
    assert "lantu token create" in result.output


def test_the_schema_says_what_needs_a_token(others: Workspace, tokens: Tokens) -> None:
    schema = client(others, tokens).get("/openapi.json").json()
    needing = {
        (method, path)
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
        if operation.get("security")
    }
    assert needing == {
        ("post", DOCUMENTS),
        ("put", f"{DOCUMENTS}/{{id}}"),
        ("delete", f"{DOCUMENTS}/{{id}}"),
        ("post", "/api/v1/links/decisions"),
    }
