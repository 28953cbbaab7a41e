"""Paragraphs longer than anybody writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.document import Document
from graph.loaders.evidence import stands
from graph.loaders.extraction import RuleExtractor
from graph.loaders.reading import read_document
from graph.loaders.structure.pieces import LONGEST


def read(folder: Path, text: str) -> Document:
    path = folder / "report.txt"
    path.write_text(f"安徽省政府工作报告\n{text}\n", encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("推动高质量发展，建设青山大桥。", "。"),
        ("推动高质量发展，", "，"),
        ("芜湖、", "、"),
        ("建设", "设"),
    ],
)
def test_a_long_paragraph_is_read_in_pieces_with_a_remark(
    tmp_path: Path, words: str, end: str
) -> None:
    text = words * (3 * LONGEST // len(words))
    document = read(tmp_path, text)
    found = [passage.text for passage in document.passages if words[:2] in passage.text]
    assert "".join(found) == text
    assert len(found) > 2
    assert all(len(piece) <= LONGEST and piece.endswith(end) for piece in found)
    assert any("is read in pieces" in remark.text for remark in document.remarks)


def test_a_paragraph_that_people_write_stays_whole(tmp_path: Path) -> None:
    document = read(tmp_path, "推动高质量发展，建设青山大桥。" * 80)
    assert len([each for each in document.passages if "青山" in each.text]) == 1
    assert not [each for each in document.remarks if "pieces" in each.text]


@pytest.mark.parametrize(
    "words", ["芜湖、", "推动高质量发展建设", "柳溪新区", "支持芜湖，", "向芜湖"]
)
def test_facts_are_found_in_a_text_without_a_full_stop(tmp_path: Path, words: str) -> None:
    document = read(tmp_path, words * (3 * LONGEST // len(words)))
    facts = RuleExtractor().extract(document)
    assert all(stands(document, fact) for fact in facts)
