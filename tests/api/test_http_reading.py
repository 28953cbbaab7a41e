from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from graph.ids import id_before
from graph.workspace import Workspace
from tests.viz.sample import TEXT, Sample

API = "/api/v1"
ANSWER = {"query", "title", "parameters", "cypher", "columns", "rows", "truncated"}


def names(answer: dict[str, list[dict[str, str]]]) -> set[str]:
    return {row["name"] for row in answer["rows"]}


@pytest.mark.parametrize("q", ["数字济南", "digital jinan", "DIGITAL", "济南"])
def test_search_finds_a_goal_in_either_language(client: TestClient, q: str) -> None:
    answer = client.get(f"{API}/search", params={"q": q}).json()
    assert answer.keys() == ANSWER
    assert "数字济南" in names(answer)


def test_suggestions_are_few(client: TestClient) -> None:
    assert len(client.get(f"{API}/suggest", params={"q": "a"}).json()["rows"]) <= 8


def test_a_node_comes_with_its_claims_and_their_places(client: TestClient, sample: Sample) -> None:
    view = client.get(f"{API}/nodes/{sample.goal.id}").json()
    assert (view["name"], view["name_en"], view["kind"]) == ("数字济南", "digital Jinan", "Goal")
    relations = {(each["type"], each["direction"]): each for each in view["relations"]}
    supports = relations["SUPPORTS", "in"]
    assert supports["count"] == len(supports["facts"]) == 3
    assert [fact["claim"]["basis"] for fact in supports["facts"]] == [
        "stated",
        "structural",
        "structural",
    ]
    fact = supports["facts"][0]
    assert fact["claim"]["quote"] == "“泉城云”升级"
    assert fact["place"]["section"] == "加快数字济南建设"
    assert relations["RESPONSIBLE_FOR", "in"]["facts"][0]["claim"]["basis"] == "inferred"


def test_facts_are_paged(client: TestClient, sample: Sample) -> None:
    path = f"{API}/nodes/{sample.goal.id}/facts"
    query = {"relation": "SUPPORTS", "direction": "in", "limit": 2}
    first = client.get(path, params=query).json()
    second = client.get(path, params={**query, "cursor": first["next"]}).json()
    rows = [*first["rows"], *second["rows"]]
    assert (len(first["rows"]), len(second["rows"])) == (2, 1)
    assert first["truncated"] and not second["truncated"] and "next" not in second
    view = client.get(f"{API}/nodes/{sample.goal.id}").json()
    [relation] = [each for each in view["relations"] if each["type"] == "SUPPORTS"]
    assert [(row["id"], row["quote"], row["section"]) for row in rows] == [
        (fact["other"]["id"], fact["claim"]["quote"], fact["place"] and fact["place"]["section"])
        for fact in relation["facts"]
    ]
    some = client.get(f"{path}.csv", params={**query, "sort": "-name", "fields": "name"}).text
    assert some.split() == ["name", *sorted((row["name"] for row in rows), reverse=True)[:2]]


def test_neighbours_evidence_and_paths_are_answers(client: TestClient, sample: Sample) -> None:
    neighbours = client.get(f"{API}/nodes/{sample.goal.id}/neighbours").json()
    assert {"市大数据局", "5G基站", "比亚迪整车二期"} <= names(neighbours)
    evidence = client.get(f"{API}/nodes/{sample.goal.id}/evidence").json()
    assert evidence["rows"][0]["document"] == "2025年济南市政府工作报告"
    ends = {"from": "比亚迪", "to": "digital Jinan"}
    path = client.get(f"{API}/paths", params=ends)
    assert path.status_code == 200
    assert path.json()["rows"]


def test_every_named_query_has_its_own_documented_address(client: TestClient) -> None:
    queries = {each["name"]: each for each in client.get(f"{API}/queries").json()["rows"]}
    documented = client.get("/openapi.json").json()["paths"]
    for name, query in queries.items():
        parameters = documented[f"{API}/queries/{name}"]["get"]["parameters"]
        assert {each["name"] for each in query["parameters"]} <= {
            each["name"] for each in parameters
        }
    answer = client.get(f"{API}/queries/projects-serving-goal", params={"goal": "数字济南"})
    assert names(answer.json()) == {"比亚迪整车二期", "“泉城云”升级", "高新东区云巴"}


