"""One shape of list: which rows, in what order, with which columns, in which form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.routes.lists import LISTS
from graph.workspace import Workspace
from tests.viz.sample import Sample

API = "/api/v1"
FORMS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "graphml": "application/graphml+xml",
}


def rows(client: TestClient, path: str, **query: object) -> list[dict[str, Any]]:
    answer = client.get(f"{API}/{path}", params={k: str(v) for k, v in query.items()})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


@pytest.mark.parametrize("path", [*LISTS, "series", "documents", "queries"])
def test_a_list_is_gone_through_page_by_page(seed_client: TestClient, path: str) -> None:
    whole = rows(seed_client, path, limit=1_000)
    assert whole
    address: str | None = f"{API}/{path}?limit={max(1, len(whole) // 3)}"
    found: list[dict[str, Any]] = []
    while address:
        response = seed_client.get(address)
        page = response.json()
        assert page.keys() >= {"columns", "rows", "truncated"}
        assert all([*row] == page["columns"] for row in page["rows"])
        assert page["truncated"] == ("next" in page) == ("next" in response.links)
        found += page["rows"]
        address = response.links["next"]["url"] if page["truncated"] else None
    assert found == whole


def test_a_list_is_sorted_as_a_whole_before_it_is_cut(seed_client: TestClient) -> None:
    whole = rows(seed_client, "figures", limit=1_000)
    values = [row["number"] for row in whole if row["number"] is not None]
    highest = rows(seed_client, "figures", sort="-number,name", limit=5)
    assert [row["number"] for row in highest] == sorted(values, reverse=True)[:5]
    by_name = rows(seed_client, "figures", sort="unit,-number", limit=1_000)
    keys = [
        (row["unit"], -row["number"]) for row in by_name if None not in (row["unit"], row["number"])
    ]
    assert keys == sorted(keys)
    assert len(by_name) == len(whole)


def test_what_a_row_says_nothing_of_sorts_last_either_way(seed_client: TestClient) -> None:
    for sort in ("upper", "-upper"):
        found = [row["upper"] is None for row in rows(seed_client, "figures", sort=sort)]
        assert found == sorted(found)


def test_only_the_columns_that_are_asked_for_are_given(seed_client: TestClient) -> None:
    answer = seed_client.get(f"{API}/projects", params={"fields": "name,id"}).json()
    assert answer["columns"] == ["name", "id"]
    assert all([*row] == ["name", "id"] for row in answer["rows"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("goals?fields=nonsense", 400),
        ("goals?sort=nonsense", 400),
        ("goals?sort=name;quote", 422),
        ("goals?nonsense=1", 422),
        ("goals?format=csv", 422),
        ("search?q=a&offset=3", 422),
        ("documents?q=x", 422),
        ("goals?cursor=nonsense", 400),
        ("goals?limit=2000", 400),
        ("goals?limit=0", 422),
        ("goals.pdf", 406),
        ("goals.", 406),
        ("documents.graphml", 406),
        ("model.csv", 406),
        ("series/series-000000000000", 404),
        ("things/thing-goal-000000000000", 404),
        ("things/thing-goal-000000000000/members", 404),
    ],
)
def test_what_is_not_to_be_had_is_refused(seed_client: TestClient, path: str, status: int) -> None:
    answer = seed_client.get(f"{API}/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_cursor_is_of_one_question_and_one_state_of_the_data(
    little_file: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    [loaded] = workspace.load([little_file])
    client = TestClient(create_app(workspace), base_url="http://127.0.0.1")
    cursor = client.get(f"{API}/projects?limit=1").json()["next"]
    again = {"limit": 2, "cursor": cursor}
    assert client.get(f"{API}/projects", params=again).status_code == 200
    assert client.get(f"{API}/goals", params=again).status_code == 409
    assert client.get(f"{API}/projects", params={**again, "sort": "name"}).status_code == 409
    workspace.remove(loaded.id)
    workspace.restore(loaded.id)
    assert client.get(f"{API}/projects", params=again).status_code == 409
    workspace.close()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("by", ["ending", "accept"])
def test_an_answer_is_had_in_several_forms(seed_client: TestClient, form: str, by: str) -> None:
    path = f"{API}/queries/projects-serving-goal"
    answer = seed_client.get(path, params={"goal": "数字济南"}).json()
    if by == "ending":
        response = seed_client.get(f"{path}.{form}", params={"goal": "数字济南"})
    else:
        accept = f"text/html;q=0.3, {FORMS[form]}, */*;q=0.1"
        response = seed_client.get(path, params={"goal": "数字济南"}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == FORMS[form]
    assert f'filename="projects-serving-goal.{form}"' in response.headers["content-disposition"]
    names = [row["name"] for row in answer["rows"]]
    match form:
        case "csv":
            table = [*csv.DictReader(io.StringIO(response.text))]
            assert [row["name"] for row in table] == names
            assert [*table[0]] == answer["columns"]
        case "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
            assert sheet
            column = answer["columns"].index("name")
            assert [row[column] for row in sheet.iter_rows(2, values_only=True)] == names
        case _:
            graph = nx.parse_graphml(response.text)
            named = {data["name"]: id_ for id_, data in graph.nodes(data=True)}
            assert {*names, "数字济南"} <= named.keys()
            assert any(data["kind"] == "SUPPORTS" for *_, data in graph.edges(data=True))


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        ("application/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("application/json;q=0.1, text/csv;q=0.5", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("application/pdf", None),
        ("text/csv;q=0", None),
        ("nonsense", None),
    ],
)
def test_the_form_is_the_one_that_is_liked_best(
    client: TestClient, accept: str, form: str | None
) -> None:
    response = client.get(f"{API}/goals", headers={"Accept": accept})
    assert response.status_code == (200 if form else 406)
    if form:
        assert response.headers["content-type"].partition(";")[0] == form


def test_a_large_list_comes_whole_as_csv(seed_client: TestClient) -> None:
    answer = seed_client.get(f"{API}/figures.csv", params={"limit": 20_000})
    assert "content-length" not in answer.headers
    found = [*csv.DictReader(io.StringIO(answer.text))]
    assert len(found) == len(rows(seed_client, "figures", limit=1_000))


def test_a_cell_is_no_formula(client: TestClient) -> None:
    body = {"statement": "MATCH (g:Goal) RETURN '=1+1' AS x LIMIT 1"}
    assert client.post(f"{API}/cypher.csv", json=body).text.split() == ["x", "'=1+1"]


def test_the_values_of_a_series_are_of_one_unit(seed_client: TestClient) -> None:
    for series in rows(seed_client, "series", sort="-figures", limit=3):
        values = rows(seed_client, f"series/{series['series']}")
        assert len(values) == series["figures"]
        assert {row["base_unit"] for row in values} == {series["base_unit"]}
        assert series["name"] in {row["name"] for row in values}


def test_a_thing_and_its_members(client: TestClient, sample: Sample) -> None:
    thing = sample.goal.properties["thing"]
    view = client.get(f"{API}/things/{thing}").json()
    assert (view["id"], view["name"]) == (thing, "数字济南")
    [member] = rows(client, f"things/{thing}/members")
    assert (member["id"], member["place"]) == (sample.goal.id, "济南")


def test_a_document_tells_its_text_and_its_remarks(seed_client: TestClient) -> None:
    [document] = rows(seed_client, "documents")
    paragraphs = rows(seed_client, f"documents/{document['id']}/text", limit=1_000)
    assert any("抓好浪潮海若智算中心" in each["text"] for each in paragraphs)
    assert [each["start"] for each in paragraphs] == sorted(each["start"] for each in paragraphs)
    remarks = rows(seed_client, f"documents/{document['id']}/remarks")
    assert [each["remark"] for each in remarks] == document["remarks"]
    assert json.dumps(remarks)
