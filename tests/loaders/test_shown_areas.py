"""Areas that the words around them show to be ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.document import Document
from graph.loaders.facts import Entity, Evidence
from graph.loaders.names.shown_areas import with_shown_areas
from graph.loaders.reading import read_document


def read(folder: Path, text: str) -> Document:
    path = folder / "report.md"
    path.write_text(f"# 安徽省政府工作报告\n\n## 一、重点工作\n\n{text}\n", encoding="utf-8")
    return read_document(path)


def shown(document: Document, *entities: Entity) -> list[str]:
    return [each.name for each in with_shown_areas(document, entities) if each.rule]


def area(document: Document, name: str) -> Entity:
    passage = next(each for each in document.passages if name in each.text)
    start = passage.text.index(name)
    evidence = Evidence.of(passage, start, start + len(name))
    return Entity(type="Area", name=name, evidence=evidence, rule="")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("清源科技总部落户柳溪湾。", ["柳溪湾"]),
        ("新材料产业以柳溪港工业区为主要承载地。", ["柳溪港工业区"]),
        ("柳溪新区活力迸发。", ["柳溪新区"]),
        ("推动石化企业向柳溪工业园集聚。", ["柳溪工业园"]),
        ("建好芜湖、柳溪滩、石门渡等3个重点口岸。", ["柳溪滩", "石门渡"]),
    ],
)
def test_words_around_a_name_show_an_area(tmp_path: Path, text: str, names: list[str]) -> None:
    assert shown(read(tmp_path, text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "放宽城镇落户限制，完善落户政策。",
        "推动创新资源向企业集聚。",
        "出台实施都市圈同城化发展行动方案。",
        "国家级开发区加快发展。",
        "抓好大豆、玉米、小麦等重点品种。",
        "实施先进、适用、可靠等重点口岸标准。",
    ],
)
def test_other_words_do_not(tmp_path: Path, text: str) -> None:
    assert shown(read(tmp_path, text)) == []


def test_an_area_that_is_known_is_not_named_again_nor_by_its_end(tmp_path: Path) -> None:
    document = read(tmp_path, "高水平建设柳溪副中心。多家企业迁入副中心，总部落户柳溪副中心。")
    assert shown(document, area(document, "柳溪副中心")) == []
