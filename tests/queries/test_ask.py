from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import AmbiguousName, NotUnderstood, QueryError
from graph.parts import Part, node
from graph.queries.names import Resolved
from graph.questions.ask import ask, understand
from graph.stores import Store, open_store
from graph.workspace import Workspace
from tests.queries.small import small_graph

DIGITAL, BYD, YUNBA, ZONE = "数字济南", "比亚迪整车二期", "高新东区云巴", "起步区"
BUREAU = "济南市大数据局"

QUESTIONS = [
    ("which projects serve the digital-Jinan goal", "projects-serving-goal", DIGITAL),
    ("哪些项目服务数字济南目标", "projects-serving-goal", DIGITAL),
    ("Which projects support Digital Jinan?", "projects-serving-goal", DIGITAL),
    ("list the projects under digital Jinan", "projects-serving-goal", DIGITAL),
    ("projects for 数字济南", "projects-serving-goal", DIGITAL),
    ("数字济南有哪些项目？", "projects-serving-goal", DIGITAL),
    ("支撑数字济南的工程有哪些", "projects-serving-goal", DIGITAL),
    ("什么在支撑“数字济南”", "projects-serving-goal", DIGITAL),
    ("数字济南靠哪些项目落实", "projects-serving-goal", DIGITAL),
    ("what contributes to digital Jinan", "projects-serving-goal", DIGITAL),
    ("起步区有哪些项目", "about-area", ZONE),
    ("what is in the starting zone", "in-area", ZONE),
    ("What's being built in the Starting Zone?", "in-area", ZONE),
    ("which projects are located in the starting zone", "about-area", ZONE),
    ("哪些项目位于起步区", "about-area", ZONE),
    ("起步区里有什么", "in-area", ZONE),
    ("济南新旧动能转换起步区建设了什么", "in-area", ZONE),
    ("比亚迪整车二期支撑哪些目标", "goals-of-project", BYD),
    ("which goals does BYD phase II serve", "goals-of-project", BYD),
    ("what does the BYD phase 2 project contribute to", "goals-of-project", BYD),
    ("比亚迪整车二期是为了什么目标", "goals-of-project", BYD),
    ("云巴服务什么目标", "goals-of-project", YUNBA),
    ("what is the purpose of the Yunba line", "goals-of-project", YUNBA),
    ("数字济南的指标有哪些", "indicators-of-goal", DIGITAL),
    ("how is digital Jinan measured", "indicators-of-goal", DIGITAL),
    ("which indicators judge the digital-Jinan goal", "indicators-of-goal", DIGITAL),
    ("数字济南用什么衡量", "indicators-of-goal", DIGITAL),
    ("show the figures for digital Jinan", "indicators-of-goal", DIGITAL),
    ("济南2025年GDP目标是多少", "figures-of-indicator", "地区生产总值"),
    ("what is the target for GDP", "figures-of-indicator", "地区生产总值"),
    ("5G基站有多少个", "figures-of-indicator", "5G基站"),
    ("谁负责数字济南", "agencies-of-goal", DIGITAL),
    ("who is responsible for digital Jinan", "agencies-of-goal", DIGITAL),
    ("数字济南由哪个部门牵头", "agencies-of-goal", DIGITAL),
    ("which agencies answer for the digital Jinan goal?", "agencies-of-goal", DIGITAL),
    ("哪些单位主管数字济南", "agencies-of-goal", DIGITAL),
    ("what targets does the Big Data Bureau have", "targets-of-agency", BUREAU),
    ("市大数据局有哪些指标", "targets-of-agency", BUREAU),
    ("大数据局负责什么目标", "targets-of-agency", BUREAU),
    ("which figures must the Jinan Big Data Bureau deliver", "targets-of-agency", BUREAU),
    ("数字济南和起步区有什么关系", "path", DIGITAL),
    ("how is BYD phase II connected to the starting zone", "path", BYD),
    ("比亚迪整车二期与数字济南之间有什么联系", "path", BYD),
    ("path from Yunba to digital Jinan", "path", YUNBA),
    ("云巴在哪里说过", "passages", YUNBA),
    ("where is Yuntian mentioned", "passages", YUNBA),
    ("给出数字济南的原文", "passages", DIGITAL),
    ("what does the report say about BYD phase II", "passages", BYD),
    ("数字济南的出处", "passages", DIGITAL),
    ("tell me about the starting zone", "neighbours", ZONE),
    ("介绍一下云巴", "neighbours", YUNBA),
    ("BYD phase II", "neighbours", BYD),
    ("起步区？", "neighbours", ZONE),
]


