"""Goals that take up a programme of a higher level, down to the projects that serve them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build.assemble import build_graph
from graph.parts import all_relationships
from graph.queries.run import run
from graph.stores.digest import digests_of
from graph.workspace import Workspace

_HEAD = "{place}2026年政府工作报告\n\n一、2026年重点工作\n\n"
_TEXTS = {
    "national": _HEAD.format(place="国务院") + "（一）聚力建设美丽中国。推进长江生态廊道建设。\n",
    "shandong": _HEAD.format(place="山东省") + "（一）聚力建设美丽山东。推进齐鲁森林公园建设。\n",
    "qingdao": _HEAD.format(place="青岛市") + "（一）聚力建设美丽青岛。推进胶州湾湿地公园建设。\n",
    "hangzhou": _HEAD.format(place="杭州市") + "（一）办好文博会。推进西湖美术馆建设。\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four reports as files."""
    folder = tmp_path_factory.mktemp("aligned")
    for name, text in _TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def workspace(folder: Path) -> Iterator[Workspace]:
    """Reports of the nation, a province and two cities; tests only read it."""
    opened = Workspace.open(folder / "collection")
    opened.load([folder / f"{name}.txt" for name in _TEXTS])
    yield opened
    opened.close()


def test_each_level_is_aligned_with_those_above_it(workspace: Workspace) -> None:
    graph = build_graph(workspace.collection)
    places = {
        part.key: str(each.properties["place"])
        for part in graph
        for each in part.nodes
        if each.id == part.key
    }
    owners = {each.id: str(each.properties["document"]) for part in graph for each in part.nodes}
    links = [each for each in all_relationships(graph) if each.type == "ALIGNED_WITH"]
    found = {(places[owners[each.source]], places[owners[each.target]]) for each in links}
    assert found == {("山东", "全国"), ("青岛", "全国"), ("青岛", "山东")}
    for each in links:
        assert each.properties["basis"] == "inferred"
        assert each.properties["programme"] == "美丽中国"


def test_a_national_goal_leads_to_the_projects_of_a_city(workspace: Workspace) -> None:
    nation = next(each.id for each in workspace.documents() if each.place == "全国")
    rows = run(workspace.store, "measures", {}).rows + run(workspace.store, "goals", {}).rows  # type: ignore[operator]
    [goal, *_] = [str(row["id"]) for row in rows if row["document_id"] == nation]
    aligned = run(workspace.store, "aligned-goals", {"goal": goal}).rows
    assert {row["place"] for row in aligned} >= {"山东", "青岛"}
    for row in aligned:
        assert "聚力建设美丽" in str(row["text"])
        assert "聚力建设美丽" in str(row["other_text"])
    projects = run(workspace.store, "projects-aligned-with-goal", {"goal": goal}).rows
    assert ("胶州湾湿地公园", "青岛") in {(row["name"], row["place"]) for row in projects}
    assert {row["basis"] for row in projects} == {"inferred"}


def test_a_document_that_comes_changes_no_other_alignment(folder: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    workspace.load([folder / "national.txt", folder / "qingdao.txt"])
    before = digests_of(build_graph(workspace.collection))
    workspace.load([folder / "shandong.txt"])
    after = digests_of(build_graph(workspace.collection))
    assert before.items() <= after.items()
    assert len(after) > len(before)
    workspace.close()
