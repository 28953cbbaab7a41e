"""Whatever fails while documents are loaded or removed, people find the old state or the new one,
and what they are told is true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from threading import Event

import pytest

from graph.draft import Draft
from graph.errors import CollectionError, LantuError, UnfinishedChange
from graph.stores import open_store
from graph.workspace import Loaded, Workspace
from tests.faults import Faults

PLAN = """# 济南市政府工作报告

## 三、2031年重点工作

**加强数字基础设施建设。**抓好浪潮海若智算中心等建设，5G基站达到{count}万个。
"""
EVERY_FAULT = bool(os.environ.get("LANTU_EVERY_FAULT"))
"""Whether each call is to fail in both ways, on either store; else some do in one."""
Change = Callable[[Workspace], object]


@dataclass(frozen=True, slots=True)
class Seen:
    """What people find: the documents, the graph's parts, and whether they belong together."""

    documents: Sequence[Loaded]
    digests: Mapping[str, str]
    is_built: bool


def seen(folder: Path, store: str | None = None) -> Seen:
    workspace = Workspace.open(folder, store)
    found = Seen(workspace.documents(), workspace.store.digests(), workspace.is_built())
    workspace.close()
    return found


@dataclass(frozen=True, slots=True)
class Case:
    """A collection of one document, two changes to it and what each leads to."""

    folder: Path
    changes: Mapping[str, Change]
    old: Seen
    new: Mapping[str, Seen]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("faults")
    files = [folder / "one" / "plan.md", folder / "two" / "plan.md"]
    for stations, file in enumerate(files, start=6):
        file.parent.mkdir()
        file.write_text(PLAN.format(count=stations), "utf-8")
    workspace = Workspace.open(folder / "old")
    [loaded] = workspace.load(files[:1])
    workspace.close()
    changes: dict[str, Change] = {
        "load": lambda workspace: workspace.load(files[1:]),
        "remove": lambda workspace: workspace.remove(loaded.id),
    }
    new = {}
    for name, change in changes.items():
        shutil.copytree(folder / "old", folder / name)
        workspace = Workspace.open(folder / name)
        change(workspace)
        workspace.close()
        new[name] = seen(folder / name)
    return Case(folder / "old", changes, seen(folder / "old"), new)


def attempt(workspace: Workspace, change: Change) -> LantuError | None:
    try:
        change(workspace)
    except LantuError as error:
        return error
    return None


def outcome(case: Case, name: str, error: LantuError | None) -> Seen:
    """What is to be found after a change that ended so."""
    is_made = error is None or isinstance(error, UnfinishedChange)
    return case.new[name] if is_made else case.old


def rounds(stride: int) -> Iterator[tuple[int, bool]]:
    """Which call is to fail, and whether those after it do not: each time the other."""
    numbers = count(1, stride)
    if EVERY_FAULT:
        return ((number, once) for number in count(1) for once in (True, False))
    return zip(numbers, cycle((True, False)), strict=False)


