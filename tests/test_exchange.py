"""The graph in other forms loses nothing on the way there and back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx as nx
import pytest

import lantu
from graph.exchange.networkx import from_networkx, to_networkx
from graph.exchange.py2neo import from_py2neo, to_py2neo
from graph.exchange.whole import read_whole
from graph.model import Node, Part
from graph.stores import open_store
from graph.workspace import Workspace


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


def test_networkx_refuses_what_the_model_does_not_know() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", label="Dragon")
    with pytest.raises(lantu.LantuError, match="node a"):
        from_networkx(graph)


def test_networkx_analysis_runs_on_it(whole: Part) -> None:
    graph = to_networkx(whole)
    goal = next(node.id for node in whole.nodes if node.properties["name"] == "数字济南")
    centrality = nx.degree_centrality(graph)
    assert centrality[goal] > sum(centrality.values()) / len(centrality)


def test_py2neo_and_back(whole: Part) -> None:
    pytest.importorskip("py2neo")
    back = from_py2neo(to_py2neo(whole))

    def without_none(part: Part) -> Part:
        nodes = [
            Node(node.label, {k: v for k, v in node.properties.items() if v is not None})
            for node in part.nodes
        ]
        return Part(part.key, nodes, part.relationships)

    assert contents(without_none(back)) == contents(without_none(whole))


def test_graphml_opens_in_networkx(seed_workspace: Workspace, whole: Part, tmp_path: Path) -> None:
    path = tmp_path / "图.graphml"
    lantu.Lantu(seed_workspace).export(path)
    graph = nx.read_graphml(path, force_multigraph=True)
    assert (len(graph), graph.size()) == (len(whole.nodes), len(whole.relationships))
    assert "数字济南" in {data["name"] for _, data in graph.nodes(data=True)}


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


def test_the_importer_gets_every_node_and_relationship(
    seed_workspace: Workspace, whole: Part, tmp_path: Path
) -> None:
    lantu.Lantu(seed_workspace).export(tmp_path, "neo4j-admin")
    rows = {
        path.stem: list(csv.reader(path.read_text("utf-8").splitlines()))
        for path in tmp_path.glob("*.csv")
    }
    assert rows["Goal"][0][0] == "id:ID"
    assert rows["SUPPORTS"][0][:2] == [":START_ID", ":END_ID"]
    given = sum(len(table) - 1 for table in rows.values())
    assert given == len(whole.nodes) + len(whole.relationships)


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
