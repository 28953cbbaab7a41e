"""What is damaged is told with what to do, and keeps nothing else from being used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from api.cli import lantu
from graph.build.assemble import build_graph
from graph.collection import Collection
from graph.errors import CollectionError, StoreError
from graph.loaders.extraction import RuleExtractor
from graph.stores.ladybug.build import build
from graph.workspace import Workspace
from tests.serving import started

PLAN = """# {place}市政府工作报告

## 三、{year}年重点工作

**（一）推动数字{place}建设**

**加强数字基础设施建设。**抓好{place}智算中心等建设，5G基站达到{count}万个。
"""


def plan(folder: Path, place: str, year: int = 2031, count: int = 6) -> Path:
    """A small plan as a file."""
    file = folder / f"{place}.md"
    file.write_text(PLAN.format(place=place, year=year, count=count), "utf-8")
    return file


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Workspace]:
    """A collection of two documents, 济南's and 青岛's."""
    workspace = Workspace.open(tmp_path / "collection")
    workspace.load([plan(tmp_path, "济南"), plan(tmp_path, "青岛")])
    yield workspace
    workspace.close()


def run(workspace: Workspace, *arguments: str | Path) -> Result:
    folder = workspace.collection.folder
    return CliRunner().invoke(lantu, [*map(str, arguments), "--collection", str(folder)])


def places(workspace: Workspace) -> list[str]:
    """The places whose documents the graph holds."""
    rows = workspace.store.read("MATCH (d:Document) RETURN d.place ORDER BY d.place").rows
    return [str(place) for [place] in rows]


def facts(workspace: Workspace, place: str) -> Path:
    document = next(each.id for each in workspace.documents() if each.place == place)
    return workspace.collection.folder / "facts" / f"{document}.jsonl"


def original(workspace: Workspace, place: str) -> Path:
    head = json.loads(facts(workspace, place).read_bytes().partition(b"\n")[0])
    return workspace.collection.folder / "originals" / f"{head['sha256']}.md"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def alter_first_line(path: Path) -> None:
    first, newline, rest = path.read_bytes().partition(b"\n")
    altered = first.replace('"place": "青岛"'.encode(), '"place": "烟台"'.encode())
    path.write_bytes(altered + newline + rest)


def alter_last_line(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("智算中心".encode(), "智算公园".encode()))


@pytest.mark.parametrize("damage", [cut, alter_first_line, alter_last_line])
def test_facts_that_are_damaged_are_told_and_made_again_from_the_original(
    two: Workspace, damage: Callable[[Path], None]
) -> None:
    path = facts(two, "青岛")
    whole = path.read_bytes()
    damage(path)
    assert path.read_bytes() != whole
    [told] = [each for each in two.documents() if each.error]
    assert told.id == path.stem
    assert "run lantu build" in told.error
    assert "damaged" in run(two, "documents").output
    doctor = run(two, "doctor", "--format", "json")
    assert doctor.exit_code == 1
    assert path.stem in doctor.output
    assert places(two) == ["济南", "青岛"]
    built = run(two, "build")
    assert built.exit_code == 0
    assert path.stem in built.stderr
    assert path.read_bytes() == whole
    assert not any(each.error for each in two.documents())


@pytest.mark.parametrize("damage", [Path.unlink, cut])
def test_an_original_that_is_damaged_is_told_and_brought_back_by_its_file(
    two: Workspace, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = original(two, "青岛")
    damage(path)
    [told] = [each for each in two.documents() if each.error]
    assert (told.place, path.name in told.error) == ("青岛", True)
    assert "load the document's file again" in told.error
    assert path.name in run(two, "documents").stderr
    assert run(two, "doctor").exit_code == 1
    built = run(two, "build")
    assert (built.exit_code, path.name in built.stderr) == (1, True)
    assert places(two) == ["济南", "青岛"]
    [again] = two.load([tmp_path / "青岛.md"])
    assert again.changed
    assert path.read_bytes() == (tmp_path / "青岛.md").read_bytes()
    assert run(two, "doctor").exit_code == 0


class Older(RuleExtractor):
    """The extractor as it was in another version."""

    version = "older"


def test_an_upgrade_passes_over_an_altered_original_and_keeps_its_facts(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    files = [plan(tmp_path, "济南"), plan(tmp_path, "青岛")]
    workspace.load(files, extractor=Older())
    changed, kept = original(workspace, "青岛"), facts(workspace, "青岛").read_bytes()
    changed.write_text("# 别的\n\n另一份文件。\n", "utf-8")
    built = run(workspace, "build")
    assert (built.exit_code, changed.name in built.stderr) == (1, True)
    assert "1 of them read again" in built.stdout
    assert facts(workspace, "青岛").read_bytes() == kept
    assert places(workspace) == ["济南", "青岛"]
    workspace.close()


def test_a_document_of_which_nothing_is_left_keeps_no_other_from_being_used(
    two: Workspace, tmp_path: Path
) -> None:
    lost = facts(two, "青岛")
    original(two, "青岛").unlink()
    cut(lost)
    lost.write_bytes(b"x" + lost.read_bytes())
    two.load([plan(tmp_path, "烟台")])
    assert places(two) == ["济南", "烟台"]
    built = run(two, "build")
    assert built.exit_code == 1
    assert lost.stem in built.stderr
    assert built.stdout.startswith("Built the graph of 2 documents")
    two.load([tmp_path / "青岛.md"])
    assert places(two) == ["济南", "烟台", "青岛"]
    assert run(two, "doctor").exit_code == 0


def test_where_nothing_can_be_read_the_graph_stays(two: Workspace) -> None:
    for place in ("济南", "青岛"):
        original(two, place).unlink()
    for path in (two.collection.folder / "facts").iterdir():
        path.write_bytes(b"")
    with pytest.raises(CollectionError, match="none of the 2 documents"):
        two.build()
    assert places(two) == ["济南", "青岛"]


def a_file(folder: Path) -> None:
    folder.write_text("no folder")


def a_loop(folder: Path) -> None:
    folder.symlink_to(folder)


def nothing(folder: Path) -> None:
    assert not folder.exists()


@pytest.mark.parametrize("instead", [a_file, a_loop, nothing])
def test_facts_that_cannot_be_read_are_not_no_facts(
    two: Workspace, instead: Callable[[Path], None]
) -> None:
    folder = two.collection.folder / "facts"
    kept = folder.rename(folder.with_name("elsewhere"))
    instead(folder)
    for command in ("documents", "build", "doctor --format json"):
        done = run(two, *command.split())
        assert (done.exit_code, str(folder) in done.output) == (1, True), done.output
    with pytest.raises(CollectionError, match="cannot be read"):
        two.load([])
    assert places(two) == ["济南", "青岛"]
    folder.unlink(missing_ok=True)
    kept.rename(folder)
    assert run(two, "build").exit_code == 0


def test_the_graph_of_another_collection_is_refused(two: Workspace, tmp_path: Path) -> None:
    other = Workspace.open(tmp_path / "other")
    other.load([plan(tmp_path, "烟台")])
    shutil.copy(other.collection.graph_file, two.collection.graph_file)
    with pytest.raises(StoreError, match="not built from this collection"):
        places(two)
    asked = run(two, "query", "search", "--text", "数字")
    assert (asked.exit_code, "run lantu build" in asked.stderr) == (1, True)
    assert run(two, "doctor").exit_code == 1
    shutil.copy(other.collection.folder / "graph" / "built.json", two.collection.folder / "graph")
    with pytest.raises(StoreError, match="not built from this collection"):
        places(two)
    other.close()
    assert run(two, "build").exit_code == 0
    assert places(two) == ["济南", "青岛"]


def test_a_server_on_a_graph_of_an_earlier_version_says_what_to_do(
    two: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("graph.stores.ladybug.manifest._LAYOUT", "of earlier versions")
        build(two.collection.graph_file, build_graph(two.collection), None)
    log = tmp_path / "log"
    with started("--collection", two.collection.folder, log=log) as server:
        asked = f"{server.address}api/v1/search?q=x"
        with pytest.raises(HTTPError, match="503"):
            urlopen(asked, timeout=60)
    assert "run lantu build" in log.read_text() and "Traceback" not in log.read_text()


def test_the_list_of_documents_reads_no_facts(
    two: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = two.documents()
    reopened = Workspace.open(two.collection.folder)
    monkeypatch.setattr("graph.collection.parse", None)
    monkeypatch.setattr("graph.loaders.facts.from_json", None)
    assert reopened.documents() == before
    assert Collection(two.collection.folder).ids() == sorted(each.id for each in before)
    reopened.close()
