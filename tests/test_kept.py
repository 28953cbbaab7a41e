"""What people said of a document holds, and what was replaced or removed comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli import lantu
from graph.errors import CollectionError
from graph.loaders.document import Said
from graph.workspace import Loaded, Workspace

UNTOLD = """# 工作打算

## 重点工作

**加强数字基础设施建设。**抓好智算中心等建设，5G基站达到{count}万个。
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A document that says neither whose it is nor for when."""
    path = tmp_path / "打算.md"
    path.write_text(UNTOLD.format(count=6), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "collection"


def run(folder: Path, *arguments: str | Path) -> Result:
    done = CliRunner().invoke(lantu, [*map(str, arguments), "--collection", str(folder)])
    assert done.exit_code == 0, done.output
    return done


def only(folder: Path) -> Loaded:
    """The one document of a collection, the graph of which says the same of it."""
    workspace = Workspace.open(folder)
    [held] = workspace.documents()
    [row] = workspace.store.read("MATCH (d:Document) RETURN d.id, d.place, d.year").rows
    assert row == [held.id, held.place, held.year]
    assert workspace.is_built()
    workspace.close()
    return held


def test_what_is_said_with_a_load_holds_when_it_is_loaded_and_built_again(
    folder: Path, file: Path
) -> None:
    run(folder, "load", file, "--place", "章丘区", "--year", "2031")
    said = only(folder)
    assert (said.place, said.year, said.title) == ("章丘区", 2031, "工作打算")
    run(folder, "load", file)
    run(folder, "build")
    assert only(folder) == said
    file.write_text(UNTOLD.format(count=7), "utf-8")
    run(folder, "load", file)
    assert (only(folder).id, only(folder).place, only(folder).year) == (said.id, "章丘区", 2031)


def test_what_is_set_later_keeps_the_id_and_the_newer_version_its_document(
    folder: Path, file: Path
) -> None:
    run(folder, "load", file)
    before = only(folder)
    assert (before.place, before.year) == ("", 0)
    run(folder, "documents", "set", before.id, "--place", "济南市", "--year", "2031")
    run(folder, "documents", "set", before.id, "--title", "济南市工作打算")
    after = only(folder)
    assert (after.id, after.place, after.year) == (before.id, "济南", 2031)
    assert after.title == "济南市工作打算"
    assert len((folder / "decisions.jsonl").read_text("utf-8").splitlines()) == 3
    run(folder, "documents", "set", before.id, "--place", "")
    assert only(folder).place == ""


def test_a_year_that_is_said_is_the_year_of_the_figures(folder: Path, file: Path) -> None:
    run(folder, "load", file, "--year", "2031")
    workspace = Workspace.open(folder)
    [[year]] = workspace.store.read("MATCH (o:Observation) RETURN o.year").rows
    assert year == 2031
    workspace.close()


def test_what_cannot_be_set_is_refused_with_nothing_changed(folder: Path, file: Path) -> None:
    run(folder, "load", file)
    workspace = Workspace.open(folder)
    with pytest.raises(CollectionError, match="has no document"):
        workspace.say("document-unknown", Said(place="济南"), "me")
    [original] = (folder / "originals").iterdir()
    original.write_text("altered")
    with pytest.raises(CollectionError, match="was altered"):
        workspace.say(only(folder).id, Said(place="济南"), "me")
    assert only(folder).place == ""
    assert workspace.collection.decisions() == []
    workspace.close()


def test_a_removed_document_comes_back_as_it_was(folder: Path, file: Path) -> None:
    run(folder, "load", file, "--place", "章丘区")
    held = only(folder)
    [name] = [each.name for each in (folder / "originals").iterdir()]
    said = run(folder, "remove", held.id).stdout
    assert f"lantu documents restore {held.id}" in said
    assert Workspace.open(folder).documents() == []
    assert held.id in run(folder, "documents", "--removed", "--format", "json").stdout
    run(folder, "documents", "restore", held.id)
    assert only(folder) == held
    assert (folder / "originals" / name).read_bytes() == file.read_bytes()
    assert run(folder, "documents", "--removed", "--format", "json").stdout.strip() == "[]"


def test_a_replaced_version_comes_back_and_goes_again(folder: Path, file: Path) -> None:
    run(folder, "load", file)
    first = only(folder)
    file.write_text(UNTOLD.format(count=7), "utf-8")
    run(folder, "load", file)
    [original] = (folder / "originals").iterdir()
    assert original.read_bytes() == file.read_bytes()
    for count in (6, 7, 6):
        run(folder, "documents", "restore", first.id)
        [original] = (folder / "originals").iterdir()
        assert original.read_text("utf-8") == UNTOLD.format(count=count)
        assert only(folder).id == first.id
        workspace = Workspace.open(folder)
        assert len(workspace.collection.removed()) == 1
        workspace.close()


def test_what_was_removed_goes_for_good_after_a_while(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, "load", file)
    held = only(folder)
    run(folder, "remove", held.id)
    run(folder, "build")
    assert len([*(folder / "removed").iterdir()]) == 2
    monkeypatch.setenv("LANTU_KEEP_DAYS", "0")
    run(folder, "build")
    assert not [*(folder / "removed").iterdir()]
    done = CliRunner().invoke(lantu, ["documents", "restore", held.id, "--collection", str(folder)])
    assert (done.exit_code, "keeps no earlier version" in done.stderr) == (1, True)
    monkeypatch.setenv("LANTU_KEEP_DAYS", "a while")
    done = CliRunner().invoke(lantu, ["build", "--collection", str(folder)])
    assert (done.exit_code, "number of days" in done.stderr) == (1, True)


def test_options_before_a_subcommand_are_not_passed_over(folder: Path, file: Path) -> None:
    run(folder, "load", file)
    asked = ["documents", "--collection", str(folder), "restore", "document-1"]
    done = CliRunner().invoke(lantu, asked)
    assert (done.exit_code, "give it after" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "name", ["长" * 84 + ".md", "plan." + "x" * 245, "ends in a stop.", "tab\tnew\nline.md"]
)
def test_a_name_of_any_length_is_kept_as_far_as_people_need_it(
    folder: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text(UNTOLD.format(count=6), "utf-8")
    run(folder, "load", file)
    held = only(folder)
    assert held.file[:3] == name[:3]
    assert held.file.isprintable()
    run(folder, "load", file)
    run(folder, "build")
    assert only(folder) == held
    run(folder, "remove", held.id)
    run(folder, "documents", "restore", held.id)
    assert only(folder) == held


def test_a_name_with_nul_is_no_file(folder: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(folder)
    [loaded] = workspace.load([tmp_path / "a\0b.md"])
    assert "cannot be read" in loaded.error
    assert "\0" not in loaded.error + loaded.file
    workspace.close()
