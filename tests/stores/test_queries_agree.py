"""Every named query, and what questions and names rest on, answered alike by both stores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import QueryError
from graph.exchange.whole import read_whole
from graph.model import ENTITY_LABELS
from graph.parts import Graph, Node, all_nodes, all_relationships
from graph.queries.catalogue import Query, catalogue
from graph.queries.names import suggestions
from graph.queries.run import run
from graph.questions.ask import ask
from graph.stores import Limits, Store, open_store
from graph.stores.digest import digests_of
from graph.workspace import Workspace
from tests.queries.small import small_graph
from tests.stores.graphs import contents, whole

MOST = Limits(rows=20_000, seconds=60)
FEW = Limits(rows=1, seconds=60)
EACH_KIND = 4
TEXTS = ("数字", "jinan", "济南", "%", "a\\", "'", "云巴", "没有这个名称")
SMALL = {
    "goal": "数字城市",
    "project": "Yunba",
    "area": "east zone",
    "indicator": "规模",
    "agency": "City Big Data Bureau",
    "organization": "甲公司",
    "node": "建好平台",
    "from": "丙道路",
    "to": "东区软件园",
    "text": "数字",
    "a": "城市报告",
    "b": "全省报告",
    "citing": "全省报告",
    "cited": "建城条例",
    "programme": "数字中国",
}


@pytest.fixture(scope="module")
def graph(seed_graph: Graph) -> Graph:
    """The seed report, and two documents made by hand, with what links either."""
    *documents, links = small_graph()
    return [*seed_graph, *documents, replace(links, key="links of the small graph")]


@pytest.fixture(scope="module")
def both(
    graph: Graph, tmp_path_factory: pytest.TempPathFactory, neo4j_url: str
) -> Iterator[Sequence[Store]]:
    """The same graph in an embedded store and on a server; tests only read it."""
    path = tmp_path_factory.mktemp("both") / "graph.lbug"
    stores = [open_store(path), open_store(neo4j_url)]
    for store in stores:
        store.replace(graph)
    yield stores
    for store in stores:
        store.close()


def test_the_same_graph_is_in_both(both: Sequence[Store], graph: Graph) -> None:
    for store in both:
        assert store.digests() == digests_of(graph)
        assert contents([read_whole(store)]) == contents(graph)


def arguments(query: Query, graph: Graph) -> Iterator[dict[str, str]]:
    """What to ask a query: texts, and the nodes of each kind it takes with most to tell."""
    asked: list[list[str]] = []
    for parameter in query.parameters:
        ids = [each.id for kind in parameter.kinds for each in busiest(graph, kind)[:EACH_KIND]]
        asked.append(ids or list(TEXTS))
    names = [parameter.name for parameter in query.parameters]
    for turn in range(max(map(len, asked), default=1)):
        values = [each[(turn + 7 * place) % len(each)] for place, each in enumerate(asked)]
        yield dict(zip(names, values, strict=True))


def busiest(graph: Graph, kind: str) -> list[Node]:
    """The nodes of a label, those with most relationships first."""
    ends = [end for each in all_relationships(graph) for end in (each.source, each.target)]
    counted = Counter(ends)
    nodes = [node for node in all_nodes(graph) if node.label == kind]
    return sorted(nodes, key=lambda node: (-counted[node.id], node.id))


@pytest.mark.parametrize("name", catalogue())
def test_a_named_query_has_one_answer(both: Sequence[Store], graph: Graph, name: str) -> None:
    query = catalogue()[name]
    by_hand = {parameter.name: SMALL[parameter.name] for parameter in query.parameters}
    longest = 0
    for asked in (by_hand, *arguments(query, graph)):
        answers = [answered(store, name, asked) for store in both]
        assert answers[0] == answers[1], asked
        rows = answers[0]["rows"]
        longest = max(longest, len(rows))
        if len(rows) > FEW.rows:
            cut = [answered(store, name, asked, FEW) for store in both]
            assert cut[0] == cut[1] == {**answers[0], "rows": rows[: FEW.rows], "truncated": True}
    # Few take part in projects of this report, and nothing was reported later.
    few = name in ("track", "targets-not-mentioned-again") or name.endswith("of-project")
    assert longest > FEW.rows or query.shape == "path" or few


def answered(
    store: Store, name: str, asked: dict[str, str], limits: Limits = MOST
) -> dict[str, Any]:
    """An answer as it goes out, or what was said instead."""
    try:
        return run(store, name, asked, limits).to_json()
    except QueryError as error:
        return {"rows": [], "said": f"{type(error).__name__}: {error}"}


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
        "数字济南和起步区有什么关系",
        "哪里提到碳化硅",
        "where is artificial intelligence mentioned",
        "轨道交通有哪些项目",
        "哪些项目没有位置",
        "哪个目标的项目最多",
        "哪些2025年的目标比2024年完成的少",
        "济南2025年有哪些指标目标",
        "2024年建成了哪些项目",
        "起步区的GDP是多少",
        "數字濟南有多少個項目",
        "shuzi jinan",
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


@pytest.mark.parametrize(
    "name",
    ["数字", "济南", "比亚迪", "digital", "zzz", "云", "smart-city", "软件", "goal-city", "东区x"],
)
def test_names_are_resolved_alike(both: Sequence[Store], name: str) -> None:
    found = [suggestions(store, name, ENTITY_LABELS) for store in both]
    assert found[0] == found[1]
    answers = [answered(store, "neighbours", {"node": name}) for store in both]
    assert answers[0] == answers[1]


def test_a_workspace_loads_into_a_server_and_answers(
    neo4j_url: str, little_file: Path, tmp_path: Path
) -> None:
    workspace = Workspace.open(tmp_path / "collection", store=neo4j_url)
    workspace.store.replace(whole())
    [loaded] = workspace.load([little_file])
    assert loaded.changed
    rows = run(workspace.store, "projects-serving-goal", {"goal": "digital Jinan"}).rows
    assert rows
    assert loaded.id in workspace.store.digests()
    assert "document-jinan" not in workspace.store.digests()
    assert not workspace.load([little_file])[0].changed
    workspace.remove(loaded.id)
    assert workspace.store.digests() == {}
    workspace.close()
