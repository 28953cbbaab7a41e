from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from click.testing import CliRunner
from fastapi.testclient import TestClient

import lantu
from api.cli import lantu as lantu_command
from api.http import create_app
from graph.queries.matrix import matrix
from graph.queries.selection import NOWHERE, Bound, Where
from graph.workspace import Workspace


def value(place: str, year: int, number: float, **more: Any) -> Mapping[str, Any]:
    kind = {"measure": "change", "value_kind": "year", "base_unit": "%", "direction": "up"}
    return {"place": place, "year": year, "number": number, "status": "actual", **kind, **more}


ROWS = [
    value("甲省", 2025, 5.0),
    value("甲省", 2026, 5.5, status="target"),
    value("乙省", 2025, 6.0),
    value("乙省", 2025, 6.2, status="expected"),
    value("丙省", 2025, 2.0, direction="down"),
    value("丁省", 2025, 4.0),
    value("丁省", 2025, 4.5),
    value("戊市", 2025, 9.0, status="target"),
    value("甲省", 2025, 5e12, measure="flow", base_unit="元"),
    value("甲省", 2025, 7.0, value_kind="average"),
]


def told(where: Where = NOWHERE) -> list[tuple[object, ...]]:
    return [(row["place"], row["year"], row["number"], row["rank"]) for row in matrix(ROWS, where)]


def test_places_are_sorted_by_their_results_and_ranked_among_what_compares() -> None:
    assert told() == [
        ("乙省", 2025, 6.0, 1),
        ("甲省", 2025, 5.0, 2),
        ("甲省", 2026, 5.5, 1),
        ("丁省", 2025, 4.0, None),
        ("丁省", 2025, 4.5, None),
        ("丙省", 2025, 2.0, 3),
        ("戊市", 2025, 9.0, 1),
    ]


def test_the_highest_and_the_lowest_are_marked() -> None:
    results = [row for row in matrix(ROWS, NOWHERE) if row["status"] == "actual"]
    assert [row["place"] for row in results if row["highest"]] == ["乙省"]
    assert [row["place"] for row in results if row["lowest"]] == ["丙省"]
    assert [row["number"] for row in results if row["several"]] == [4.0, 4.5]


def test_what_lies_above_a_bound_keeps_its_rank() -> None:
    assert told(Where(bound=(Bound.parse(">4.8%"), Bound.parse("<6%")))) == [
        ("甲省", 2025, 5.0, 2),
        ("甲省", 2026, 5.5, 1),
    ]
    assert told(Where(bound=(Bound.parse(">4.8万元"),))) == []
    assert told(Where(value_kind=("average",))) == [("甲省", 2025, 7.0, 1)]


def test_an_indicator_is_set_by_place_and_year(years_workspace: Workspace) -> None:
    place = ["--collection", str(years_workspace.collection.folder)]
    arguments = ["matrix", "GDP", *place, "--format", "json"]
    answer = json.loads(CliRunner().invoke(lantu_command, arguments).output)
    assert [(row["year"], row["value"], row["status"]) for row in answer["rows"]] == [
        (2024, "5.5", "expected"),
        (2025, "5.4", "expected"),
        (2026, "5", "target"),
    ]
    assert answer["rows"][1]["quote"] == "全市地区生产总值预计增长5.4%左右"
    table = CliRunner().invoke(lantu_command, ["matrix", "5G基站", *place]).output
    assert "6.1万个" in table
    assert "“5G基站达到6.6万个”" in table.replace("\n", "")
    unknown = CliRunner().invoke(lantu_command, ["matrix", "没有这个指标", *place])
    assert unknown.exit_code == 1
    assert "没有这个指标" in unknown.output


def test_it_is_the_same_in_python_and_over_http(years_workspace: Workspace) -> None:
    with lantu.open(years_workspace.collection.folder) as graph:
        rows = graph.matrix("经济", status="target").rows
    assert [(row["year"], row["value"]) for row in rows] == [(2025, "5.5"), (2026, "5")]
    client = TestClient(create_app(years_workspace), base_url="http://127.0.0.1")
    asked = {"indicator": "GDP", "status": "target"}
    assert client.get("/api/v1/matrix", params=asked).json()["rows"] == rows
