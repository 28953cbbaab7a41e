from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from openpyxl import load_workbook

import lantu
from api.cli import lantu as lantu_command
from api.http import create_app
from graph.errors import QueryError
from graph.exchange.sheets import sheet
from graph.queries.answer import Answered
from graph.queries.run import run
from graph.queries.selection import Where
from graph.stores import Limits
from graph.workspace import Workspace
from tests.conftest import ROOT

ALL = Limits(rows=5_000)
# What the review of 2024 says beside what the plan for 2025 aims at, read from the report.
PAIRS: Mapping[str, tuple[float, float, str]] = {
    "地区生产总值": (5.5, 5.5, "%"),
    "一般公共预算收入": (2.1, 3, "%"),
    "规模以上工业增加值": (6, 6.5, "%"),
    "城镇新增就业": (21.59, 15, "万人"),
    "促消费活动": (500, 500, "场"),
    "工业技改投资": (10, 8, "%"),
    "外贸企业参加境内外展会": (96, 100, "场"),
    "展会活动": (140, 135, "场"),
    "营业收入过百亿元企业": (1, 1, "家"),
    "过五十亿元企业": (2, 1, "家"),
    "开工新建改扩建中小学幼儿园": (60, 20, "所"),
    "研发经费投入强度": (2.94, 3, "%"),
    "开通优化公交线路": (54, 40, "条"),
    "老化燃气管道更新改造": (73.1, 79.7, "公里"),
    "供热面积": (1700, 400, "万平方米"),
    "公共停车设施": (39, 29, "处"),
    "停车位": (14000, 9512, "个"),
    "各类公园": (54, 30, "处"),
    "古树保护园": (50, 30, "处"),
    "绿道": (116, 50, "公里"),
    "开放共享绿地": (130, 100, "处"),
    "支路街巷环境整治": (150, 158, "条"),
    "高标准农田": (21.5, 18.35, "万亩"),
    "粮食总产量": (306, 306.5, "万吨"),
    "5G基站": (5.4, 6, "万个"),
    "网上运行事项": (7700, 8000, "项"),
    "人工造林": (1.6, 1.7, "万亩"),
    "保障性租赁住房": (15400, 2000, "套（间）"),
    "村卫生室改造提升": (696, 1398, "个"),
    "家庭养老床位": (2135, 2000, "张"),
    "市直预算单位公用经费定额标准": (20, 20, "%"),
}
APART = {"科创企业贷款余额", "泉城书房", "省级和美乡村建设"}
# What came of the targets for 2025, by the report of 2026 that tests have.
MET = {
    "地区生产总值": 5.4,
    "规模以上工业增加值": 6.8,
    "社会消费品零售总额": 3.2,
    "农村居民人均可支配收入": 6.1,
    "城镇新增就业": 18.2,
    "工业技改投资": 8.3,
    "投资过百亿元项目": 13,
    "促消费活动": 520,
    "外贸企业参加境内外展会": 102,
    "展会活动": 138,
    "孵化跨境电商新锐企业": 10,
    "规上工业企业": 162,
    "研发经费投入强度": 3.05,
    "供热面积": 420,
    "公共停车设施": 30,
    "停车位": 10200,
    "各类公园": 31,
    "绿道": 52,
    "老化燃气管道更新改造": 80.2,
    "支路街巷环境整治": 160,
    "高标准农田": 18.35,
    "粮食总产量": 307.2,
    "农村生活污水治理村占比": 85.5,
    "5G基站": 6.1,
    "鲁通码应用场景": 22,
    "软件业务收入": 6300,
    "数字和美乡村": 206,
    "治理水土流失面积": 105,
    "认定绿色工厂": 34,
    "村卫生室改造提升": 1398,
    "家庭养老床位": 2060,
}
MISSED = {
    "一般公共预算收入": 2.5,
    "城镇居民人均可支配收入": 5.1,
    "过十亿元项目": 175,
    "引进品牌店、旗舰店等": 86,
    "涉企行政检查事项": 26,
    "开通优化公交线路": 35,
    "古树保护园": 28,
    "智能算力": 4800,
    "千人口托位数": 4.8,
}


def by_indicator(answer: Answered) -> dict[str, Mapping[str, Any]]:
    return {str(row["indicator"]): row for row in answer.rows}


