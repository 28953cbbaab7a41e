"""Questions as people type them, with answers read from the texts: right, or honestly refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import AmbiguousName, NotUnderstood
from graph.questions.ask import ask
from graph.questions.following import id_of
from graph.stores import Limits, Store
from graph.workspace import Workspace
from tests.conftest import NO_DOCUMENT, SHARED

QUESTIONS = [
    json.loads(line)
    for line in Path(__file__).with_name("questions.jsonl").read_text("utf-8").splitlines()
]
FEW = ("provinces-2026/shandong", "provinces-2026/heilongjiang", "provinces-2026/tibet")
NATION = ("national/national-2024.zh.txt", "national/national-2025.zh.txt")
MANY = Limits(rows=10_000)


@pytest.fixture(scope="module")
def few(seed_report: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A city, three provinces and the nation in two years; tests only read it."""
    reports = SHARED / "reports"
    files = [reports / f"{name}-2026.txt" for name in FEW] + [reports / name for name in NATION]
    if not all(file.exists() for file in files):
        pytest.skip(NO_DOCUMENT)
    workspace = Workspace.open(tmp_path_factory.mktemp("few") / "collection")
    workspace.load([seed_report, *files])
    yield workspace
    workspace.close()


def asked(store: Store, question: str) -> tuple[list[Any], str]:
    """The rows of an answer and no refusal, or no rows and what the refusal says."""
    try:
        return [*ask(store, question, MANY).answer.rows], ""
    except (NotUnderstood, AmbiguousName) as error:
        return [], f"{error} {error.suggestions}"


@pytest.mark.parametrize("each", QUESTIONS, ids=lambda each: each["q"])
def test_a_question_is_answered_as_the_texts_have_it(
    each: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    workspace = request.getfixturevalue("seed_workspace" if each["on"] == "jinan" else "few")
    rows, refusal = asked(workspace.store, each["q"])
    said = refusal or json.dumps(rows, ensure_ascii=False)
    assert bool(refusal) == each.get("refuse", False), refusal
    low, high = each.get("rows", (0, 10_000))
    assert low <= len(rows) <= high
    assert [word for word in each["has"] if word not in said] == []
    assert [word for word in each.get("hasnt", ()) if word in said] == []
    if each["on"] == "jinan":
        assert_from_jinan(rows)


@pytest.mark.parametrize(
    "each", [each for each in QUESTIONS if each["on"] == "few"], ids=lambda each: each["q"]
)
def test_one_document_answers_from_itself_alone(
    each: dict[str, Any], seed_workspace: Workspace
) -> None:
    rows, _ = asked(seed_workspace.store, each["q"])
    assert_from_jinan(rows)


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (
            "哪些文件引用了国土空间规划",
            "那十五五规划呢",
            "黑龙江省国民经济和社会发展第十五个五年规划",
        ),
        ("济南的哪些项目对应国家的新质生产力", "那山东呢", "山东"),
        ("哪些省提到低空经济", "那黑龙江呢", "黑龙江"),
        ("山东2026年GDP目标是多少", "那西藏呢", "西藏"),
        ("数字济南有哪些项目", "它由谁负责", "大数据局"),
    ],
)
def test_a_question_goes_on_from_an_answer(
    few: Workspace, first: str, then: str, said: str
) -> None:
    before = ask(few.store, first, MANY)
    rows = ask(few.store, then, MANY, id_of(before.selection)).answer.rows
    assert said in json.dumps([*rows], ensure_ascii=False)
    assert rows != before.answer.rows


def assert_from_jinan(rows: list[Any]) -> None:
    """Every row says where it is from, and that is the one document there is."""
    for row in rows:
        if row.keys() & {"quote", "basis"}:
            assert row["place"] == "济南"
            assert row["document"] == "济南2025年政府工作报告"
            assert row["year"] is not None


def test_what_is_counted_is_what_is_listed(seed_workspace: Workspace) -> None:
    listed, _ = asked(seed_workspace.store, "哪些项目服务数字济南目标")
    for question in ("数字济南的项目有多少个", "how many projects serve digital Jinan"):
        [row], _ = asked(seed_workspace.store, question)
        assert row["count"] == len(listed) > 20
