from __future__ import annotations

from pathlib import Path

import pytest

from graph.build.stages.stages import Stages
from graph.loaders.document import Document, Passage, Section
from graph.loaders.facts import Entity, Evidence
from graph.queries.run import run
from graph.queries.selection import Where
from graph.questions.ask import ask
from graph.stores import Limits
from graph.workspace import Workspace

MOST = Limits(rows=2_000)
JUDGED = [
    line.split("\t")
    for line in Path(__file__).with_name("stages.tsv").read_text("utf-8").splitlines()[1:]
]


def told(clause: str, name: str, part: str = "plan", year: int = 2026) -> tuple[str, int]:
    """The stage of a project and the year it is due, by a clause in a review or a plan."""
    section = Section(0, None, 1, "一、", "工作", 0, 0, part, year)  # type: ignore[arg-type]
    passage = Passage(0, 0, clause, range(len(clause)))
    document = Document("报告", "某市", "city", year, "", clause, [section], [passage])
    start = clause.index(name)
    evidence = Evidence.of(passage, start, start + len(name))
    project = Entity(type="Project", name=name, evidence=evidence, rule="tests")
    stage = Stages(document, [project]).of(project)
    return (stage.name, stage.due) if stage else ("", 0)


def test_of_a_hundred_judged_by_hand_ninety_are_right() -> None:
    assert len(JUDGED) == 100
    right = 0
    for _, part, name, stage, due, clause in JUDGED:
        found = told(clause, name, part, int(due) or 2026) if name in clause else ("", 0)
        right += found == (stage, int(due))
    assert right >= 90


@pytest.mark.parametrize(
    ("clause", "part", "stage", "due"),
    [
        ("甲水库、乙大桥等项目建成投产", "review", "finished", 0),
        ("力争甲水库、乙大桥建成通车", "plan", "under_way", 2026),
        ("甲水库到2028年底前建成", "plan", "under_way", 2028),
        ("甲水库已建成投用", "plan", "finished", 0),
        ("甲水库计划年底竣工", "review", "under_way", 2026),
        ("开工建设甲水库", "review", "under_way", 0),
        ("开工建设甲水库", "plan", "to_start", 0),
        ("甲水库、乙大桥等重大工程开工", "plan", "to_start", 0),
        ("加快甲水库前期工作", "plan", "planned", 0),
        ("争取实施甲水库", "plan", "planned", 0),
        ("加快甲水库等重点项目建设", "plan", "under_way", 0),
        ("完善甲水库功能", "plan", "in_operation", 0),
        ("甲水库上线运行", "review", "in_operation", 0),
        ("甲水库入选全国典型案例", "review", "", 0),
        ("加快甲水库招商", "plan", "", 0),
    ],
)
def test_verbs_beside_a_name_tell_how_far_it_is(
    clause: str, part: str, stage: str, due: int
) -> None:
    assert told(clause, "甲水库", part) == (stage, due)


def test_verbs_inside_names_say_nothing() -> None:
    assert told("加快机场改扩建工程建设", "机场改扩建工程") == ("under_way", 0)
    assert told("实现机场改扩建工程新突破", "机场改扩建工程") == ("", 0)


def test_projects_are_listed_by_stage_with_the_clause(years_workspace: Workspace) -> None:
    rows = run(
        years_workspace.store, "projects-by-stage", {}, where=Where(stage=("to_start",))
    ).rows
    assert [(row["name"], row["place"], row["year"]) for row in rows] == [
        ("济南美术馆新馆", "济南", 2026)
    ]
    assert rows[0]["quote"] == "开工建设济南美术馆新馆项目"
    finished = run(
        years_workspace.store, "projects-by-stage", {}, where=Where(stage=("finished",))
    ).rows
    named = {row["name"]: row["quote"] for row in finished}
    assert named["浪潮海若智算中心"] == "浪潮海若智算中心建成投用"
    assert "圣泉新材料" not in named


def test_questions_ask_how_far_projects_are(years_workspace: Workspace) -> None:
    def names(question: str) -> list[object]:
        asked = ask(years_workspace.store, question)
        assert asked.selection.query == "projects-by-stage"
        return [row["name"] for row in asked.answer.rows]

    assert names("2025年哪些项目建成了") == [
        *("比亚迪二期", "爱旭太阳能电池组件", "浪潮海若智算中心", "轨道交通4号线", "8号线"),
        *("广安门医院济南医院", "宣武医院济南医院"),
    ]
    assert names("济南哪些项目今年开工") == ["济南美术馆新馆"]
    assert "圣泉新材料" in names("哪些项目在建")
    assert "数字济南体验馆" in names("which projects were completed")


def test_what_lacks_a_target_or_a_result_is_listed(years_workspace: Workspace) -> None:
    def names(query: str) -> set[object]:
        return {row["name"] for row in run(years_workspace.store, query, {}, MOST).rows}

    without_target, without_result = map(
        names, ("results-without-targets", "targets-without-results")
    )
    assert {"晨星工厂", "交通拥堵指数"} <= {str(each).strip("“”") for each in without_target}
    assert {"金融业增加值", "开发城乡公益性岗位"} <= without_result
    assert not without_target & without_result