@pytest.fixture(scope="module")
def one_report(seed_workspace: Workspace) -> Answered:
    return run(seed_workspace.store, "track", {}, ALL)


@pytest.fixture(scope="module")
def two_years(years_workspace: Workspace) -> Answered:
    return run(years_workspace.store, "track", {}, ALL)


def test_the_review_stands_beside_the_plan_of_one_report(one_report: Answered) -> None:
    paired = [row for row in one_report.rows if row["verdict"] == "on_the_way"]
    assert {
        row["indicator"]: (row["result"], row["target"], row["unit"]) for row in paired
    } == PAIRS
    assert {(row["result_year"], row["target_year"]) for row in paired} == {(2024, 2025)}


def test_what_does_not_compare_says_why(one_report: Answered) -> None:
    apart = [row for row in one_report.rows if row["verdict"] == "not_comparable"]
    assert {row["indicator"] for row in apart} == APART
    assert all("different measures" in row["why"] for row in apart)
    (rooms,) = [row for row in apart if row["indicator"] == "泉城书房"]
    assert (rooms["result"], rooms["target"], rooms["difference"]) == (60, 9, None)


def test_a_row_has_both_sentences(one_report: Answered) -> None:
    row = by_indicator(one_report)["5G基站"]
    assert (row["target_quote"], row["result_quote"]) == ("5G 基站达到 6 万个", "5G基站5.4万个")
    assert (row["name"], row["kind"], row["basis"]) == ("5G基站", "Indicator", "inferred")


def test_a_target_below_what_was_done_is_marked(one_report: Answered) -> None:
    rows = by_indicator(one_report)
    assert rows["城镇新增就业"]["asks_less"]
    assert "asks less" in rows["城镇新增就业"]["why"]
    assert not rows["5G基站"]["asks_less"]
    assert not rows["促消费活动"]["asks_less"]


def test_targets_are_held_against_the_next_report(two_years: Answered) -> None:
    rows = [row for row in two_years.rows if row["target_year"] == 2025]
    results = {
        verdict: {row["indicator"]: row["result"] for row in rows if row["verdict"] == verdict}
        for verdict in ("met", "missed")
    }
    assert results == {"met": MET, "missed": MISSED}


def test_what_the_next_report_leaves_out_has_no_figure(two_years: Answered) -> None:
    rows = [row for row in two_years.rows if row["target_year"] == 2025]
    left = {row["indicator"]: row for row in rows if row["verdict"] == "no_figure"}
    assert {"开放共享绿地", "人工造林", "金融业增加值", "固定资产投资"} <= left.keys()
    assert "the target has no number" in left["固定资产投资"]["why"]
    assert left["人工造林"]["result"] is None
    assert (left["人工造林"]["before"], left["人工造林"]["before_year"]) == (1.6, 2024)
    (apart,) = [row for row in rows if row["verdict"] == "not_comparable"]
    assert (apart["indicator"], apart["result"]) == ("十四五规划单位生产总值能耗", 15.1)


def test_targets_of_the_new_report_are_on_the_way(two_years: Answered) -> None:
    rows = [row for row in two_years.rows if row["target_year"] == 2026]
    assert {row["verdict"] for row in rows} == {"on_the_way"}
    network = next(row for row in rows if row["indicator"] == "5G基站")
    assert (network["result"], network["result_year"], network["target"]) == (6.1, 2025, 6.6)


def test_targets_are_chosen_by_year_verdict_goal_and_agency(years_workspace: Workspace) -> None:
    store = years_workspace.store

    def names(where: Where, **about: str) -> set[str]:
        return {*by_indicator(run(store, "track", about, ALL, where=where))}

    assert names(Where(year=(2026,), verdict=("on_the_way",))) == {
        *("地区生产总值", "一般公共预算收入", "规模以上工业增加值", "城镇新增就业"),
        *("5G基站", "智能算力"),
    }
    digital = names(Where(year=(2025,), verdict=("met", "missed")), goal="数字济南")
    assert digital == {"5G基站", "智能算力", "鲁通码应用场景", "软件业务收入", "数字和美乡村"}
    assert names(Where(year=(2025,), verdict=("missed",)), agency="大数据局") == {"智能算力"}
    assert names(Where(place=("山东",))) == set()
    with pytest.raises(QueryError, match="no status to choose by"):
        names(Where(status=("target",)))