@pytest.mark.parametrize(("question", "query", "name"), QUESTIONS)
def test_questions_of_the_report_are_understood(
    seed_workspace: Workspace, question: str, query: str, name: str
) -> None:
    selection = understand(seed_workspace.store, question)
    assert selection.query == query
    thing = next(iter(selection.about.values()))
    assert thing.name == name if isinstance(thing, Resolved) else name in thing.split("|")


def test_chinese_and_english_get_the_same_rows(seed_workspace: Workspace) -> None:
    store = seed_workspace.store
    english = ask(store, "which projects serve the digital-Jinan goal")
    chinese = ask(store, "哪些项目服务数字济南目标")
    assert english.answer.rows == chinese.answer.rows
    assert len(english.answer.rows) >= 16
    assert english.understood.startswith("Understood as: projects that serve a goal, 数字济南")
    assert chinese.understood.startswith("理解为：服务某一目标的项目，数字济南")


def test_the_json_has_the_question_and_what_was_understood(small: Store) -> None:
    asked = ask(small, "哪些项目服务数字城市").to_json()
    assert asked["question"] == "哪些项目服务数字城市"
    assert asked["query"] == "projects-serving-goal"
    assert asked["understood"] and asked["cypher"] and asked["rows"]


@pytest.mark.parametrize(
    ("question", "found", "example"),
    [
        ("what colour is the sky", "no name", "which projects serve"),
        ("数字城市什么颜色", "数字城市", "哪些项目服务数字城市"),
        ("天是什么颜色", "没有认出", "哪些项目服务数字城市"),
        ("is the digital city blue", "digital city", "which projects serve"),
        ("", "no name", "which projects serve"),
        ("东区和天有什么关系", "东区", "哪些项目服务数字城市"),
    ],
)
def test_what_is_not_understood_is_said_with_what_can_be_asked(
    small: Store, question: str, found: str, example: str
) -> None:
    with pytest.raises(NotUnderstood) as caught:
        ask(small, question)
    assert found in caught.value.understood
    assert any(each.startswith(example) for each in caught.value.suggestions)


def test_every_example_can_be_answered(small: Store) -> None:
    for question in ("what colour is the sky", "天是什么颜色"):
        with pytest.raises(NotUnderstood) as caught:
            ask(small, question)
        for example in caught.value.suggestions:
            assert ask(small, example).answer.query


def test_a_name_that_would_not_be_used_is_a_refusal(small: Store) -> None:
    with pytest.raises(NotUnderstood, match="“东区”没有用上") as caught:
        ask(small, "哪些项目服务数字城市，东区呢")
    assert "东区" in caught.value.understood
    assert caught.value.suggestions


def test_a_name_inside_a_longer_one_is_not_meant(small: Store) -> None:
    assert ask(small, "东区软件园有什么").answer.parameters["area"] == ["area-inner"]


def test_part_of_a_name_is_enough_where_no_other_has_it(small: Store) -> None:
    asked = ask(small, "what targets does the big data bureau have")
    assert asked.answer.query == "targets-of-agency"
    assert asked.answer.parameters == {"agency": ["department-data"]}


def test_a_latin_name_is_a_whole_word(small: Store) -> None:
    with pytest.raises(NotUnderstood):
        ask(small, "where is yunbamobile mentioned")


def test_an_ambiguous_name_gets_its_candidates(small: Store) -> None:
    with pytest.raises(AmbiguousName) as caught:
        ask(small, "新区有什么")
    assert {each["id"] for each in caught.value.candidates} == {"area-twin-1", "area-twin-2"}


