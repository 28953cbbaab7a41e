"""What goes wrong around a load is told in a sentence, and what was there before stays."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.collection import Collection
from graph.errors import CollectionError, StoreError
from graph.workspace import Workspace
from tests.stores.graphs import whole


@pytest.fixture
def report(little_report: str, tmp_path: Path) -> Path:
    file = tmp_path / "report.md"
    file.write_text(little_report, "utf-8")
    return file


@pytest.fixture
def newer(little_report: str, tmp_path: Path) -> Path:
    """A new version of the report."""
    file = tmp_path / "newer.md"
    file.write_text(little_report.replace("70 家", "75 家"), "utf-8")
    return file


def lantu(
    *arguments: str | Path, before: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, **environment},
        preexec_fn=before,
    )


def files_up_to(size: int) -> Callable[[], None]:
    """Lets a process write no file beyond a size, as a full disk would."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    ("room", "said"),
    [(10_000, "cannot be written"), (1_000_000, "the graph could not be written")],
    ids=["for no document", "for no graph"],
)
def test_a_full_disk_leaves_what_was_there(
    tmp_path: Path, report: Path, newer: Path, room: int, said: str
) -> None:
    folder = tmp_path / "collection"
    workspace = Workspace.open(folder)
    [loaded] = workspace.load([report])
    digests = workspace.store.digests()
    done = lantu("load", newer, "--collection", folder, before=files_up_to(room))
    assert done.returncode == 1
    assert said in done.stderr
    assert "committed" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert workspace.collection.read(loaded.id).facts
    assert workspace.collection.read(loaded.id).origin.file == report.name
    assert workspace.is_built()
    assert workspace.store.digests() == digests
    assert workspace.store.read("MATCH (d:Document) RETURN d.file").rows == [["report.md"]]
    assert not [*folder.rglob("*.aside*")]
    workspace.load([newer])
    assert workspace.store.read("MATCH (d:Document) RETURN d.file").rows == [["newer.md"]]
    workspace.close()


def test_a_damaged_graph_is_built_again_from_the_collection(tmp_path: Path, report: Path) -> None:
    folder = tmp_path / "collection"
    workspace = Workspace.open(folder)
    workspace.load([report])
    digests = workspace.store.digests()
    graph = workspace.collection.graph_file
    graph.write_bytes(graph.read_bytes()[:-5000])
    asked = lantu("query", "search", "--text", "数字", "--collection", folder)
    assert asked.returncode == 1
    assert "run lantu build" in asked.stderr
    assert len(asked.stderr.splitlines()) == 1
    assert lantu("build", "--collection", folder).returncode == 0
    assert workspace.store.digests() == digests
    workspace.close()


def test_a_graph_that_was_lost_is_built_by_the_next_load(tmp_path: Path, report: Path) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    workspace.load([report])
    digests = workspace.store.digests()
    workspace.collection.graph_file.unlink()
    [loaded] = workspace.load([report])
    assert not loaded.changed
    assert workspace.store.digests() == digests
    workspace.close()


def test_a_graph_of_other_versions_is_built_by_the_next_load(
    tmp_path: Path, report: Path, newer: Path
) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    workspace.load([report])
    older = workspace.collection.graph_file.read_bytes()
    workspace.load([newer])
    digests = workspace.store.digests()
    workspace.collection.graph_file.write_bytes(older)
    assert not workspace.is_built()
    assert not workspace.load([newer])[0].changed
    assert workspace.store.digests() == digests
    workspace.close()


def test_a_folder_in_the_way_is_named(tmp_path: Path, report: Path) -> None:
    (tmp_path / "collection").write_text("a file, no folder")
    with pytest.raises(CollectionError, match="cannot be written"):
        Workspace.open(tmp_path / "collection").load([report])
    with pytest.raises(StoreError, match="could not be written to"):
        Workspace.open(tmp_path / "graph", str(tmp_path / "collection" / "graph.lbug")).load(
            [report]
        )


@pytest.fixture
def read_only(tmp_path: Path, report: Path) -> Path:
    """A collection with a document, on a file system that nobody may write to."""
    folder = tmp_path / "mounted"
    workspace = Workspace.open(folder)
    workspace.load([report])
    workspace.close()
    mounts = (["--bind", folder, folder], ["-o", "remount,bind,ro", folder])
    for arguments in mounts:
        done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("needs the right to mount")
    return folder


def test_a_read_only_collection_can_be_asked_and_not_loaded_into(
    read_only: Path, newer: Path
) -> None:
    try:
        workspace = Workspace.open(read_only)
        assert workspace.store.read("MATCH (d:Document) RETURN d.file").rows == [["report.md"]]
        assert workspace.store.read_untrusted("MATCH (d:Document) RETURN count(d)").rows == [[1]]
        with pytest.raises(CollectionError, match=r"cannot be written \(Read-only"):
            workspace.load([newer])
        with pytest.raises(StoreError, match=r"could not be written to .*: Read-only"):
            workspace.store.replace(whole())
        workspace.close()
    finally:
        subprocess.run(["umount", str(read_only)], check=True)


def test_what_cannot_be_built_leaves_the_collection_readable(tmp_path: Path, report: Path) -> None:
    folder = tmp_path / "collection"
    (folder / "graph").mkdir(parents=True)
    (folder / "graph" / "graph.lbug").mkdir()
    with pytest.raises(StoreError, match=r"written to .*: Is a directory; .* no document"):
        Workspace.open(folder).load([report])
    assert Collection(folder).ids() == []
    (folder / "graph" / "graph.lbug").rmdir()
    workspace = Workspace.open(folder)
    workspace.load([report])
    assert workspace.is_built()
    workspace.close()