@pytest.mark.parametrize(
    "question", ["哪些项目服务数字济南目标", "which projects serve the digital-Jinan goal"]
)
def test_a_question_is_answered_in_either_language(client: TestClient, question: str) -> None:
    answer = client.get(f"{API}/ask", params={"q": question}).json()
    assert answer["query"] == "projects-serving-goal"
    assert "比亚迪整车二期" in names(answer)
    assert answer["understood"]


def test_a_passage_holds_the_quote_of_its_claims(client: TestClient, sample: Sample) -> None:
    passage = client.get(f"{API}/passages/{sample.passage.id}").json()
    assert passage["text"] == TEXT
    assert passage["headings"] == ["加快数字济南建设"]
    assert passage["document"] == "2025年济南市政府工作报告"


def test_a_graph_holds_the_claims_among_its_nodes(client: TestClient, sample: Sample) -> None:
    ids = [sample.goal.id, sample.rail.id, "goal-000000000000"]
    plain = client.get(f"{API}/graph", params={"id": ids}).json()
    things = [each.properties["thing"] for each in (sample.goal, sample.rail)]
    assert [node["id"] for node in plain["nodes"]] == things
    assert [each["place"] for each in plain["documents"]] == ["济南"]
    assert plain["edges"] == []
    joined = client.get(f"{API}/graph", params={"id": ids, "between": True}).json()
    assert {node["name"] for node in joined["nodes"]} >= {"实施数字先锋城市行动"}
    assert len(joined["edges"]) == 2


def test_the_model_says_how_each_kind_is_drawn(client: TestClient) -> None:
    model = client.get(f"{API}/model").json()
    looks = {(kind["colour"], kind["shape"]) for kind in model["kinds"]}
    assert len(looks) == len(model["kinds"])


def test_the_seed_report_is_listed_with_its_headings(seed_client: TestClient) -> None:
    (loaded,) = seed_client.get(f"{API}/documents").json()["rows"]
    assert (loaded["place"], loaded["year"]) == ("济南", 2025)
    view = seed_client.get(f"{API}/documents/{loaded['id']}").json()
    assert any("数字济南" in section["name"] for section in view["sections"])
    [cited] = [each for each in view["relations"] if each["type"] == "CITES"]
    assert (cited["direction"], cited["count"] >= len(cited["facts"]) > 0) == ("out", True)
    assert all(each["claim"]["quote"] and each["place"]["section"] for each in cited["facts"])
    assert seed_client.get(f"{API}/documents", params={"year": 2024}).json()["rows"] == []


def test_every_quote_of_the_seed_report_is_in_its_passage(seed_client: TestClient) -> None:
    answer = seed_client.get(f"{API}/ask", params={"q": "哪些项目服务数字济南目标"}).json()
    for row in answer["rows"]:
        if row["passage"]:
            passage = seed_client.get(f"{API}/passages/{row['passage']}").json()
            assert row["quote"] in passage["text"]


def test_a_server_is_well_before_anything_is_loaded(writable: TestClient) -> None:
    assert writable.get("/healthz").json() == {"status": "ok"}


def test_a_server_without_its_store_is_not_well(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "collection", "bolt://127.0.0.1:1")
    answer = TestClient(create_app(workspace), base_url="http://127.0.0.1").get("/healthz")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    workspace.close()


def test_addresses_with_ids_of_before_lead_to_what_they_named(
    client: TestClient, sample: Sample
) -> None:
    goal, passage = sample.goal.id, sample.passage.id
    thing = str(sample.goal.properties["thing"])
    for path, now in (
        ("nodes/{}", goal),
        ("nodes/{}", thing),
        ("nodes/{}/facts?relation=SUPPORTS&direction=in", goal),
        ("things/{}", thing),
        ("passages/{}", passage),
        ("graph?id={}", goal),
        (f"claims?type=SUPPORTS&source={sample.measure.id}&target={{}}", goal),
        (f"ways?from={{}}&to={sample.rail.id}", thing),
        ("queries/evidence?node={}", goal),
    ):
        answers = [client.get(f"{API}/{path.format(each)}") for each in (now, id_before(now))]
        assert [each.status_code for each in answers] == [200, 200]
        assert answers[0].json() == answers[1].json()
    unknown = "goal-000000000000"
    ids = client.post(f"{API}/ids", json={"ids": [id_before(goal), thing, unknown]}).json()
    assert ids == {id_before(goal): goal, thing: thing, unknown: unknown}
