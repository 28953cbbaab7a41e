"""Many files in one load: several at once, some of them bad, cut off and gone on with."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import lantu
from graph import reader
from graph.collection import Collection
from graph.errors import CollectionError
from graph.executors import ThisMachine
from graph.incoming import files_in
from graph.limited.processes import extract_facts
from graph.workspace import Loaded, Workspace

PLACES = ("济南", "青岛", "烟台", "潍坊", "临沂")
_REPORT = """{place}市2026年政府工作报告

一、2026年重点工作

（一）聚力建设数字{place}。推进{place}智算中心建设，新建5G基站{count}个。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of five reports in two folders, with a file among them that is no document."""
    for count, place in enumerate(PLACES):
        file = tmp_path / "reports" / ("east" if count % 2 else "west") / f"{place}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_REPORT.format(place=place, count=100 + count), "utf-8")
    (tmp_path / "reports" / "east" / "空.txt").write_text("", "utf-8")
    (tmp_path / "reports" / ".hidden.txt").write_text("x", "utf-8")
    return tmp_path / "reports"


def load(
    collection: Path, files: list[Path], at_once: int
) -> tuple[list[Loaded], Mapping[str, str]]:
    """What became of files, and the digests of the graph."""
    with closing(Workspace.open(collection)) as workspace:
        return workspace.load(files, executor=ThisMachine(at_once)), workspace.store.digests()


def test_files_that_are_read_at_once_give_what_they_give_one_by_one(
    folder: Path, tmp_path: Path
) -> None:
    files = files_in([folder])
    newer = folder / "济南二稿.txt"
    newer.write_text(_REPORT.format(place="济南", count=999), "utf-8")
    files = [*files, newer, files[-1]]
    one_by_one = load(tmp_path / "one", files, 1)
    assert load(tmp_path / "three", files, 3) == one_by_one
    results, digests = one_by_one
    assert sum(bool(each.error) for each in results) == 1
    assert [each.changed for each in results if not each.error][-1] is False
    assert sum(key.startswith("document-") for key in digests) == len(PLACES)


def test_a_load_that_was_cut_off_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [each for each in files_in([folder]) if each.stem in PLACES]
    collection = tmp_path / "collection"

    def stop(_doing: str, done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with closing(Workspace.open(collection)) as workspace, pytest.raises(KeyboardInterrupt):
        workspace.load(files, stop)
    assert Collection(collection).ids() == []
    read = []

    def noted(extractor: object, document: object, name: str, limits: object) -> object:
        read.append(name)
        return extract_facts(extractor, document, name, limits)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "extract_facts", noted)
    results, digests = load(collection, files, 2)
    assert [each.changed for each in results] == [True] * len(PLACES)
    assert len(read) <= len(PLACES) - 3
    assert not (collection / "loading").exists()
    monkeypatch.undo()
    assert load(tmp_path / "anew", files, 1)[1] == digests


def test_folders_and_lists_are_loaded_and_what_is_bad_is_told(folder: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{folder / 'east'}\n\n{folder / 'west' / '济南.txt'}\n", "utf-8")
    arguments = ["load", "--from", str(listed), "--at-once", "2", "--format", "json"]
    result = CliRunner().invoke(lantu, [*arguments, "--collection", str(tmp_path / "collection")])
    assert result.exit_code == 1
    assert {each["place"] for each in json.loads(result.stdout)} == {"济南", "青岛", "潍坊"}
    assert "空.txt" in result.stderr
    assert "4 files" in result.stderr
    assert "3 loaded, 0 held already, 1 not read" in result.stderr
    again = CliRunner().invoke(
        lantu, ["load", str(folder / "west"), "--collection", str(tmp_path / "collection")]
    )
    assert again.exit_code == 0
    assert "3 files" in again.stderr
    assert "2 loaded, 1 held already, 0 not read" in again.stderr


def test_a_process_that_is_killed_is_told_in_words() -> None:
    with pytest.raises(CollectionError, match="try again with --at-once 1"):
        list(ThisMachine(2).map(os._exit, [1] * 4, 4))


def test_a_load_of_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = CliRunner().invoke(lantu, ["load", str(tmp_path / "empty")])
    assert result.exit_code == 2
