"""A collection keeps documents, facts and decisions, whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.collection import Collection
from graph.decisions import Decision
from graph.draft import Draft
from graph.errors import CollectionError
from graph.loaders.document import Document, Passage, Remark, Section
from graph.loaders.extraction import default_extractor
from graph.loaders.facts import Entity, Evidence, Indicator, Relation
from graph.loaders.reading import read_document
from graph.reader import Reader
from graph.record import Origin, Record, dump, parse
from graph.workspace import Workspace


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file that is part of the truth, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name not in ("graph", "removed") and path.name != ".lock"
    }


def test_loading_twice_changes_nothing(tmp_path: Path, little_file: Path) -> None:
    workspace = Workspace.open(tmp_path)
    [first] = workspace.load([little_file])
    before, digests = files_of(tmp_path), workspace.store.digests()
    [again] = workspace.load([little_file])
    assert first.changed
    assert not again.changed
    assert files_of(tmp_path) == before
    assert workspace.store.digests() == digests
    workspace.close()


def test_ids_and_content_are_the_same_in_another_folder(
    tmp_path: Path, seed_report: Path, seed_workspace: Workspace
) -> None:
    workspace = Workspace.open(tmp_path / "elsewhere")
    workspace.load([seed_report])
    assert workspace.store.digests() == seed_workspace.store.digests()
    workspace.close()


def test_a_new_version_replaces_the_document_and_keeps_decisions(
    tmp_path: Path, little_file: Path
) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    [first] = workspace.load([little_file])
    decision = Decision("alias", "云巴", "sky train", "analyst", "2026-01-01T00:00:00Z")
    with Draft.of(workspace.collection) as draft:
        draft.decide(decision)
    newer = tmp_path / "jinan-2025-corrected.md"
    newer.write_text(little_file.read_text("utf-8").replace("70 家", "75 家"), "utf-8")
    [second] = workspace.load([newer])
    assert second.id == first.id
    assert second.changed
    assert workspace.collection.ids() == [first.id]
    assert workspace.collection.read(first.id).origin.file == newer.name
    assert len(list((tmp_path / "collection" / "originals").iterdir())) == 1
    assert workspace.collection.decisions() == [decision]
    workspace.close()


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\xff" * 500, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4]
)
def test_a_file_that_is_no_document_leaves_all_as_it_was(
    tmp_path: Path, little_file: Path, content: bytes
) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    workspace.load([little_file])
    before, digests = files_of(tmp_path / "collection"), workspace.store.digests()
    damaged = tmp_path / "damaged.txt"
    damaged.write_bytes(content)
    [result] = workspace.load([damaged])
    assert damaged.name in result.error
    assert files_of(tmp_path / "collection") == before
    assert workspace.store.digests() == digests
    workspace.close()


def test_removing_a_document_leaves_the_other_as_it_was(
    tmp_path: Path, seed_report: Path, shandong_report: Path
) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.load([seed_report])
    before, digests = files_of(tmp_path), workspace.store.digests()
    [shandong] = workspace.load([shandong_report])
    assert workspace.store.digests() != digests
    workspace.remove(shandong.id)
    assert files_of(tmp_path) == before
    assert workspace.store.digests() == digests
    with pytest.raises(CollectionError, match="has no document"):
        workspace.remove(shandong.id)
    workspace.close()


def test_documents_extracted_by_an_older_extractor_are_extracted_again(
    tmp_path: Path, little_file: Path
) -> None:
    workspace = Workspace.open(tmp_path)
    [loaded] = workspace.load([little_file])
    path = tmp_path / "facts" / f"{loaded.id}.jsonl"
    current = path.read_bytes()
    head, *rest = current.decode().split("\n")
    older = json.dumps({**json.loads(head), "extractor": "older"}, ensure_ascii=False)
    path.write_text("\n".join([older, *rest[:10], ""]), "utf-8")
    assert workspace.build().refreshed.count == 1
    assert path.read_bytes() == current
    assert workspace.build().refreshed.count == 0
    workspace.close()


def test_a_half_written_decision_is_cut_off_by_the_next(tmp_path: Path) -> None:
    collection = Collection(tmp_path)
    decisions = [Decision("alias", "甲", f"乙{n}", "analyst", "2026-01-01") for n in range(2)]
    with Draft.of(collection) as draft:
        draft.decide(decisions[0])
    with (tmp_path / "decisions.jsonl").open("a") as file:
        file.write('{"kind": "ali')
    assert collection.decisions() == decisions[:1]
    with Draft.of(collection) as draft:
        draft.decide(decisions[1])
    assert collection.decisions() == decisions


def test_two_writers_take_turns_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path\n"
        "from graph.collection import Collection; from graph.draft import Draft\n"
        "with Draft.of(Collection(Path(sys.argv[1]))): print('in', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"in\n"
    with (
        pytest.raises(CollectionError, match="another process"),
        Draft.of(Collection(tmp_path), wait_seconds=0.2),
    ):
        pass
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with Draft.of(Collection(tmp_path), wait_seconds=5):
        assert Collection(tmp_path).ids() == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "collection").write_text("a file, no folder")
    with (
        pytest.raises(CollectionError, match="cannot be written"),
        Draft.of(Collection(tmp_path / "collection")),
    ):
        pass


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    chosen = draw(st.sets(st.integers(0, len(text) - 1), min_size=1))
    offsets = sorted(chosen)
    passage = Passage(0, 0, "".join(text[i] for i in offsets), offsets, (0, 1), draw(st.booleans()))
    section = Section(0, None, 1, "一、", text[:5], 0, len(text), "plan", 2025)
    remarks = draw(st.lists(st.builds(Remark, st.just(text), st.just(0), st.just(1)), max_size=2))
    document = Document(
        text[:9], "济南", "city", 2025, "", text, (section,), (passage,), tuple(remarks)
    )
    evidence = Evidence.of(passage, 0, 1)
    # Confidence is kept to three digits, as the contract prints it.
    confidence = draw(st.integers(0, 1000)) / 1000
    entity = Entity(type="Project", name=text, evidence=evidence, rule="r", confidence=confidence)
    indicator = Indicator(
        name=text, value="5.4", unit="万个", measure="level", direction="", qualifier="exact",
        year=2025, status="target", evidence=evidence, rule="r",
        upper=draw(st.sampled_from(["", "6"])),
    )  # fmt: skip
    relation = Relation(
        type="SUPPORTS", source=text, source_type="Project", target="甲", target_type="Goal",
        basis="stated", evidence=evidence, rule="r",
    )  # fmt: skip
    origin = Origin("report.md", "0" * 64, "x")
    return Record("document-1", "document-1", origin, document, [entity, indicator, relation])


@given(records())
def test_a_record_reads_back_as_it_was_written(record: Record) -> None:
    assert parse(dump(record)) == record


@given(records(), st.data())
def test_a_record_that_was_cut_short_is_not_read(record: Record, data: st.DataObject) -> None:
    content = dump(record)
    with pytest.raises((ValueError, KeyError)):
        parse(content[: data.draw(st.integers(0, len(content) - 1))])


def test_what_adding_gives_is_what_is_kept(tmp_path: Path, little_file: Path) -> None:
    collection = Collection(tmp_path)
    with Draft.of(collection) as draft:
        held, _ = draft.add(little_file, Reader(default_extractor()))
        record = draft.read(held.id)
    assert collection.read(held.id) == record
    read = read_document(little_file)
    assert (record.document.sections, record.document.remarks) == (read.sections, read.remarks)
    for kept, passage in zip(record.document.passages, read.passages, strict=True):
        assert replace(kept, offsets=()) == replace(passage, offsets=())
        assert [*kept.offsets] == [*passage.offsets]


def test_a_remark_is_kept(tmp_path: Path, seed_report: Path) -> None:
    workspace = Workspace.open(tmp_path)
    [loaded] = workspace.load([seed_report])
    [remark] = workspace.collection.read(loaded.id).document.remarks
    assert isinstance(remark, Remark)
    assert seed_report.read_text("utf-8")[remark.start : remark.end].endswith("安全和社")
    workspace.close()
