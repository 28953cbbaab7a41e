"""Other ways into a Neo4j server and out of it: py2neo, and the importer of neo4j-admin."""

from __future__ import annotations

import pickle
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.exchange.exports import EXPORTS
from graph.exchange.whole import read_whole
from graph.parts import Graph, Node, Part, all_nodes, all_relationships, node
from graph.stores import Store, open_store
from graph.stores.bolt.connection import Server
from tests.neo4j.server import imported, running
from tests.queries.small import small_graph
from tests.stores.graphs import contents

TEXT = "“引号” \"two\" 'one'\n,;\t\\ 𠮷 = \\n"


@pytest.fixture(scope="module")
def whole() -> Part:
    """A graph with every kind of value in it, as one part."""
    graph: Graph = small_graph()
    odd = [
        node("Goal", id="goal-odd", name=TEXT, aliases=[TEXT, "", "b"], search="a\nb"),
        node("Observation", id="observation-odd", name="", number=0.1, upper=-1e300, year=-5),
        node("Observation", id="observation-none", value="", number=None, year=2**40),
    ]
    return Part("whole", [*all_nodes(graph), *odd], list(all_relationships(graph)))


@pytest.fixture
def emptied(neo4j_url: str) -> Iterator[str]:
    """A server that holds nothing, before and after; Lantu itself leaves what others made."""
    _empty(neo4j_url)
    yield neo4j_url
    _empty(neo4j_url)


def _empty(url: str) -> None:
    server = Server(url)
    with server.session("WRITE") as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
    server.close()


def py2neo_notebook(*arguments: object) -> None:
    command = [sys.executable, "-m", "tests.py2neo_notebook", *map(str, arguments)]
    subprocess.run(command, check=True)


def test_py2neo_and_back_over_a_server(emptied: str, whole: Part, tmp_path: Path) -> None:
    pytest.importorskip("py2neo")
    part = tmp_path / "part"
    part.write_bytes(pickle.dumps(whole))
    py2neo_notebook(emptied, "push", part)
    store = open_store(emptied)
    assert contents([read_whole(store)]) == contents([whole])
    store.close()


def test_py2neo_reads_what_lantu_loaded(emptied: str, whole: Part, tmp_path: Path) -> None:
    pytest.importorskip("py2neo")
    with (
        closing(open_store(emptied)) as store,
        closing(open_store(tmp_path / "g")) as embedded,
    ):
        store.replace([whole])
        py2neo_notebook(emptied, "pull", tmp_path / "part")
        pulled = pickle.loads((tmp_path / "part").read_bytes())
        assert contents([pulled]) == contents([whole])
        embedded.replace([pulled])
        assert contents([read_whole(embedded)]) == contents([whole])


@pytest.fixture(scope="module")
def filled(whole: Part, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A server without any settings, filled by the importer from an export."""
    tmp_path = tmp_path_factory.mktemp("filled")
    EXPORTS["neo4j-admin"](whole, tmp_path / "export")
    written = (tmp_path / "export" / "import.txt").read_text("utf-8")
    command = shlex.split(written.replace("\\\n", ""))
    assert command[:4] == ["neo4j-admin", "database", "import", "full"]
    folder = tmp_path / "server"
    folder.mkdir()
    imported(folder, command[4:], beside=tmp_path / "export")
    with running(folder) as url:
        store = open_store(url)
        yield store
        store.close()


def test_the_importer_of_neo4j_admin_takes_an_export(filled: Store, whole: Part) -> None:
    assert contents([read_whole(filled)]) == contents([as_imported(whole)])


def test_a_server_says_what_it_is_not_set_up_with(filled: Store) -> None:
    names = [each.partition(":")[0] for each in filled.lacks()]
    assert names == [
        "db.memory.transaction.max",
        "db.transaction.timeout",
        "server.jvm.additional",
    ]


def as_imported(part: Part) -> Part:
    """A part as the importer takes it, which has no way to say an empty list."""
    nodes = [
        Node(each.label, {name: value if value != [] else None for name, value in given.items()})
        for each in part.nodes
        for given in [each.properties]
    ]
    return Part(part.key, nodes, part.relationships)
