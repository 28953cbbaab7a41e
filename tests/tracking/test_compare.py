from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

import lantu
from api.cli import lantu as lantu_command
from api.http import create_app
from graph.errors import NotToChooseBy, QueryError, UnknownName
from graph.queries.answer import Answered
from graph.queries.run import run
from graph.queries.selection import Where
from graph.stores import Limits
from graph.tracking.renamed import pairs, same_names
from graph.workspace import Workspace
from tests.conftest import ROOT

ALL = Limits(rows=5_000)


@pytest.fixture(scope="module")
def years(years_workspace: Workspace) -> Answered:
    return run(years_workspace.store, "compare", {"a": "济南2025", "b": "济南2026"}, ALL)


def of_kind(answer: Answered, kind: str) -> dict[str, Mapping[str, Any]]:
    return {str(row["name"]): row for row in answer.rows if row["kind"] == kind}


def test_projects_that_the_later_report_finishes(years: Answered) -> None:
    projects = of_kind(years, "Project")
    finished = {
        name: row["other_name"]
        for name, row in projects.items()
        if row["status"] == "finished" and row["match"]
    }
    assert finished == {
        "比亚迪整车二期": "比亚迪二期",
        "爱旭太阳能电池": "爱旭太阳能电池",
        "爱旭太阳能电池组件": "爱旭太阳能电池组件",
        "浪潮海若智算中心": "浪潮海若智算中心",
        "山姆会员店": "山姆会员店",
        "4号线": "轨道交通4号线",
        "8号线": "8号线",
        "宣武医院济南医院": "宣武医院济南医院",
        "广安门医院济南医院": "广安门医院济南医院",
    }
    assert projects["比亚迪整车二期"]["other_quote"] == "比亚迪二期建成投产"
    assert projects["山姆会员店"]["other_quote"] == "山姆会员店开业运营"
    assert projects["山姆会员店"]["match"] == "text"


def test_projects_that_go_on_are_new_or_were_dropped(years: Answered) -> None:
    projects = of_kind(years, "Project")

    def names(status: str) -> set[str]:
        return {name for name, row in projects.items() if row["status"] == status}

    assert names("continued") == {"圣泉新材料", "高新东区云巴", "高新东区云巴环线", "鲁通码"}
    assert names("new") == {"济南美术馆新馆"}
    assert {"金固新材料", "济滨高铁", "齐鲁软件园二期", "市儿童医院新院区"} <= names("dropped")
    # What the earlier report says is done was not dropped.
    assert projects["数字济南体验馆"]["status"] == "finished"
    assert projects["齐鲁黄河大桥"]["status"] == "finished"


def test_goals_and_indicators_too(years: Answered) -> None:
    assert of_kind(years, "Goal")["数字济南"]["status"] == "continued"
    indicators = of_kind(years, "Indicator")
    assert indicators["绿道"]["other_name"] == "城市绿道"
    assert indicators["绿道"]["status"] == "continued"
    assert indicators["开放共享绿地"]["status"] == "dropped"
    assert {row["basis"] for row in years.rows} == {"inferred"}


def test_the_earlier_is_held_against_the_later_whichever_is_named_first(
    years: Answered, years_workspace: Workspace
) -> None:
    turned = run(years_workspace.store, "compare", {"a": "Jinan 2026", "b": "济南市2025年"}, ALL)
    assert turned.rows == years.rows


def test_what_cannot_be_compared_is_refused_with_advice(years_workspace: Workspace) -> None:
    with pytest.raises(QueryError, match="say the years"):
        run(years_workspace.store, "compare", {"a": "济南", "b": "济南2026"})
    with pytest.raises(UnknownName, match="There are: 济南2025、济南2026"):
        run(years_workspace.store, "compare", {"a": "济南2025", "b": "火星"})


def test_the_status_of_a_figure_is_none_of_a_comparison(years_workspace: Workspace) -> None:
    both = {"a": "济南2025", "b": "济南2026"}
    with pytest.raises(NotToChooseBy, match="compare has no status target"):
        run(years_workspace.store, "compare", both, where=Where(status=("target",)))
    with pytest.raises(NotToChooseBy, match="figures has no status dropped"):
        run(years_workspace.store, "figures", {}, where=Where(status=("dropped",)))


def test_two_places_share_things_or_have_their_own(two_workspace: Workspace) -> None:
    answer = run(two_workspace.store, "compare", {"a": "济南", "b": "山东"}, ALL)
    assert {row["status"] for row in answer.rows} == {"shared", "own"}
    assert {row["place"] for row in answer.rows if row["status"] == "own"} == {"济南", "山东"}
    shared = {row["name"] for row in answer.rows if row["status"] == "shared"}
    assert {"地区生产总值", "济滨高铁"} <= shared
    other = {row["name"]: row["other_name"] for row in answer.rows if row["match"] == "name"}
    assert "大辛庄考古遗址公园" not in other, "another is just 考古遗址公园"


def test_two_places_have_the_same_name_for_what_they_share() -> None:
    own = ["《山东省规划纲要》", "十大标志性改革", "新型城镇化", "城市更新行动", "双碳目标"]
    others = ["《规划纲要》", "标志性改革", "以县城为重要载体的新型城镇化", "城市更新行动", "双碳"]
    assert same_names(own, others) == {"城市更新行动": "城市更新行动", "双碳目标": "双碳"}


def test_it_is_the_same_on_every_way_in(years_workspace: Workspace) -> None:
    chosen = {"kind": "Project", "status": "new"}
    folder = years_workspace.collection.folder
    options = [f"--{name}={value}" for name, value in chosen.items()]
    place = ["--collection", str(folder)]
    printed = CliRunner().invoke(
        lantu_command, ["compare", "济南2025", "济南2026", *options, *place, "--format", "json"]
    )
    rows = json.loads(printed.output)["rows"]
    assert [row["name"] for row in rows] == ["济南美术馆新馆"]
    asked = ["compare", "济南2025", "济南2026", *options, *place]
    table = CliRunner().invoke(lantu_command, asked, env={"COLUMNS": "200"})
    assert "“开工建设济南美术馆新馆项目”" in table.output
    client = TestClient(create_app(years_workspace), base_url="http://127.0.0.1")
    query = {"a": "济南2025", "b": "济南2026", **chosen}
    assert client.get("/api/v1/compare", params=query).json()["rows"] == rows
    with lantu.open(folder) as graph:
        assert graph.compare("济南2025", "济南2026", **chosen).rows == rows


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("比亚迪整车二期", "比亚迪二期", True),
        ("4号线", "轨道交通4号线", True),
        ("凤凰黄河大桥南延", "凤凰黄河大桥南延工程", True),
        ("市儿童医院新院区", "市儿童医院新院区建设项目", True),
        ("齐鲁软件园二期", "齐鲁软件园三期", False),
        ("4号线", "8号线", False),
        ("高新东区", "高新西区", False),
        ("市儿童医院", "市儿童医院新院区", False),
        ("齐鲁医院", "齐鲁大学", False),
    ],
)
def test_a_renamed_project_is_known_by_its_name(name: str, other: str, same: bool) -> None:
    assert pairs([name], [other]) == ({name: other} if same else {})


def test_a_name_that_may_be_either_is_neither() -> None:
    assert pairs(["智算中心"], ["浪潮智算中心", "海若智算中心"]) == {}


def test_the_page_tells_every_status() -> None:
    page = (ROOT / "docs" / "tracking.md").read_text("utf-8")
    for status in ("new", "continued", "finished", "dropped", "shared", "own"):
        assert f"`{status}`" in page
