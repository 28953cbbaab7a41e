"""Where areas lie, and that what is asked of an area includes what lies inside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.build.identity.areas import area_path
from graph.build.identity.reach import Source, identify
from graph.errors import AmbiguousName
from graph.queries.run import run
from graph.workspace import Workspace


@pytest.mark.parametrize(
    ("name", "place", "path"),
    [
        ("青岛", "山东", "山东省/青岛市"),
        ("即墨", "青岛", "山东省/青岛市/即墨区"),
        ("即墨区", "山东", "山东省/青岛市/即墨区"),
        ("高新区", "青岛", "山东省/青岛市/高新区"),
        ("青岛高新区", "全国", "山东省/青岛市/青岛高新区"),
        ("即墨区蓝谷", "青岛", "山东省/青岛市/即墨区/即墨区蓝谷"),
        ("吉林", "全国", "吉林省"),
        ("吉林市", "吉林", "吉林省/吉林市"),
        ("长三角", "青岛", "长三角"),
        ("高新区", "全国", "高新区"),
        ("南京市鼓楼区", "全国", "江苏省/南京市/鼓楼区"),
    ],
)
def test_an_area_lies_in_a_division_or_where_it_is_named(name: str, place: str, path: str) -> None:
    assert area_path(name, Source("document-1", place)) == path


def test_districts_of_one_name_are_as_many_places() -> None:
    places = ("南京", "徐州", "福州", "开封", "江苏", "全国")
    things = {identify("Area", "鼓楼区", Source(f"document-{each}", each)).thing for each in places}
    assert len(things) == len(places)
    whole = identify("Area", "徐州市鼓楼区", Source("document-1", "江苏")).thing
    assert whole == identify("Area", "鼓楼区", Source("document-2", "徐州")).thing


_REPORT = "{place}2026年政府工作报告\n\n一、2026年重点工作\n\n（一）建设数字政府。{text}\n"
_TEXTS = {
    "南京市": "在鼓楼区建设紫峰算力中心。推进石城轨道交通9号线建设。",
    "徐州市": "在鼓楼区建设云龙算力中心。",
    "江苏省": "在南京建设江海超算中心。",
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Reports of two cities and their province; tests only read it."""
    folder = tmp_path_factory.mktemp("areas")
    files = []
    for place, text in _TEXTS.items():
        files.append(folder / f"{place}.txt")
        files[-1].write_text(_REPORT.format(place=place, text=text), "utf-8")
    opened = Workspace.open(folder / "collection")
    opened.load(files)
    yield opened
    opened.close()


def located(workspace: Workspace, area: str) -> dict[str, tuple[str, str]]:
    """The projects in an area: how sure it is, and through what."""
    rows = run(workspace.store, "in-area", {"area": area}).rows
    return {
        str(row["name"]): (str(row["basis"]), str(row["via"]))
        for row in rows
        if row["kind"] == "Project"
    }


def test_a_city_has_what_lies_in_its_districts_and_what_its_report_names(
    workspace: Workspace,
) -> None:
    found = located(workspace, "南京")
    assert found["江海超算中心"] == ("stated", "")
    assert found["紫峰算力中心"] == ("stated", "江苏省/南京市/鼓楼区")
    [line] = [name for name in found if "9号线" in name]
    assert found[line] == ("inferred", "南京市2026年政府工作报告")
    assert "云龙算力中心" not in found


def test_a_city_that_no_other_report_names_is_asked_for_by_its_own_reports(
    workspace: Workspace,
) -> None:
    assert located(workspace, "徐州市") == {"云龙算力中心": ("stated", "江苏省/徐州市/鼓楼区")}


def test_a_province_has_what_lies_in_its_cities(workspace: Workspace) -> None:
    found = located(workspace, "江苏")
    assert {"江海超算中心", "紫峰算力中心", "云龙算力中心"} <= found.keys()


def test_a_district_that_several_cities_have_is_asked_about(workspace: Workspace) -> None:
    with pytest.raises(AmbiguousName):
        run(workspace.store, "in-area", {"area": "鼓楼区"})