def test_notebooks_track_too(years_workspace: Workspace) -> None:
    with lantu.open(years_workspace.collection.folder) as graph:
        answer = graph.track(year=2025, verdict="missed")
        assert {*by_indicator(answer)} == MISSED.keys()
        assert answer.frame()["result"].tolist() == list(MISSED.values())
        assert {*by_indicator(graph.track(indicator="5G基站"))} == {"5G基站"}


def test_the_command_prints_verdicts_with_both_sentences(years_workspace: Workspace) -> None:
    chosen = ["--year", "2025", "--verdict", "missed"]
    place = ["--collection", str(years_workspace.collection.folder)]
    told = CliRunner().invoke(lantu_command, ["track", *chosen, *place], env={"COLUMNS": "200"})
    assert told.exit_code == 0, told.output
    assert "“涉企行政检查事项压减30%以上”" in told.output
    assert "“涉企行政检查事项压减26%”" in told.output
    as_json = CliRunner().invoke(lantu_command, ["track", *chosen, *place, "--format", "json"])
    answer = json.loads(as_json.output)
    assert answer["query"] == "track"
    assert "MATCH" in answer["cypher"]
    assert {row["indicator"]: row["result"] for row in answer["rows"]} == MISSED
    asked = ["track", "--indicator", "5G基站", *place, "--format", "json"]
    rows = json.loads(CliRunner().invoke(lantu_command, asked).output)["rows"]
    assert {row["indicator"] for row in rows} == {"5G基站"}


def test_it_is_asked_over_http(years_workspace: Workspace) -> None:
    client = TestClient(create_app(years_workspace), base_url="http://127.0.0.1")
    asked = {"year": 2025, "verdict": "met", "goal": "数字济南", "lang": "zh"}
    answer = client.get("/api/v1/track", params=asked).json()
    assert {row["indicator"] for row in answer["rows"]} == {
        *("5G基站", "鲁通码应用场景", "软件业务收入", "数字和美乡村"),
    }
    assert answer == client.get("/api/v1/queries/track", params=asked).json()
    of_one = client.get("/api/v1/track", params={"indicator": "5G基站"}).json()
    assert {row["indicator"] for row in of_one["rows"]} == {"5G基站"}
    refused = client.get("/api/v1/track", params={"goal": "没有这个目标"})
    assert refused.status_code == 404


def test_the_examples_of_the_page_are_those_that_are_given(two_years: Answered) -> None:
    page = (
        (ROOT / "docs" / "tracking.md")
        .read_text("utf-8")
        .partition("## Examples")[2]
        .partition("\n## ")[0]
    )
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    rows = by_indicator(
        replace(two_years, rows=[row for row in two_years.rows if row["target_year"] == 2025])
    )
    assert len(lines) == 8
    for name, target, result, verdict, difference in lines[1:]:
        row = rows[name]
        told = [row["target_quote"], row["result_quote"], row["verdict"], row["difference"]]
        assert ["—" if each is None else str(each) for each in told] == [
            *(target, result, verdict, difference),
        ]


def test_a_workbook_holds_numbers_as_numbers(years_workspace: Workspace, tmp_path: Path) -> None:
    place = ["--collection", str(years_workspace.collection.folder)]
    output = tmp_path / "目标.xlsx"
    told = CliRunner().invoke(lantu_command, ["track", "--year", "2025", *place, "-o", str(output)])
    assert told.exit_code == 0, told.output
    page = load_workbook(output).active
    assert page is not None
    head, *rows = page.iter_rows(values_only=True)
    told_of = {row[head.index("indicator")]: row for row in rows}
    assert told_of["地区生产总值"][head.index("result")] == 5.4
    assert told_of["地区生产总值"][head.index("target_quote")] == "地区生产总值增长 5.5%左右"


def test_what_looks_like_a_formula_is_none() -> None:
    content = sheet(["name", "n"], [{"name": "=1+1\x00", "n": 2.5}, {"name": None, "n": True}])
    page = load_workbook(BytesIO(content)).active
    assert page is not None
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [
        ["=1+1", 2.5],
        [None, True],
    ]
    assert page["A2"].data_type == "s"
