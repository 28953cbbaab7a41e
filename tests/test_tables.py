"""What is kept of each document between its facts and the stores."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from pyarrow import BufferOutputStream, parquet

from graph.build.assemble import build_graph
from graph.collection import Collection
from graph.decisions import Decision
from graph.draft import Draft
from graph.parts import Graph
from graph.stores.digest import digests_of
from graph.tables.files import keep
from graph.workspace import Workspace
from tests.stores.graphs import contents


@pytest.fixture
def collection(two_workspace: Workspace, tmp_path: Path) -> Collection:
    """A collection of the city's report and the province's, of which all is kept."""
    copytree(two_workspace.collection.folder, tmp_path / "collection")
    return Collection(tmp_path / "collection")


def files(collection: Collection) -> dict[str, int]:
    """The files that are kept, each with when it was written."""
    return {each.name: each.stat().st_mtime_ns for each in collection.tables.glob("*.parquet")}


def made_anew(collection: Collection, folder: Path) -> Graph:
    """The graph of a collection of which nothing is kept."""
    copytree(collection.folder, folder, ignore=lambda *_: {"tables"})
    return build_graph(Collection(folder))


def test_what_is_kept_gives_the_graph_that_would_be_made(
    collection: Collection, tmp_path: Path
) -> None:
    kept, anew = build_graph(collection), made_anew(collection, tmp_path / "anew")
    assert contents(kept) == contents(anew)
    assert digests_of(kept) == digests_of(anew)
    assert [part.key for part in kept] == [part.key for part in anew]


def test_a_file_that_was_damaged_is_made_again(collection: Collection, tmp_path: Path) -> None:
    before = digests_of(build_graph(collection))
    damaged, whole = sorted(collection.tables.glob("*.parquet"))
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    assert digests_of(build_graph(collection)) == before
    other = files(collection)[whole.name]
    with Draft.of(collection) as draft:
        build_graph(draft, keeping=True)
    assert damaged.read_bytes() != bytes(content)
    assert files(collection)[whole.name] == other


def test_a_document_more_writes_its_own_file_only(
    collection: Collection, little_report: str, tmp_path: Path
) -> None:
    before = files(collection)
    report = tmp_path / "little.md"
    report.write_text(little_report.replace("济南", "青岛"), "utf-8")
    workspace = Workspace.open(collection.folder)
    [loaded] = workspace.load([report])
    after = files(collection)
    assert before.items() <= after.items()
    [added] = after.keys() - before.keys()
    assert added.startswith(loaded.id)
    workspace.remove(loaded.id)
    assert files(collection) == before
    workspace.close()


def test_a_name_that_somebody_gave_makes_all_anew(collection: Collection, tmp_path: Path) -> None:
    with Draft.of(collection) as draft:
        draft.decide(Decision("alias", "数字济南", "泉城在线", "Li Hua", "2026-01-05"))
        graph = build_graph(draft, keeping=True)
    assert digests_of(graph) == digests_of(made_anew(collection, tmp_path / "anew"))
    assert len(files(collection)) == 2


def test_files_of_an_earlier_version_are_made_anew(collection: Collection) -> None:
    before = digests_of(build_graph(collection))
    for path in collection.tables.glob("*.parquet"):
        table = parquet.read_table(path)
        told = {b"lantu": table.schema.metadata[b"lantu"]}
        table = table.replace_schema_metadata(told)
        sink = BufferOutputStream()
        parquet.write_table(table, sink)
        keep(collection.tables, f"{path.name.partition('.')[0]}.earlier", bytes(sink.getvalue()))
        path.unlink()
    with Draft.of(collection) as draft:
        assert digests_of(build_graph(draft, keeping=True)) == before
    assert len(files(collection)) == 2


def test_the_files_are_read_by_other_engines(collection: Collection) -> None:
    rows = [
        row for each in collection.tables.iterdir() for row in parquet.read_table(each).to_pylist()
    ]
    goals = {row["name"] for row in rows if row["table"] == "Goal"}
    supporting = [row for row in rows if row["table"] == "Project-SUPPORTS->Goal"]
    assert "数字济南" in goals
    assert {row["to"] for row in supporting} <= {row["id"] for row in rows}
