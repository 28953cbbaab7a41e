"""Readers and loads at the same time: the old graph, then the new one, never a mixture."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby, pairwise
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from click.testing import CliRunner

from api.cli import lantu
from graph.build.assemble import build_graph
from graph.exchange.whole import read_whole
from graph.parts import Graph, Part, node
from graph.stores import Store, open_store
from graph.stores.digest import digests_of
from graph.workspace import Workspace
from tests.serving import get, served
from tests.stores.graphs import contents

QUERY = "queries/indicators-of-goal?goal=数字济南&limit=500"


@pytest.fixture
def reports(little_report: str, tmp_path: Path) -> list[Path]:
    """Two versions of one report, and a report of another year."""
    texts = {
        "first.md": little_report,
        "second.md": little_report.replace("70 家", "75 家"),
        "later.md": little_report.replace("2025年1月13日", "2026年1月13日"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return [tmp_path / name for name in texts]


@contextmanager
def reading(read: Callable[[], Any]) -> Iterator[list[Any]]:
    """What somebody gets who reads again and again while the block runs, and once after it."""
    found = [read()]
    done = Event()

    def go_on() -> None:
        while not done.is_set():
            found.append(read())

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(go_on)
        try:
            yield found
        finally:
            done.set()
            reader.result()
    found.append(read())


def test_servers_give_the_old_graph_and_then_the_new_one(
    tmp_path: Path, reports: Sequence[Path]
) -> None:
    folder = tmp_path / "collection"
    workspace = Workspace.open(folder)
    workspace.load(reports[:1])
    with served("--collection", folder) as one, served("--collection", folder) as other:
        before = get(other, QUERY)
        with reading(lambda: get(one, QUERY)) as answers:
            workspace.load(reports[1:2])
        after = get(other, QUERY)
        assert before["rows"] != after["rows"]
        assert len(answers) > 2
        assert [answer for answer, _ in groupby(answers)] == [before, after]
        assert [each["file"] for each in get(one, "documents")["rows"]] == ["second.md"]
    workspace.close()


def test_an_answer_of_several_statements_is_of_one_graph(tmp_path: Path) -> None:
    store = open_store(tmp_path / "graph.lbug")

    def graph(version: int) -> Graph:
        goals = [node("Goal", id=f"goal-{version}-{n}", name=str(version)) for n in range(3)]
        return [Part("document", goals, [])]

    count = "MATCH (n:Goal) RETURN n.name, count(n)"
    store.replace(graph(1))
    with store.pinned() as pinned, store.pinned() as later:
        assert pinned.read(count).rows == [["1", 3]]
        store.replace(graph(2))
        assert store.read(count).rows == [["2", 3]]
        assert pinned.read(count).rows == [["1", 3]]
        assert later.read(count).rows == [["2", 3]]
        assert pinned.digests() == digests_of(graph(2))
        with pinned.pinned() as again:
            assert again.read(count).rows == [["1", 3]]
    assert store.read(count).rows == [["2", 3]]
    store.close()


def test_two_loads_into_one_collection_take_turns(tmp_path: Path, reports: Sequence[Path]) -> None:
    folder = tmp_path / "collection"
    loads = [
        subprocess.Popen(
            [sys.executable, "-m", "api.cli", "load", str(file), "--collection", str(folder)],
            stdout=subprocess.DEVNULL,
        )
        for file in (reports[0], reports[2])
    ]
    assert [load.wait(timeout=300) for load in loads] == [0, 0]
    workspace = Workspace.open(folder)
    assert [each.year for each in workspace.documents()] == [2025, 2026]
    assert workspace.is_built()
    assert workspace.store.read("MATCH (d:Document) RETURN count(d)").rows == [[2]]
    workspace.close()


def test_a_reader_of_a_server_sees_each_document_whole(
    tmp_path: Path, reports: Sequence[Path], neo4j_url: str
) -> None:
    """Neo4j has no snapshots, so a statement may run while a document is committed and read it
    half; what is read twice alike is what was stored, and that is whole."""
    graphs = []
    for number, file in enumerate(reports[:2]):
        workspace = Workspace.open(tmp_path / str(number))
        workspace.load([file])
        graphs.append(build_graph(workspace.collection))
        workspace.close()
    store, reader = open_store(neo4j_url), open_store(neo4j_url)
    store.replace(graphs[0])
    statement = (
        "MATCH (d:Document) MATCH (n:FACT) WHERE n.document = d.id "
        "RETURN d.file, count(n), sum(size(n.name))"
    )
    with reading(lambda: reader.read(statement).rows) as found:
        for graph in (graphs[1], graphs[0], graphs[1]):
            store.replace(graph)
    first, second = found[0], found[-1]
    assert first != second
    stood = [rows for rows, again in pairwise(found) if rows == again]
    assert all(rows in (first, second) for rows in stood)
    store.close()
    reader.close()


@pytest.fixture(scope="module")
def on_server(seed_workspace: Workspace, neo4j_url: str) -> Iterator[tuple[Path, str, str]]:
    """The seed report's collection, a server its graph was built into, and what was said."""
    folder = seed_workspace.collection.folder
    other = open_store(neo4j_url)
    other.replace([Part("other", [node("Goal", id="goal-other", name="from before")], [])])
    command = ["build", "--collection", str(folder), "--store", neo4j_url]
    built = CliRunner().invoke(lantu, command)
    assert built.exit_code == 0, built.output
    assert contents([read_whole(other)]) == contents([read_whole(seed_workspace.store)])
    other.close()
    yield folder, neo4j_url, built.output


