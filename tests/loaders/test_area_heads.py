"""Zones that the names of known areas open."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.divisions import is_reporting
from graph.loaders.document import Document
from graph.loaders.facts import Entity, Evidence
from graph.loaders.names.area_heads import with_area_heads
from graph.loaders.reading import read_document


def read(folder: Path, text: str) -> Document:
    path = folder / "report.md"
    path.write_text(f"# 湖南省政府工作报告\n\n## 一、重点工作\n\n{text}\n", encoding="utf-8")
    return read_document(path)


def zones(document: Document, *entities: Entity) -> set[str]:
    found = with_area_heads(document, entities)
    return {each.name for each in found if each.rule == "zone"}


def area(document: Document, name: str) -> Entity:
    passage = next(each for each in document.passages if name in each.text)
    start = passage.text.index(name)
    evidence = Evidence.of(passage, start, start + len(name))
    return Entity(type="Area", name=name, evidence=evidence, rule="")


@pytest.mark.parametrize(
    ("name", "place", "own"),
    [
        ("山东", "济南", True),
        ("济南市", "济南", True),
        ("吉林省", "吉林", True),
        ("吉林市", "吉林", False),
        ("商河", "济南", False),
        ("全国", "全国", True),
    ],
)
def test_who_reports_is_named_with_its_kind_or_without(name: str, place: str, own: bool) -> None:
    assert is_reporting(name, place) == own


def test_a_known_area_and_a_word_for_a_zone_name_a_zone(tmp_path: Path) -> None:
    document = read(
        tmp_path, "沙洲集聚效应显现。\n\n石化产业以沙洲工业区为承载地，建好衡阳高新区。"
    )
    assert zones(document, area(document, "沙洲")) == {"沙洲工业区", "衡阳高新区"}


def test_no_zone_is_named_that_a_name_covers_or_that_lies_elsewhere(tmp_path: Path) -> None:
    document = read(tmp_path, "推动衡阳高新区扩容，对接郑州都市圈，融入长江经济带。")
    named = [area(document, name) for name in ("衡阳高新区", "郑州", "长江")]
    assert zones(document, *named) == set()