@pytest.mark.parametrize(
    ("question", "area", "said"),
    [
        ("全省报告里新区有什么", "area-twin-2", "限于全省报告"),
        ("新区有什么？看城市报告", "area-twin-1", "限于城市报告"),
    ],
)
def test_a_document_that_is_named_tells_apart_what_several_have(
    small: Store, question: str, area: str, said: str
) -> None:
    asked = ask(small, question)
    assert asked.answer.parameters["area"] == [area]
    assert said in asked.understood


def test_a_document_that_has_no_such_thing_is_said(tmp_path: Path) -> None:
    third = node("Document", id="document-third", name="县报告", search="县报告")
    store = open_store(tmp_path / "graph.lbug")
    store.replace([*small_graph(), Part("document-third", [third], [])])
    with pytest.raises(NotUnderstood, match="没有“新区”，别的文件里有"):
        ask(store, "县报告里新区有什么")
    store.close()


def test_a_document_that_is_named_binds_the_answer(small: Store) -> None:
    asked = ask(small, "全省报告里哪些项目服务数字城市")
    assert [row["name"] for row in asked.answer.rows] == ["丁工程"]
    with pytest.raises(NotUnderstood, match="文件里没有"):
        ask(small, "全省报告里东区有什么")


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("济南2025年GDP目标是多少", "济南"),
        ("山东地区生产总值的目标是多少", "山东"),
        ("山东省GDP是多少", "山东"),
        ("what is Jinan's GDP target", "济南"),
        ("what is the target for GDP in Shandong", "山东"),
    ],
)
def test_a_place_tells_whose_figures_are_meant(
    two_workspace: Workspace, question: str, place: str
) -> None:
    rows = ask(two_workspace.store, question).answer.rows
    documents = two_workspace.store.read("MATCH (d:Document) RETURN d.id, d.place").rows
    [own] = [id_ for id_, reports in documents if reports == place]
    assert rows
    assert {row["document_id"] for row in rows} == {own}


COUNTIES = {
    "禹城市2025年政府工作报告": ("临邑、禹城共建园区，全市GDP完成380亿元。", "全市GDP增长7%左右。"),
    "临邑县2025年政府工作报告": (
        "地区生产总值完成260亿元。临邑、禹城共建产业园，临邑入选试点。",
        "地区生产总值增长6%左右。",
    ),
}


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The reports of two counties, each of which names both without their kind."""
    folder = tmp_path_factory.mktemp("counties")
    for number, (title, (review, plan)) in enumerate(COUNTIES.items()):
        text = f"{title}\n各位代表：\n一、2024年工作回顾\n{review}\n二、2025年工作安排\n{plan}\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    workspace = Workspace.open(folder / "collection")
    workspace.load([folder / f"{number}.txt" for number in range(len(COUNTIES))])
    yield workspace
    workspace.close()


@pytest.mark.parametrize(
    ("question", "place", "value"),
    [
        ("禹城GDP目标是多少", "禹城", "7"),
        ("禹城市GDP目标是多少", "禹城", "7"),
        ("临邑GDP目标是多少", "临邑县", "6"),
        ("临邑县2025年GDP目标", "临邑县", "6"),
        ("what is the GDP target of 临邑", "临邑县", "6"),
    ],
)
def test_a_county_that_reports_is_known_without_its_kind(
    counties: Workspace, question: str, place: str, value: str
) -> None:
    [row] = ask(counties.store, question).answer.rows
    assert (str(row["place"])[:2], row["value"], row["status"]) == (place[:2], value, "target")


def test_where_a_place_that_reports_is_said_is_asked_of_all_documents(counties: Workspace) -> None:
    rows = ask(counties.store, "哪里提到禹城").answer.rows
    assert {str(row["place"])[:2] for row in rows} == {"临邑", "禹城"}


def test_an_endless_question_is_refused(small: Store) -> None:
    with pytest.raises(QueryError, match="400 characters"):
        ask(small, "数字城市" * 101)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    question=st.text(max_size=60)
    | st.text(alphabet="数字城市哪些项目服务 digital city?", max_size=30)
)
def test_any_question_is_answered_or_told_why_not(small: Store, question: str) -> None:
    try:
        assert ask(small, question).understood
    except QueryError as error:
        assert str(error)