def test_a_collection_is_built_into_any_store(
    on_server: tuple[Path, str, str], seed_workspace: Workspace
) -> None:
    _, url, said = on_server
    server: Store = open_store(url)
    assert server.digests() == seed_workspace.store.digests()
    counted = server.read("MATCH (n) RETURN count(n)").rows[0][0]
    assert said.startswith("Built the graph of 1 documents")
    assert counted == seed_workspace.store.read("MATCH (n) RETURN count(n)").rows[0][0]
    server.close()


@pytest.mark.parametrize("question", ["哪些项目服务数字济南目标", "what is in the starting zone"])
def test_the_command_line_answers_alike_from_either_store(
    on_server: tuple[Path, str, str], question: str
) -> None:
    folder, url, _ = on_server
    asked = ["ask", question, "--format", "json", "--collection", str(folder)]
    embedded, served_ = (
        CliRunner().invoke(lantu, [*asked, *more]) for more in ([], ["--store", url])
    )
    assert embedded.exit_code == served_.exit_code == 0, served_.output
    assert embedded.output == served_.output


def test_the_explorer_answers_alike_from_either_store(on_server: tuple[Path, str, str]) -> None:
    folder, url, _ = on_server
    with (
        served("--collection", folder) as embedded,
        served("--collection", folder, "--store", url) as server,
    ):
        goal = get(embedded, "search?q=数字济南")["rows"][0]["id"]
        project = get(embedded, "search?q=云巴")["rows"][0]["id"]
        passage = get(embedded, f"nodes/{goal}/evidence")["rows"][0]["passage"]
        [document] = get(embedded, "documents")["rows"]
        for path in (
            "search?q=数字",
            "suggest?q=digital",
            f"nodes/{goal}",
            f"nodes/{goal}/neighbours",
            f"nodes/{goal}/evidence",
            f"nodes/{goal}/facts?relation=SUPPORTS&direction=in",
            f"nodes/{document['id']}",
            f"passages/{passage}",
            f"paths?from={project}&to=数字济南",
            f"graph?id={goal}&id={project}&between=true",
            "queries/in-area?area=起步区",
            "ask?q=哪些项目服务数字济南目标",
            "documents",
            f"documents/{document['id']}",
        ):
            assert get(embedded, path) == get(server, path), path