@pytest.mark.parametrize("name", ["load", "remove"])
def test_each_write_may_fail(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    faults = Faults(tmp_path, monkeypatch)
    told: set[bool] = set()
    for number, once in rounds(1):
        folder = tmp_path / str(number)
        shutil.copytree(case.folder, folder)
        workspace = Workspace.open(folder)
        faults.fail(number, once=once)
        error = attempt(workspace, case.changes[name])
        made = faults.stop()
        workspace.close()
        said = f"{name}, call {number} failed: {error}"
        assert seen(folder) == outcome(case, name, error), said
        told.add(error is None)
        with Draft.of(workspace.collection):
            assert not [*folder.rglob("*.aside*")], said
        shutil.rmtree(folder)
        if made < number:
            break
    assert number > 20
    assert told == {True, False}


@pytest.mark.parametrize("name", ["load", "remove"])
def test_each_write_may_fail_beside_a_server(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, neo4j_url: str
) -> None:
    faults = Faults(tmp_path, monkeypatch)
    told: set[bool] = set()
    for number, once in rounds(4):
        folder = tmp_path / str(number)
        shutil.copytree(case.folder, folder)
        workspace = Workspace.open(folder, neo4j_url)
        workspace.build()
        faults.fail(number, once=once)
        error = attempt(workspace, case.changes[name])
        made = faults.stop()
        workspace.close()
        said = f"{name}, call {number} failed: {error}"
        assert seen(folder, neo4j_url) == outcome(case, name, error), said
        told.add(error is None)
        shutil.rmtree(folder)
        if made < number:
            break
    assert number > 15
    assert told == {True, False}


def test_a_server_that_goes_leaves_the_documents_as_they_were(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "collection"
    shutil.copytree(case.folder, folder)
    workspace = Workspace.open(folder, "bolt://127.0.0.1:1")
    error = attempt(workspace, case.changes["remove"])
    workspace.close()
    assert "no document was changed" in str(error)
    assert "run lantu build" in str(error)
    assert seen(folder) == case.old


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for a collection of a small document and little more."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", ["load", "remove"])
def test_a_disk_may_be_full_at_any_moment(case: Case, small_disk: Path, name: str) -> None:
    folder, filler = small_disk / "collection", small_disk / "filler"
    ended: list[bool] = []
    for room in (0, 4, 12, 80, 320, 1_280, 5_120):
        shutil.copytree(case.folder, folder)
        free = shutil.disk_usage(small_disk).free - room * 1024
        filler.write_bytes(b"x" * free)
        workspace = Workspace.open(folder)
        error = attempt(workspace, case.changes[name])
        workspace.close()
        filler.unlink()
        said = f"{name} with {room} KiB: {error}"
        assert seen(folder) == outcome(case, name, error), said
        if error:
            assert re.search("No space left on device|with 0 MiB of disk free", str(error)), said
            assert "committed" not in str(error), said
        ended.append(error is None)
        shutil.rmtree(folder)
    assert not ended[0]
    assert ended[-1]


def test_who_lists_the_documents_meanwhile_gets_the_old_or_the_new(
    case: Case, tmp_path: Path
) -> None:
    folder = tmp_path / "collection"
    shutil.copytree(case.folder, folder)
    reader, done = Workspace.open(folder), Event()
    found: list[Sequence[Loaded]] = []

    def read() -> None:
        while not done.is_set():
            found.append(reader.documents())
            reader.store.read("MATCH (d:Document) RETURN d.id")

    workspace = Workspace.open(folder)
    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for _ in range(3):
                for change in (case.changes["load"], case.changes["remove"]):
                    change(workspace)
        finally:
            done.set()
        for each in readers:
            each.result()
    old, new, none = case.old.documents, case.new["load"].documents, case.new["remove"].documents
    assert {tuple(each) for each in found} <= {tuple(old), tuple(new), tuple(none)}
    assert len(found) > 20
    workspace.close()
    reader.close()


def test_a_change_that_was_cut_off_is_finished_by_the_next_who_reads(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "collection"
    shutil.copytree(case.folder, folder)
    faults = Faults(folder, monkeypatch)
    workspace = Workspace.open(folder)
    change, number = case.changes["remove"], 0
    while not isinstance(error := attempt(workspace, change), UnfinishedChange):
        assert error is None or isinstance(error, LantuError)
        number += 1
        faults.stop()
        shutil.rmtree(folder)
        shutil.copytree(case.folder, folder)
        faults.fail(number, once=False)
    with pytest.raises(CollectionError, match="the next command finishes it"):
        workspace.documents()
    faults.stop()
    assert seen(folder) == case.new["remove"]
    workspace.close()


def test_a_graph_elsewhere_is_changed_with_the_documents(case: Case, tmp_path: Path) -> None:
    folder, graph = tmp_path / "collection", tmp_path / "elsewhere" / "graph.lbug"
    shutil.copytree(case.folder, folder)
    workspace = Workspace.open(folder, str(graph))
    workspace.build()
    case.changes["remove"](workspace)
    assert seen(folder, str(graph)) == case.new["remove"]
    store = open_store(graph)
    assert store.read("MATCH (d:Document) RETURN d.id").rows == []
    store.close()
    workspace.close()
