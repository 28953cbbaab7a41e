"""Every named query, and what questions and names rest on, answered alike by both stores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.exchange.whole import read_whole
from graph.model import ENTITY_LABELS, Graph, Node, all_nodes, all_relationships
from graph.queries.ask import ask
from graph.queries.catalogue import Query, catalogue
from graph.queries.names import suggestions
from graph.queries.run import run
from graph.stores import Limits, Store, open_store
from graph.stores.digest import digests_of
from graph.workspace import Workspace
from tests.stores.graphs import contents, whole

MOST = Limits(rows=20_000, seconds=60)
EACH_KIND = 6
TEXTS = ("数字", "jinan", "济南", "%", "a\\", "'", "云巴", "没有这个名称")


@pytest.fixture(scope="module")
def both(seed_workspace: Workspace, seed_graph: Graph, neo4j_url: str) -> Iterator[Sequence[Store]]:
    """The seed report's graph in an embedded store and on a server."""
    server = open_store(neo4j_url)
    server.replace(seed_graph)
    yield seed_workspace.store, server
    server.close()


def test_the_same_graph_is_in_both(both: Sequence[Store], seed_graph: Graph) -> None:
    for store in both:
        assert store.digests() == digests_of(seed_graph)
        assert contents([read_whole(store)]) == contents(seed_graph)


def arguments(query: Query, graph: Graph) -> Iterator[dict[str, str]]:
    """What to ask a query: texts, and the nodes of each kind it takes with most to tell."""
    asked: list[list[str]] = []
    for parameter in query.parameters:
        ids = [each.id for kind in parameter.kinds for each in busiest(graph, kind)[:EACH_KIND]]
        asked.append(ids or list(TEXTS))
    names = [parameter.name for parameter in query.parameters]
    if len(asked) == 1:
        yield from ({names[0]: value} for value in asked[0])
    else:
        ends = zip(asked[0], [*asked[1][7:], *asked[1][:7]], strict=True)
        yield from (dict(zip(names, pair, strict=True)) for pair in ends)


def busiest(graph: Graph, kind: str) -> list[Node]:
    """The nodes of a label, those with most relationships first."""
    ends = [end for each in all_relationships(graph) for end in (each.source, each.target)]
    counted = Counter(ends)
    nodes = [node for node in all_nodes(graph) if node.label == kind]
    return sorted(nodes, key=lambda node: (-counted[node.id], node.id))


@pytest.mark.parametrize("name", catalogue())
def test_a_named_query_has_one_answer(both: Sequence[Store], seed_graph: Graph, name: str) -> None:
    query = catalogue()[name]
    found = 0
    for asked in arguments(query, seed_graph):
        answers = [answered(store, name, asked) for store in both]
        assert answers[0] == answers[1], asked
        found += len(answers[0])
    assert found


def answered(store: Store, name: str, asked: dict[str, str]) -> list[object]:
    """The rows of an answer, or what was said instead."""
    try:
        answer = run(store, name, asked, MOST)
    except QueryError as error:
        return [type(error).__name__, str(error)]
    return [dict(row) for row in answer.rows] + [answer.truncated, dict(answer.parameters)]


@pytest.mark.parametrize(
    "question",
    [
        "哪些项目服务数字济南目标",
        "which projects serve the digital-Jinan goal",
        "起步区有什么",
        "济南市大数据局负责哪些目标值",
        "比亚迪整车二期服务什么目标",
        "how is Yunba connected to digital Jinan?",
        "what is in nowhere",
    ],
)
def test_a_question_has_one_answer(both: Sequence[Store], question: str) -> None:
    answers = []
    for store in both:
        try:
            answer = ask(store, question).answer
        except QueryError as error:
            answers.append((type(error).__name__, str(error), []))
        else:
            answers.append((answer.query, answer.title, [dict(row) for row in answer.rows]))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ["数字", "济南", "比亚迪", "digital", "zzz", "云"])
def test_names_are_resolved_alike(both: Sequence[Store], name: str) -> None:
    found = [suggestions(store, name, ENTITY_LABELS) for store in both]
    assert found[0] == found[1]
    answers = [answered(store, "neighbours", {"node": name}) for store in both]
    assert answers[0] == answers[1]


def test_a_workspace_loads_into_a_server_and_answers(
    neo4j_url: str, seed_report: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(tmp_path / "collection", store=neo4j_url)
    workspace.store.replace(whole())
    [loaded] = workspace.load([seed_report])
    assert loaded.changed
    rows = run(workspace.store, "projects-serving-goal", {"goal": "digital Jinan"}).rows
    assert len(rows) >= 16
    assert loaded.id in workspace.store.digests()
    assert "document-jinan" not in workspace.store.digests()
    assert not workspace.load([seed_report])[0].changed
    workspace.remove(loaded.id)
    assert workspace.store.digests() == {}
    workspace.close()
