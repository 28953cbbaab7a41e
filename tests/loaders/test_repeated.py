"""Names that were found once, wherever else the document names them."""

from __future__ import annotations

from pathlib import Path

from graph.loaders.document import Document
from graph.loaders.evidence import stands
from graph.loaders.facts import Entity, EntityType, Evidence
from graph.loaders.names.repeated import with_repeats
from graph.loaders.reading import read_document


def read(folder: Path, *paragraphs: str) -> Document:
    path = folder / "report.md"
    text = "\n\n".join(paragraphs)
    path.write_text(f"# 安徽省政府工作报告\n\n## 一、重点工作\n\n{text}\n", encoding="utf-8")
    return read_document(path)


def entity(document: Document, kind: EntityType, name: str) -> Entity:
    passage = next(each for each in document.passages if name in each.text)
    start = passage.text.index(name)
    evidence = Evidence.of(passage, start, start + len(name))
    return Entity(type=kind, name=name, evidence=evidence, rule="")


def repeated(document: Document, *entities: Entity) -> list[tuple[str, str, str]]:
    found = [each for each in with_repeats(document, entities) if each.rule == "repeated"]
    assert all(stands(document, each) for each in found)
    return [(each.type, each.name, each.evidence.quote) for each in found]


def test_a_name_is_a_mention_in_each_passage_that_has_it(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "加快建设清源量子计算平台。",
        "清源量子计算平台投入运行，清源量子计算平台用户超过百家。",
    )
    found = repeated(document, entity(document, "Project", "清源量子计算平台"))
    assert found == [("Project", "清源量子计算平台", "清源量子计算平台")]


def test_spaces_inside_a_name_do_not_hide_it(tmp_path: Path) -> None:
    document = read(tmp_path, "建设清源5G云平台。", "用好清源 5G 云平台。")
    found = repeated(document, entity(document, "Project", "清源5G云平台"))
    assert found == [("Project", "清源5G云平台", "清源 5G 云平台")]


def test_short_names_are_looked_for_only_of_areas(tmp_path: Path) -> None:
    document = read(tmp_path, "推动绿色消费，支持柳溪发展。", "倡导绿色消费，柳溪开放。")
    found = repeated(
        document, entity(document, "Initiative", "绿色消费"), entity(document, "Area", "柳溪")
    )
    assert found == [("Area", "柳溪", "柳溪开放")]


def test_a_part_of_another_name_is_no_mention(tmp_path: Path) -> None:
    document = read(
        tmp_path, "实施数据要素改革试点，支持柳溪。", "数据要素改革试点平台落户柳溪新区。"
    )
    found = repeated(
        document,
        entity(document, "Initiative", "数据要素改革试点"),
        entity(document, "Area", "柳溪"),
        entity(document, "Project", "数据要素改革试点平台"),
        entity(document, "Area", "柳溪新区"),
    )
    assert found == []


def test_a_short_name_is_one_again_where_it_is_quoted(tmp_path: Path) -> None:
    document = read(tmp_path, "推广“云河码”应用。", "“云河码”用户超过百家。", "云河码头投用。")
    assert repeated(document, entity(document, "Project", "云河码")) == [
        ("Project", "云河码", "云河码”")
    ]
