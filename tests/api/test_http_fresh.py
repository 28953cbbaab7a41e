"""Answers that are given again while the data is the same, and never after it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.limits import ServerLimits
from graph.workspace import Workspace

API = "/api/v1"
READ = [
    f"{API}/search?q=数字济南",
    f"{API}/queries/goals",
    f"{API}/ask?q=哪些项目服务数字济南目标",
    f"{API}/documents",
]


@pytest.fixture(scope="module")
def changing(little_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path_factory.mktemp("fresh") / "collection")
    workspace.load([little_file])
    yield workspace
    workspace.close()


def client(workspace: Workspace) -> TestClient:
    return TestClient(create_app(workspace), base_url="http://127.0.0.1")


@pytest.mark.parametrize("path", READ)
def test_what_a_client_has_is_not_sent_again(changing: Workspace, path: str) -> None:
    asked = client(changing)
    first = asked.get(path)
    tag = first.headers["etag"]
    for named in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = asked.get(path, headers={"If-None-Match": named})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        assert again.headers["content-security-policy"]
    assert asked.get(path, headers={"If-None-Match": '"other"'}).json() == first.json()
    assert client(changing).get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_tag_is_of_one_answer(changing: Workspace) -> None:
    asked = client(changing)
    tags = {asked.get(path).headers["etag"] for path in READ}
    assert len(tags) == len(READ)
    nowhere = asked.get(f"{API}/nodes/goal-000000000000", headers={"If-None-Match": tags.pop()})
    assert nowhere.status_code == 404
    assert "etag" not in nowhere.headers


@pytest.mark.parametrize("path", READ)
def test_an_answer_from_memory_is_the_one_that_was_made(changing: Workspace, path: str) -> None:
    asked = client(changing)
    made, kept = asked.get(path), asked.get(path)
    plain = asked.get(path, headers={"Accept-Encoding": "identity"})
    assert made.content == kept.content == plain.content
    told = [{**each.headers, "x-request-id": ""} for each in (made, kept)]
    assert told[0] == told[1]
    assert plain.headers.get("content-encoding") is None
    bare = TestClient(
        create_app(changing, limits=ServerLimits(kept_bytes=1)), base_url="http://127.0.0.1"
    )
    assert [bare.get(path).content for _ in range(2)] == [made.content] * 2


def test_what_is_large_is_packed(changing: Workspace) -> None:
    response = client(changing).get(READ[1], headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert response.json()["rows"]


def test_another_answer_comes_once_the_data_has_changed(
    changing: Workspace, little_report: str, tmp_path: Path
) -> None:
    asked = client(changing)
    path = f"{API}/queries/indicators-of-goal?goal=数字济南"
    before = asked.get(path)
    asked.get(path)
    assert "70 家" in before.text
    other = tmp_path / "other.md"
    other.write_text(little_report.replace("70 家", "75 家"), "utf-8")
    [loaded] = changing.load([other])
    after = asked.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "75 家" in after.text
    changing.restore(loaded.id)
    again = asked.get(path, headers={"If-None-Match": after.headers["etag"]})
    assert again.status_code == 200
    assert again.json() == before.json()
    changing.remove(loaded.id)
    gone = asked.get(path, headers={"If-None-Match": again.headers["etag"]})
    assert gone.status_code == 404
    changing.restore(loaded.id)
