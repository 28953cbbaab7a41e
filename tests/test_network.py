"""The network of things: what bridges goals, what belongs together, what hangs on one agency."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from graph.network.links import Links
from graph.network.network import analysed
from graph.queries.run import run
from graph.queries.selection import Where
from graph.stores import Limits
from graph.workspace import Workspace
from tests.conftest import ROOT

MOST = Limits(rows=5_000)


def claim(source: str, relation: str, target: str) -> Mapping[str, object]:
    """A claim as network statements give it, between things named by their kind: Goal 数字济南."""
    row: dict[str, object] = {"relation": relation, "basis": "stated", "confidence": 0.9}
    for side, thing in (("", source), ("other_", target)):
        kind, name = thing.split()
        row |= {f"{side}id": f"id-{name}", f"{side}thing": name, f"{side}name": name}
        row |= {f"{side}name_en": "", f"{side}kind": kind, f"{side}document": "报告"}
        row |= {f"{side}place": "某市", f"{side}year": 2026, f"{side}document_id": "document-a"}
    return row


CLAIMS = [
    claim("Measure 甲举措", "SUPPORTS", "Goal 甲目标"),
    claim("Project 甲水库", "SUPPORTS", "Measure 甲举措"),
    claim("Project 甲大桥", "SUPPORTS", "Measure 甲举措"),
    claim("Measure 乙举措", "SUPPORTS", "Goal 乙目标"),
    claim("Project 乙水库", "SUPPORTS", "Measure 乙举措"),
    claim("Project 乙大桥", "SUPPORTS", "Measure 乙举措"),
    claim("Project 两用平台", "SUPPORTS", "Measure 甲举措"),
    claim("Project 两用平台", "SUPPORTS", "Measure 乙举措"),
    claim("Department 甲局", "RESPONSIBLE_FOR", "Measure 甲举措"),
    claim("Department 甲局", "RESPONSIBLE_FOR", "Measure 乙举措"),
    claim("Department 乙局", "RESPONSIBLE_FOR", "Measure 乙举措"),
    claim("Project 甲水库", "LOCATED_IN", "Area 甲区"),
    claim("Project 乙水库", "LOCATED_IN", "Area 甲区"),
]


def test_what_serves_two_goals_bridges_them() -> None:
    network = analysed(Links.of(CLAIMS))
    assert network["两用平台"].goals == 2
    assert network["甲水库"].goals == 1
    assert network["甲区"].goals == 2
    assert network["两用平台"].bridging > network["甲大桥"].bridging == 0


def test_what_one_agency_alone_answers_for_hangs_on_it() -> None:
    hanging = {
        thing: standing.hangs_on
        for thing, standing in analysed(Links.of(CLAIMS)).items()
        if standing.hangs_on
    }
    # What serves both measures, or the one that two agencies answer for, does not.
    assert hanging == {"甲举措": "甲局", "甲水库": "甲局", "甲大桥": "甲局"}


def test_the_order_of_claims_changes_nothing() -> None:
    network = analysed(Links.of(CLAIMS))
    assert analysed(Links.of(CLAIMS[::-1])) == network


def test_communities_go_by_their_goals(seed_workspace: Workspace) -> None:
    rows = run(seed_workspace.store, "communities", {}, MOST).rows
    names = [str(row["name"]) for row in rows]
    assert len(names) == len({*names}) > 3
    counts = [int(str(row["count"])) for row in rows]
    assert counts == sorted(counts, reverse=True) and counts[-1] >= 3
    assert any("数字济南" in name for name in names)
    beside = run(seed_workspace.store, "community-of", {"node": "数字济南"}, MOST).rows
    assert len({row["community"] for row in beside}) == 1
    assert "数字济南" in {row["name"] for row in beside}


def test_what_hangs_on_an_agency_is_asked_by_its_name(seed_workspace: Workspace) -> None:
    everything = run(seed_workspace.store, "hanging-on-agency", {}, MOST).rows
    agency = str(everything[0]["via"])
    rows = run(seed_workspace.store, "hanging-on-agency", {"agency": agency}, MOST).rows
    assert rows and {row["via"] for row in rows} == {agency}
    assert {row["basis"] for row in rows} == {"inferred"}


def test_bridges_are_the_same_over_http_and_chosen_by_kind(seed_workspace: Workspace) -> None:
    client = TestClient(create_app(seed_workspace), base_url="http://127.0.0.1")
    asked = {"kind": "Project", "limit": 10}
    answer = client.get("/api/v1/queries/bridges", params=asked).json()
    rows = run(
        seed_workspace.store, "bridges", {}, Limits(rows=10), where=Where(kind=("Project",))
    ).rows
    assert answer["rows"] == rows and "MATCH" in answer["cypher"]
    assert {row["kind"] for row in rows} == {"Project"}
    assert all(int(str(row["goals"])) > 1 for row in rows)


def test_a_network_is_kept_with_the_digest_of_its_graph(
    seed_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = seed_workspace.store
    first = run(store, "bridges", {}, MOST).rows
    file = store.beside("network.json")
    assert file and json.loads(file.read_text("utf-8"))["things"]
    monkeypatch.setattr("graph.network.kept._known", {})
    monkeypatch.setattr("graph.network.network.analysed", None)
    assert run(store, "bridges", {}, MOST).rows == first
    content = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(content | {"key": "of another graph"}), "utf-8")
    monkeypatch.undo()
    monkeypatch.setattr("graph.network.kept._known", {})
    assert run(store, "bridges", {}, MOST).rows == first
    assert json.loads(file.read_text("utf-8")) == content


_BACKEND = """
import networkx as nx
ran = []
class Backend:
    @staticmethod
    def convert_from_nx(graph, **more):
        return graph
    @staticmethod
    def convert_to_nx(result, **more):
        return result
    @staticmethod
    def betweenness_centrality(graph, *given, **more):
        ran.append(len(graph))
        return nx.betweenness_centrality.orig_func(graph, *given, **more)
backend = Backend()
"""
_ASKS = """
import networkx as nx, fast_backend
from graph.network.backends import fastest
graph = nx.path_graph(5)
plain = nx.betweenness_centrality(graph)
with fastest(10):
    nx.betweenness_centrality(graph)
print(fast_backend.ran)
with fastest(10_000_000):
    assert nx.betweenness_centrality(graph) == plain
    nx.community.louvain_communities(graph, seed=1)
print(fast_backend.ran)
"""


def test_a_faster_backend_is_used_where_one_is_installed(tmp_path: Path) -> None:
    (tmp_path / "fast_backend.py").write_text(_BACKEND)
    about = tmp_path / "fast_backend-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: fast-backend\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[networkx.backends]\nfast = fast_backend:backend\nbroken = no_such_module:backend\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", _ASKS],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.split() == ["[]", "[5]"], told.stderr
