"""What is missing: a target or a result without the other, and what is not spoken of again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

import lantu
from graph.queries.run import run
from graph.queries.selection import Where
from graph.stores import Limits
from graph.tracking.figures import Figure
from graph.tracking.pairs import tracked
from graph.workspace import Workspace
from tests.tracking.test_judging import figure

MOST = Limits(rows=5_000)


def rows(
    workspace: Workspace, query: str, where: Where | None = None
) -> list[Mapping[str, object]]:
    return [*run(workspace.store, query, {}, MOST, where=where or Where()).rows]


def test_what_the_tracker_sets_side_by_side_lacks_nothing(years_workspace: Workspace) -> None:
    paired = {row["id"] for row in rows(years_workspace, "track") if row["result"] is not None}
    lone = {row["id"] for row in rows(years_workspace, "targets-without-results")}
    assert paired and lone and not paired & lone


def test_a_condition_hides_no_counterpart(years_workspace: Workspace) -> None:
    planned = Where(year=(2025,), status=("target",))
    found = rows(years_workspace, "targets-without-results", planned)
    assert "金融业增加值" in {row["name"] for row in found}
    assert "地区生产总值" not in {row["name"] for row in found}
    assert {row["status"] for row in found} == {"target"}


def test_what_no_later_document_mentions_is_listed(years_workspace: Workspace) -> None:
    found = rows(years_workspace, "targets-not-mentioned-again")
    names = {row["indicator"] for row in found}
    # The report of the following year leaves it out; 地区生产总值 it reports on.
    assert "人工造林" in names
    assert "地区生产总值" not in names
    assert {row["verdict"] for row in found} == {"no_figure"}
    assert {row["year"] for row in found} == {2025}
    newest = (Path(__file__).parent / "jinan-2026.md").read_text("utf-8")
    assert not [name for name in names if str(name) in newest]


def test_projects_are_chosen_by_the_year_they_are_due(years_workspace: Workspace) -> None:
    everything = rows(years_workspace, "projects-by-stage")
    years = {row["due"] for row in everything if row["due"]}
    assert years
    for year in years:
        due = rows(years_workspace, "projects-by-stage", Where(due=(int(str(year)),)))
        assert due and {row["due"] for row in due} == {year}
        assert len(due) < len(everything)


def test_a_notebook_writes_a_workbook(years_workspace: Workspace, tmp_path: Path) -> None:
    graph = lantu.Lantu(years_workspace)
    graph.compare("济南2025", "济南2026").to_xlsx(tmp_path / "对照.xlsx")
    page = load_workbook(tmp_path / "对照.xlsx").active
    assert page is not None and page.max_row > 100
    with pytest.raises(lantu.LantuError, match="cannot be written"):
        graph.compare("济南2025", "济南2026").to_xlsx(tmp_path / "无" / "对照.xlsx")


@pytest.mark.parametrize(
    ("results", "verdict", "shown"),
    [
        ([("at_least", 100.0), ("exact", 119.3)], "on_the_way", 119.3),
        ([("at_most", 120.0), ("exact", 119.3)], "on_the_way", 119.3),
        ([("at_least", 120.0), ("exact", 119.3)], "not_comparable", None),
        ([("exact", 119.3), ("exact", 100.0)], "not_comparable", None),
    ],
)
def test_the_exact_result_counts_where_others_only_bound_it(
    results: list[tuple[str, float]], verdict: str, shown: float | None
) -> None:
    target = figure("粮食总产量", "at_least", 110, "万吨", "flow", status="target", year=2026)
    given = [figure("粮食总产量", said, number, "万吨", "flow") for said, number in results]
    (found,) = tracked([target, *given])
    assert (found.verdict, found.result and found.result.number) == (verdict, shown)


def test_a_share_of_a_plan_is_told_as_one() -> None:
    target = figure("城镇新增就业", "exact", 41, "万人", "flow", status="target", year=2026)
    done = figure("城镇新增就业", "exact", 118.2, "%", "level", value_kind="share")
    (found,) = tracked([target, done])
    assert (found.verdict, found.why) == ("not_comparable", ("value_kind",))


def test_what_may_be_the_same_is_told_of() -> None:
    target = figure("新增规上工业企业", "exact", 80, "家", "flow", status="target", year=2026)
    near = figure("培育规上工业企业", "exact", 85, "家", "flow", series="series-b")
    found: Figure | None = next(tracked([target, near])).nearest
    assert found is near


def test_what_is_new_in_a_year_is_not_told_of_beside_what_there_is() -> None:
    target = figure("建成通车高速公路", "exact", 300, "公里", "flow", status="target", year=2026)
    length = figure("高速公路通车里程", "exact", 9310, "公里", "level", series="series-b")
    assert next(tracked([target, length])).nearest is None
