from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from fastapi.testclient import TestClient

DOCUMENTS = "/api/v1/documents"


def test_a_document_is_added_read_and_taken_out(writable: TestClient, seed_report: Path) -> None:
    files = [("files", ("../济南\\..\\2025.md", seed_report.read_bytes(), "text/markdown"))]
    (loaded,) = writable.post(DOCUMENTS, files=files).json()
    assert loaded["changed"]
    assert "/" not in loaded["file"]
    (again,) = writable.post(DOCUMENTS, files=files).json()
    assert (again["id"], again["changed"]) == (loaded["id"], False)
    found = writable.get("/api/v1/search", params={"q": "数字济南"}).json()["rows"]
    assert found
    address = f"{DOCUMENTS}/{loaded['id']}"
    assert writable.get(address).status_code == 200
    assert writable.delete(address).status_code == 204
    assert writable.get(address).status_code == 404
    assert writable.delete(address).status_code == 404
    assert writable.get(DOCUMENTS).json()["rows"] == []


def test_what_cannot_be_read_is_a_problem_and_changes_nothing(writable: TestClient) -> None:
    files = [("files", ("empty.md", b"")), ("files", ("binary.md", bytes(range(256)) * 20))]
    response = writable.post(DOCUMENTS, files=files)
    assert response.status_code == 422
    assert "empty.md" in response.json()["detail"]
    assert writable.get(DOCUMENTS).json()["rows"] == []


def test_an_upload_has_a_limit(writable: TestClient) -> None:
    response = writable.post(DOCUMENTS, files={"files": ("large.md", b"x" * 300_000)})
    assert response.status_code == 413


def test_an_empty_collection_says_so(writable: TestClient) -> None:
    assert writable.get(DOCUMENTS).json()["rows"] == []
    response = writable.get("/api/v1/search", params={"q": "数字济南"})
    assert response.headers["content-type"].startswith("application/")
    assert response.status_code in {200, 503}


def test_a_spreadsheet_is_uploaded_and_says_who_leads(writable: TestClient) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["临川市2025年重点项目名单"],
        ["项目名称", "牵头单位", "配合单位"],
        ["临川港二期", "市港航局", "市财政局"],
    ):
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    (loaded,) = writable.post(DOCUMENTS, files={"files": ("名单.xlsx", content.getvalue())}).json()
    assert loaded["title"] == "临川市2025年重点项目名单"
    answer = writable.get("/api/v1/queries/agencies-of-goal", params={"goal": "临川港二期"}).json()
    assert [(row["name"], row["role"]) for row in answer["rows"]] == [
        ("市港航局", "lead"),
        ("市财政局", "support"),
    ]
    (project,) = writable.get("/api/v1/search", params={"q": "临川港二期"}).json()["rows"]
    relations = writable.get(f"/api/v1/nodes/{project['id']}").json()["relations"]
    facts = [fact for each in relations for fact in each["facts"]]
    assert {fact["other"]["name"]: fact["claim"]["role"] for fact in facts} == {
        "市港航局": "lead",
        "市财政局": "support",
    }
