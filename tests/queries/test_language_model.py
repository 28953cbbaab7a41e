"""Questions put to a language model: a real server on this machine, held to the question."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from graph.errors import NotUnderstood
from graph.questions.ask import ask
from graph.workspace import Workspace
from tests.loaders.chat_server import Asked, ChatServer, Reply, answer, chat_server

COLLOQUIAL = "数字济南眼下都在折腾哪些项目"
DIGITAL = {"name": "goal", "value": "数字济南"}


def selection(query: str = "projects-serving-goal", **changes: Any) -> dict[str, Any]:
    plain = {"query": query, "parameters": [DIGITAL], "conditions": [], "shape": "list"}
    return {**plain, **changes}


def of(name: str, value: str) -> list[dict[str, str]]:
    return [{"name": name, "value": value}]


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    def configure(server: ChatServer) -> None:
        monkeypatch.setenv("LANTU_LLM_URL", server.url)
        monkeypatch.setenv("LANTU_LLM_MODEL", "local")
        monkeypatch.setenv("LANTU_LLM_CACHE", str(tmp_path / "kept"))

    return configure


def test_a_model_reads_what_rules_do_not_and_is_asked_once(
    seed_workspace: Workspace, configured: Any
) -> None:
    store = seed_workspace.store
    with pytest.raises(NotUnderstood):
        ask(store, COLLOQUIAL)
    with chat_server(lambda asked, number: answer(selection())) as server:
        configured(server)
        found, again = ask(store, COLLOQUIAL), ask(store, COLLOQUIAL)
        rule = ask(store, "哪些项目服务数字济南目标")
    assert found.answer.rows == again.answer.rows == rule.answer.rows
    assert "语言模型" in found.understood
    assert "语言模型" not in rule.understood
    assert len(server.asked) == 1
    system, question = (each["content"] for each in server.asked[0]["messages"])
    assert question == COLLOQUIAL
    assert "projects-serving-goal" in system
    assert "济南" in system


UNFIT = [
    selection("none"),
    selection("delete-everything"),
    selection(parameters=[]),
    selection(parameters=of("goal", "工业强市")),
    selection(parameters=of("goal", "没有这样的目标")),
    selection(parameters=[DIGITAL, *of("planet", "Mars")]),
    selection(conditions=of("place", "山东")),
    selection(conditions=of("year", "2025")),
    selection(conditions=of("colour", "red")),
    selection(conditions=of("status", "finished")),
    selection(conditions=of("verdict", "met")),
    selection(conditions=of("says", "火箭")),
    selection(shape="star"),
    selection("passages", parameters=of("text", "低空经济")),
    {"query": "projects-serving-goal"},
    {**selection(), "parameters": "数字济南"},
    "I would rather write a poem",
]


@pytest.mark.parametrize("said", UNFIT, ids=str)
def test_what_does_not_fit_the_question_is_refused_as_without_a_model(
    seed_workspace: Workspace, configured: Any, said: object
) -> None:
    with pytest.raises(NotUnderstood) as alone:
        ask(seed_workspace.store, COLLOQUIAL)
    with chat_server(lambda asked, number: answer(said)) as server:
        configured(server)
        with pytest.raises(NotUnderstood) as refused:
            ask(seed_workspace.store, COLLOQUIAL)
    assert server.asked
    assert str(refused.value) == str(alone.value)
    assert refused.value.suggestions == alone.value.suggestions


@pytest.mark.parametrize(
    "question", ["广东2026年GDP目标", "哪些项目服务数字济南目标", "起步区的GDP是多少"]
)
def test_what_rules_read_is_not_put_to_a_model(
    seed_workspace: Workspace, configured: Any, question: str
) -> None:
    with chat_server(lambda asked, number: answer(selection())) as server:
        configured(server)
        with suppress(NotUnderstood):
            ask(seed_workspace.store, question)
    assert server.asked == []


def test_a_place_and_a_year_that_are_named_are_to_be_used(
    seed_workspace: Workspace, configured: Any
) -> None:
    question = "济南2025年打算折腾多长的绿道"
    indicator = of("indicator", "绿道")
    place, year, status = of("place", "济南"), of("year", "2025"), of("status", "target")

    def ask_with(conditions: list[dict[str, str]]) -> Any:
        said = selection("figures-of-indicator", parameters=indicator, conditions=conditions)
        with chat_server(lambda asked, number: answer(said)) as server:
            configured(server)
            return ask(seed_workspace.store, question).answer.rows

    assert [row["value"] for row in ask_with([*place, *year, *status])] == ["50"]
    for fewer in ([*place, *status], [*year, *status]):
        with pytest.raises(NotUnderstood):
            ask_with(fewer)


@pytest.mark.parametrize("reply", [Reply("busy", 503), Reply("no key", 401), Reply("{")], ids=str)
def test_a_model_that_is_away_costs_no_answer(
    seed_workspace: Workspace, configured: Any, reply: Reply
) -> None:
    def away(asked: Asked, number: int) -> Reply:
        return reply

    with chat_server(away) as server:
        configured(server)
        with pytest.raises(NotUnderstood, match="没有看懂"):
            ask(seed_workspace.store, COLLOQUIAL)
    assert len(server.asked) >= 1
