"""What documents cite, and that a citation leads to the document once it has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build.assemble import build_graph
from graph.build.citations.found import citations
from graph.build.identity.reach import Source, identify
from graph.loaders.extraction import default_extractor
from graph.loaders.reading import read_document
from graph.parts import Graph, all_relationships
from graph.queries.run import run
from graph.record import Origin, Record
from graph.stores.digest import digests_of
from graph.workspace import Workspace

_HEAD = "# 青岛市2026年政府工作报告\n\n## 一、2026年重点工作\n\n"


def record(text: str, folder: Path) -> Record:
    """A report of Qingdao that says something, with its facts."""
    file = folder / "report.md"
    file.write_text(_HEAD + text, "utf-8")
    document = read_document(file)
    facts = default_extractor().extract(document)
    return Record("document-1", "document-1", Origin("report.md", "", ""), document, facts)


def cited(text: str, folder: Path) -> list[tuple[str, str, str]]:
    """What a report cites: the name, who issued it, how it is spoken of."""
    return [(each.name, each.work.issuer, each.manner) for each in citations(record(text, folder))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("贯彻《噪声污染防治法》，推进静音小区建设。", [("噪声污染防治法", "全国", "follows")]),
        ("出台《青岛市海洋牧场条例》。", [("青岛市海洋牧场条例", "青岛", "makes")]),
        ("按照省委《关于加快海洋强省建设的意见》要求，建设港口。",
         [("省委关于加快海洋强省建设的意见", "山东", "follows")]),
        ("国务院印发《关于支持青岛建设的意见》。",
         [("国务院关于支持青岛建设的意见", "全国", "makes")]),
        ("全面完成“十五五”规划目标任务。", [("“十五五”规划", "青岛", "follows")]),
        ("对接国家“十五五”规划和省“十五五”规划。",
         [("国家“十五五”规划", "全国", "follows"), ("省“十五五”规划", "山东", "follows")]),
        ("青岛市国土空间总体规划获批。", [("青岛市国土空间总体规划", "青岛", "makes")]),
        ("落实省政府工作报告部署。", [("省政府工作报告", "山东", "follows")]),
        ("编制了《青岛市养老服务规划（2026—2030年）》（以下简称《规划》）。《规划》明确五项任务。",
         [("青岛市养老服务规划（2026—2030年）", "青岛", "makes"),
          ("青岛市养老服务规划（2026—2030年）", "青岛", "follows")]),
    ],
)  # fmt: skip
def test_what_names_a_work_is_a_citation(
    text: str, found: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert cited(text, tmp_path) == found


@pytest.mark.parametrize(
    "text",
    [
        "电视剧《大江大河》热播，《海的方法》出版。",
        "现在，我代表市人民政府向大会作政府工作报告，请予审议。",
        "《2026年青岛市政府工作报告》请各位代表审议。",
        "建成国土空间规划“一张图”，健全国土空间规划体系。",
        "抓好村庄国土空间规划管理。",
        "“一规划两纲要”全面落实，推进严格执法、公正司法、全民守法。",
        "《意见》和《方案》陆续实施。",
    ],
)
def test_what_only_looks_like_a_citation_is_none(text: str, tmp_path: Path) -> None:
    assert cited(text, tmp_path) == []


def test_a_formula_is_no_citation_and_what_is_made_is(tmp_path: Path) -> None:
    title = "青岛市国民经济和社会发展第十五个五年规划纲要（草案）"
    assert cited(f"现将《{title}》提请大会审查。", tmp_path) == []
    made = cited(f"市政府编制了《{title}》，提请大会审查。", tmp_path)
    assert made == [(title, "青岛", "makes")]


QINGDAO, SHANDONG, NATION = (
    Source(f"document-{place}", place) for place in ("青岛", "山东", "全国")
)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (("省“十五五”规划", QINGDAO), ("“十五五”规划", SHANDONG), True),
        (("国家“十五五”规划", QINGDAO),
         ("中华人民共和国国民经济和社会发展第十五个五年规划纲要（草案）", NATION), True),
        (("《数据安全法》", QINGDAO), ("数据安全法", SHANDONG), True),
        (("“十五五”规划", QINGDAO), ("“十五五”规划", SHANDONG), False),
        (("“十四五”规划", QINGDAO), ("“十五五”规划", QINGDAO), False),
        (("“十五五”规划", QINGDAO), ("“十五五”规划建议", QINGDAO), False),
        (("民营经济促进条例", QINGDAO), ("民营经济促进条例", SHANDONG), False),
        (("省政府工作报告", QINGDAO), ("省政府工作报告", Source("document-2", "青岛")), False),
    ],
)  # fmt: skip
def test_which_names_are_one_work(
    one: tuple[str, Source], other: tuple[str, Source], is_one: bool
) -> None:
    things = {identify("Initiative", *each).thing for each in (one, other)}
    assert len(things) == (1 if is_one else 2)


_CITY = _HEAD + "落实省政府工作报告部署，对接山东省“十五五”规划。按照省“十五五”规划，建设港口。\n"
_PROVINCE = "# 山东省2026年政府工作报告\n\n## 一、2026年重点工作\n\n建设港口。\n"
_PLAN = "# 山东省国民经济和社会发展第十五个五年规划纲要\n\n## 一、发展目标\n\n建设海洋强省。\n"


def leads(graph: Graph) -> list[tuple[str, str]]:
    """From which document citations lead to which."""
    return sorted(
        (each.source, each.target)
        for each in all_relationships(graph)
        if each.type == "CITES" and each.target_label == "Document"
    )


def test_a_citation_waits_until_the_document_comes(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "collection")

    def load(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, "utf-8")
        [loaded] = workspace.load([tmp_path / name])
        return loaded.id

    def cites(document: str) -> list[tuple[object, object, object]]:
        rows = run(workspace.store, "citations-of-document", {"citing": document}).rows
        return [(row["kind"], row["name"], row["manner"]) for row in rows]

    city = load("city.md", _CITY)
    assert cites(city) == [
        ("Initiative", "省政府工作报告", "follows"),
        ("Initiative", "山东省“十五五”规划", "follows"),
    ]
    before = digests_of(build_graph(workspace.collection))
    province, plan = load("province.md", _PROVINCE), load("plan.md", _PLAN)
    graph = build_graph(workspace.collection)
    assert leads(graph) == sorted([(city, province), (city, plan)])
    assert before.items() <= digests_of(graph).items()
    assert [kind for kind, _, _ in cites(city)] == ["Document", "Document"]
    for asked in (plan, "山东省“十五五”规划"):
        [row] = run(workspace.store, "citing-documents", {"cited": asked}).rows
        assert (row["id"], row["place"], row["section"]) == (city, "青岛", "一、2026年重点工作")
        assert str(row["quote"]) in str(row["text"])

    (tmp_path / "older.md").write_text(_PROVINCE.replace("2026", "2024"), "utf-8")
    workspace.load([tmp_path / "older.md"])
    assert leads(build_graph(workspace.collection)) == leads(graph)
    workspace.remove(plan)
    assert leads(build_graph(workspace.collection)) == [(city, province)]
    workspace.close()
