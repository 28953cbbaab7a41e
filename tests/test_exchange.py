"""The graph in other forms loses nothing on the way there and back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pandas
import pytest
from lxml import etree

import lantu
from graph.exchange.networkx import from_networkx, to_networkx
from graph.exchange.py2neo import from_py2neo, to_py2neo
from graph.exchange.whole import read_whole
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Node, Part
from graph.queries.catalogue import catalogue
from graph.stores import open_store
from graph.workspace import Workspace
from tests.stores.graphs import jinan


@pytest.fixture(scope="module")
def whole(seed_workspace: Workspace) -> Part:
    return read_whole(seed_workspace.store)


def contents(part: Part) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    nodes = [(node.label, sorted(node.properties.items())) for node in part.nodes]
    relationships = [
        (each.type, each.source, each.target, sorted(each.properties.items()))
        for each in part.relationships
    ]
    return sorted(nodes, key=repr), sorted(relationships, key=repr)


def test_networkx_and_back_keeps_every_type(whole: Part, tmp_path: Path) -> None:
    graph = to_networkx(whole)
    back = from_networkx(graph)
    assert contents(back) == contents(whole)
    store = open_store(tmp_path / "graph.lbug")
    store.replace([back])
    assert contents(read_whole(store)) == contents(whole)
    store.close()


def test_networkx_keeps_what_is_said_twice() -> None:
    part = jinan()
    twice = [each for each in part.relationships if each.source == "project-2"]
    assert [each.type for each in twice].count("SUPPORTS") == 2
    assert contents(from_networkx(to_networkx(part))) == contents(part)


def test_networkx_refuses_what_the_model_does_not_know() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="Dragon")
    with pytest.raises(lantu.LantuError, match="node a"):
        from_networkx(graph)
    graph.add_node("a", label="Goal")
    graph.add_edge("a", "a", type="EATS")
    with pytest.raises(lantu.LantuError, match="edge a -> a: its type 'EATS'"):
        from_networkx(graph)


def test_networkx_analysis_runs_on_it(whole: Part) -> None:
    graph = to_networkx(whole)
    goal = next(node.id for node in whole.nodes if node.properties["name"] == "数字济南")
    centrality = nx.degree_centrality(graph)
    assert centrality[goal] > sum(centrality.values()) / len(centrality)


def test_py2neo_and_back(whole: Part) -> None:
    pytest.importorskip("py2neo")
    assert contents(from_py2neo(to_py2neo(whole))) == contents(whole)


def test_a_node_that_py2neo_holds_twice_is_one() -> None:
    py2neo = pytest.importorskip("py2neo")
    twice = [py2neo.Node("Goal", id="goal-1", name="数字济南", aliases=[]) for _ in range(2)]
    [found] = from_py2neo(py2neo.Subgraph(twice, [])).nodes
    assert found.properties["name"] == "数字济南"


def test_graphml_opens_in_networkx(seed_workspace: Workspace, whole: Part, tmp_path: Path) -> None:
    path = tmp_path / "图.graphml"
    lantu.Lantu(seed_workspace).export(path)
    graph = nx.read_graphml(path, force_multigraph=True)
    assert (len(graph), graph.size()) == (len(whole.nodes), len(whole.relationships))
    assert {"数字济南": "Goal"}.items() <= labels(graph).items()


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_each_edge_has_an_id_of_its_own_and_each_label_is_a_name(
    form: str, seed_workspace: Workspace, whole: Part, tmp_path: Path
) -> None:
    path = tmp_path / f"graph.{form}"
    lantu.Lantu(seed_workspace).export(path, form)
    edges = [each.attrib for _, each in etree.iterparse(path, tag="{*}edge")]
    assert len({edge["id"] for edge in edges}) == len(edges) == len(whole.relationships)
    graph = nx.read_gexf(path) if form == "gexf" else nx.read_graphml(path, force_multigraph=True)
    assert graph.size() == len(whole.relationships)
    assert labels(graph)["数字济南"] == "Goal"
    assert {data["kind"] for *_, data in graph.edges(data=True)} == {
        each.type for each in whole.relationships
    }


def labels(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """The kind of each node by its label."""
    return {data["label"]: data["kind"] for _, data in graph.nodes(data=True)}


def test_json_opens_in_networkx(seed_workspace: Workspace, whole: Part, tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    lantu.Lantu(seed_workspace).export(path, "json")
    graph = nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")
    assert contents(from_networkx(graph)) == contents(whole)


def test_no_csv_cell_runs_as_a_formula(tmp_path: Path) -> None:
    hostile = Node("Goal", {"id": "goal-1", "name": "=HYPERLINK(1)", "aliases": ["@a", "b"]})
    lantu.EXPORTS["csv"](Part("p", [hostile], []), tmp_path)
    [row] = csv.DictReader((tmp_path / "nodes.csv").read_text("utf-8-sig").splitlines())
    assert row["name"] == "'=HYPERLINK(1)"
    assert row["aliases"] == "'@a; b"


def test_parquet_opens_in_pandas_with_every_row(
    seed_workspace: Workspace, whole: Part, tmp_path: Path
) -> None:
    lantu.Lantu(seed_workspace).export(tmp_path, "parquet")
    nodes = {label: pandas.read_parquet(tmp_path / f"{label}.parquet") for label in NODE_LABELS}
    types = {kind: pandas.read_parquet(tmp_path / f"{kind}.parquet") for kind in RELATIONSHIP_TYPES}
    assert sum(map(len, nodes.values())) == len(whole.nodes)
    assert {tuple(row) for kind in types for row in _ends(kind, types[kind])} == {
        (each.type, each.source_label, each.source, each.target_label, each.target)
        for each in whole.relationships
    }
    assert sum(map(len, types.values())) == len(whole.relationships)
    goal = next(each for each in whole.nodes if each.properties["name"] == "数字济南")
    [row] = nodes["Goal"][nodes["Goal"]["id"] == goal.id].to_dict("records")
    assert {**row, "aliases": [*row["aliases"]]} == goal.properties


def _ends(kind: str, table: pandas.DataFrame) -> Iterator[tuple[str, ...]]:
    columns = ("from_label", "from", "to_label", "to")
    return zip([kind] * len(table), *(table[each] for each in columns), strict=True)


def test_the_importer_gets_every_node_and_relationship(
    seed_workspace: Workspace, whole: Part, tmp_path: Path
) -> None:
    lantu.Lantu(seed_workspace).export(tmp_path, "neo4j-admin")
    rows = {
        path.stem: list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        for path in tmp_path.glob("*.csv")
    }
    assert rows["Goal"][0][0] == "id:ID"
    assert rows["SUPPORTS"][0][:2] == [":START_ID", ":END_ID"]
    given = sum(len(table) - 1 for table in rows.values())
    assert given == len(whole.nodes) + len(whole.relationships)


@pytest.mark.parametrize("name", catalogue())
def test_every_named_query_gives_a_data_frame(two_workspace: Workspace, name: str) -> None:
    given = {
        "goal": "digital Jinan",
        "project": "BYD phase II",
        "area": "starting zone",
        "indicator": "GDP",
        "agency": "市大数据局",
        "node": "Yunba",
        "from": "云巴",
        "to": "数字济南",
        "text": "数字济南",
        "organization": "比亚迪",
        "citing": "济南",
        "cited": "“十四五”规划",
        "programme": "新质生产力",
        "a": "济南",
        "b": "山东",
    }
    asked = {each.name: given[each.name] for each in catalogue()[name].parameters}
    answer = lantu.Lantu(two_workspace).query(
        name, **{f"{key}_" if key == "from" else key: value for key, value in asked.items()}
    )
    frame = answer.frame()
    assert list(frame.columns) == list(answer.columns)
    assert len(frame) == len(answer.rows)
    # One document is aligned with none, no later report is there, and one target is too few.
    few = "ALIGNED_WITH" in answer.cypher or name in ("track", "targets-not-mentioned-again")
    assert answer.rows or few
    for column, kind in (("start", "int64"), ("year", "int64"), ("confidence", "float64")):
        known = column in frame and not frame[column].isna().all()
        # A thing of several documents has no year of its own: whole numbers have gaps.
        assert not known or str(frame[column].dtype).lower() == kind
    nothing = lantu.Lantu(two_workspace).query("search", text="没有这个名称").frame()
    assert nothing.empty
    assert "name" in nothing.columns


def test_a_notebook_asks_and_gets_data_frames(seed_workspace: Workspace) -> None:
    graph = lantu.Lantu(seed_workspace)
    frame = graph.query("projects-serving-goal", goal="digital Jinan").frame()
    assert len(frame) >= 16
    assert {"id", "name", "kind", "basis", "confidence", "quote"} <= {*frame.columns}
    assert graph.ask("哪些项目服务数字济南目标").rows == graph.query(
        "projects-serving-goal", goal="数字济南"
    ).rows  # fmt: skip
    with pytest.raises(lantu.LantuError, match="no export format"):
        graph.export("x", "xls")
