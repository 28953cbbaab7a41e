from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from fastapi.testclient import TestClient
from httpx2 import Response

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


def test_a_document_is_replaced_and_keeps_its_id(writable: TestClient) -> None:
    (loaded,) = writable.post(DOCUMENTS, files={"files": ("plan.md", plan("临川市", 2025))}).json()
    address = f"{DOCUMENTS}/{loaded['id']}"
    # Whatever it says of itself.
    corrected = plan("临川市", 2026, "临川港二期")
    replaced = writable.put(address, files={"file": ("later.md", corrected)})
    assert replaced.status_code == 200
    told = replaced.json()
    assert (told["id"], told["file"], told["year"], told["changed"]) == (
        *(loaded["id"], "later.md"),
        *(2026, True),
    )
    assert [row["id"] for row in writable.get(DOCUMENTS).json()["rows"]] == [loaded["id"]]
    text = writable.get(f"{address}/text").json()["rows"]
    assert any("临川港二期" in row["text"] for row in text)
    again = writable.put(address, files={"file": ("later.md", corrected)}).json()
    assert (again["id"], again["changed"]) == (loaded["id"], False)
    # A version of it that is added goes on replacing it.
    newer = {"files": ("newer.md", plan("临川市", 2026, "临川港三期"))}
    (added,) = writable.post(DOCUMENTS, files=newer).json()
    assert (added["id"], added["changed"]) == (loaded["id"], True)


def test_what_cannot_replace_a_document_leaves_it(writable: TestClient) -> None:
    files = [("files", (f"{year}.md", plan("临川市", year))) for year in (2025, 2026)]
    one, other = writable.post(DOCUMENTS, files=files).json()
    before = writable.get(DOCUMENTS).json()["rows"]
    address = f"{DOCUMENTS}/{one['id']}"

    def put(to: str, content: bytes, language: str = "en") -> Response:
        headers = {"Accept-Language": language}
        return writable.put(to, files={"file": ("new.md", content)}, headers=headers)

    of_the_other = put(address, plan("临川市", 2026, "临川港二期"))
    assert of_the_other.status_code == 422
    assert other["id"] in of_the_other.json()["detail"]
    assert "另一份" in put(address, plan("临川市", 2026), "zh").json()["detail"]
    assert put(address, b"").status_code == 422
    assert put(address, b"x" * 300_000).status_code == 413
    assert put(f"{DOCUMENTS}/document-{'0' * 20}", plan("临川市", 2027)).status_code == 404
    assert writable.put(address, content=b"# x").status_code == 415
    assert writable.put(address, files={"files": ("x.md", b"# x")}).status_code == 422
    assert writable.get(DOCUMENTS).json()["rows"] == before


def plan(place: str, year: int, project: str = "临川港一期") -> bytes:
    return f"# {place}{year}年政府工作报告\n\n一、重点工作\n\n推进{project}项目建设。\n".encode()


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
