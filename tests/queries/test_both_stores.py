"""Every named query, name and question gives the same rows from either store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.build import build_graph
from graph.queries.ask import ask
from graph.queries.catalogue import catalogue
from graph.queries.names import resolve, suggestions
from graph.queries.run import run
from graph.stores import Store, open_store
from graph.workspace import Workspace
from tests.queries.small import small_graph

ON_SMALL = {
    "goal": "数字城市",
    "project": "Yunba",
    "area": "east zone",
    "indicator": "规模",
    "agency": "City Big Data Bureau",
    "node": "建好平台",
    "from": "丙道路",
    "to": "东区软件园",
    "text": "数字",
}
ON_SEED = {
    "goal": "digital Jinan",
    "project": "BYD phase II",
    "area": "starting zone",
    "indicator": "GDP",
    "agency": "市大数据局",
    "node": "Yunba",
    "from": "云巴",
    "to": "数字济南",
    "text": "digital",
}


@pytest.fixture(scope="module")
def server(neo4j_url: str) -> Iterator[Store]:
    store = open_store(neo4j_url)
    yield store
    store.close()


@pytest.fixture(scope="module")
def small_on_server(server: Store) -> Store:
    server.replace(small_graph())
    return server


@pytest.mark.parametrize("name", catalogue())
def test_rows_of_a_small_graph(small: Store, small_on_server: Store, name: str) -> None:
    given = {each.name: ON_SMALL[each.name] for each in catalogue()[name].parameters}
    embedded = run(small, name, given)
    served = run(small_on_server, name, given)
    assert served.rows == embedded.rows != []
    assert served.to_json() == embedded.to_json()


@pytest.mark.parametrize("text", ["smart-city", "软件", "Yunba", "goal-city", "东区"])
def test_names_of_a_small_graph(small: Store, small_on_server: Store, text: str) -> None:
    assert resolve(small_on_server, text) == resolve(small, text)
    assert suggestions(small_on_server, f"{text}x") == suggestions(small, f"{text}x")


@pytest.fixture(scope="module")
def seed_on_server(server: Store, seed_workspace: Workspace) -> Store:
    server.replace(build_graph(seed_workspace.collection))
    return server


@pytest.mark.parametrize("name", catalogue())
def test_rows_of_the_seed_report(
    seed_workspace: Workspace, seed_on_server: Store, name: str
) -> None:
    given = {each.name: ON_SEED[each.name] for each in catalogue()[name].parameters}
    assert run(seed_on_server, name, given).rows == run(seed_workspace.store, name, given).rows


@pytest.mark.parametrize(
    "question",
    [
        "which projects serve the digital-Jinan goal",
        "起步区有哪些项目",
        "what targets does the Big Data Bureau have",
        "数字济南和起步区有什么关系",
    ],
)
def test_questions_on_the_seed_report(
    seed_workspace: Workspace, seed_on_server: Store, question: str
) -> None:
    assert ask(seed_on_server, question) == ask(seed_workspace.store, question)
