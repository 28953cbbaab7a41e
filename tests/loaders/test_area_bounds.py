"""Areas as long as their names are, and partners that are none of the reporting place's."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.document import Document
from graph.loaders.facts import Entity, EntityType, Evidence
from graph.loaders.names.area_bounds import with_area_bounds
from graph.loaders.reading import read_document


def read(folder: Path, text: str) -> Document:
    path = folder / "report.md"
    path.write_text(f"# 湖南省政府工作报告\n\n## 一、重点工作\n\n{text}\n", encoding="utf-8")
    return read_document(path)


def named(document: Document, *names: tuple[EntityType, str]) -> list[Entity]:
    passage = next(each for each in document.passages if names[0][1] in each.text)
    starts = [passage.text.index(name) for _, name in names]
    return [
        Entity(
            type=kind,
            name=name,
            evidence=Evidence.of(passage, start, start + len(name)),
            rule="names",
        )
        for (kind, name), start in zip(names, starts, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        # A zone's name goes on to its end, and takes the place of the area that opens it.
        ("推动长沙片区整合提升。", [("Area", "长沙")], {("Area", "长沙片区")}),
        (
            "支持岳阳绿色化工先导区扩区，推动岳阳转型。",
            [("Area", "岳阳")],
            {("Area", "岳阳"), ("Area", "岳阳绿色化工先导区")},
        ),
        ("建设怀化国际陆港。", [("Goal", "怀化国际陆港")], {("Area", "怀化国际陆港")}),
        # What lies between is no part of a name; a longer name holds the zone.
        (
            "推动长沙建设重点片区。",
            [("Area", "长沙")],
            {("Area", "长沙")},
        ),
        (
            "实施怀化国际陆港扩容工程。",
            [("Project", "怀化国际陆港扩容工程"), ("Area", "怀化")],
            {("Project", "怀化国际陆港扩容工程"), ("Area", "怀化")},
        ),
        # What happens there is no part of the name.
        ("推动岳阳建设省域副中心。", [("Area", "岳阳建设省域副中心")], {("Area", "岳阳")}),
        # Areas that a mark or a word joins are several; a name of one area may have one inside.
        ("支持长沙—岳阳协作。", [("Area", "长沙—岳阳")], {("Area", "长沙"), ("Area", "岳阳")}),
        (
            "推动长沙与岳阳片区互补。",
            [("Area", "长沙与岳阳片区")],
            {("Area", "长沙"), ("Area", "岳阳片区")},
        ),
        # What is known elsewhere by its short name is a part of another's name, or a partner.
        ("支持长春百克来湘发展。", [("Area", "长春")], set()),
        ("支持雄安新区建设。", [("Area", "雄安新区")], {("Area", "雄安新区")}),
        ("治理太湖蓝藻。", [("Area", "太湖")], {("Area", "太湖")}),
        ("支持老工业城市转型。", [("Area", "老工业城市转型")], set()),
        ("强化资源保障。", [("Area", "资源")], set()),
        ("推进全面依法治省。", [("Area", "治省")], set()),
        ("推进重点产业园区提质。", [("Area", "重点产业园区")], set()),
        ("办好千亿级开发区。", [("Area", "千亿级开发区")], set()),
        ("加快整合大学科技园。", [("Area", "整合大学科技园")], set()),
        ("建设沿江现代化功能区。", [("Area", "沿江现代化功能区")], set()),
        # What is done to a place, and what is said of it, is no part of its name.
        ("管好岳阳新港区。", [("Area", "好岳阳新港区")], {("Area", "岳阳新港区")}),
        ("提升岳阳新港区。", [("Area", "提升岳阳新港区")], {("Area", "岳阳新港区")}),
        ("推进长岳都市圈同城化。", [("Area", "长岳都市圈同城化")], {("Area", "长岳都市圈")}),
        ("整治怀化东郊环城路。", [("Area", "怀化东郊环城路")], {("Area", "怀化东郊环城路")}),
        ("首艘国产大型邮轮下水。", [("Area", "国产大型邮轮")], set()),
        # Other countries are partners.
        ("加强与东南亚、老挝合作。", [("Area", "东南亚"), ("Area", "老挝")], set()),
        # Nor is the place that reports an area of its own, also where its name was cut.
        ("推进湖南建设。", [("Area", "湖南建设")], set()),
        # Partners are no areas of the place that reports.
        ("深化与粤港澳大湾区合作。", [("Area", "粤港澳大湾区")], set()),
    ],
)
def test_bounds(
    tmp_path: Path, text: str, found: list[tuple[EntityType, str]], expected: set[tuple[str, str]]
) -> None:
    document = read(tmp_path, text)
    entities = with_area_bounds(document, named(document, *found))
    assert {(each.type, each.name) for each in entities} == expected
