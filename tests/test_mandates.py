"""Which fields of an agency's mandate a text names."""

from __future__ import annotations

import pytest

from graph.build.assemble import build_graph
from graph.build.mandates import mandates
from graph.parts import Part, all_nodes, all_relationships, node, relationship
from graph.queries.run import run
from graph.registry import Agency, agencies_of, official_name, seed_registry
from graph.workspace import Workspace

MARKET = Agency("济南", "市场监管局", "市监局", "Market", ("质量", "市场监管", "知识产权"))
HEALTH = Agency("济南", "卫生健康委", "卫健委", "Health", ("医疗", "医院", "公立医院"))


@pytest.mark.parametrize(
    ("agency", "text", "fields"),
    [
        (MARKET, "推动高质量发展", []),
        (MARKET, "提升公共数据质量", ["质量"]),
        (MARKET, "高质量发展要靠质量、标准和知识产权", ["质量", "知识产权"]),
        (HEALTH, "实现公立医院检查结果互认", ["公立医院"]),
        (HEALTH, "办好医疗和医院", ["医疗", "医院"]),
        (HEALTH, "", []),
    ],
)
def test_fields_are_named_in_whole_words(agency: Agency, text: str, fields: list[str]) -> None:
    assert agency.fields_in(text) == fields


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("提升公共数据质量", ""),
        ("推进知识产权强市建设", "知识产权"),
        ("加强质量和市场监管", "质量、市场监管"),
    ],
)
def test_a_common_word_alone_makes_nobody_responsible(name: str, fields: str) -> None:
    goal = node("Goal", id="goal-1", name=name, document="document-1")
    passage = node("Passage", id="passage-1", text=name, document="document-1")
    said = relationship("EVIDENCED_BY", goal, passage, quote=name, document="document-1")
    found = [*mandates(Part("document-1", [goal, passage], [said]), [MARKET])]
    assert [each.properties["fields"] for each in found] == ([fields] if fields else [])


@pytest.mark.parametrize(
    ("place", "name", "short"),
    [
        ("河北", "河北省发展和改革委员会", "省发展改革委"),
        ("西藏", "西藏自治区教育厅", "自治区教育厅"),
        ("上海", "上海市教育委员会", "市教委"),
    ],
)
def test_every_province_has_the_agencies_that_all_have(place: str, name: str, short: str) -> None:
    registry = seed_registry()
    agencies = agencies_of(place, registry)
    assert (name, short) in {(each.name, each.short) for each in agencies}
    assert len({each.short for each in agencies}) == len(agencies)
    assert official_name(short, place) == name
    assert {each.place for each in agencies} == {place}
    assert agencies_of("青岛", registry) == []


def test_the_words_that_make_an_agency_responsible_are_shown(seed_workspace: Workspace) -> None:
    rows = run(seed_workspace.store, "agencies-of-goal", {"goal": "数字济南"}).rows
    [bureau] = [row for row in rows if row["name"] == "济南市大数据局"]
    assert bureau["basis"] == "inferred"
    assert "数字济南" in str(bureau["fields"])


def test_nobody_answers_for_a_goal_by_a_part_of_a_word(seed_workspace: Workspace) -> None:
    graph = build_graph(seed_workspace.collection)
    names = {node.id: str(node.properties["name"]) for node in all_nodes(graph)}
    charges = [
        (names[each.source], names[each.target])
        for each in all_relationships(graph)
        if each.type == "RESPONSIBLE_FOR"
    ]
    assert ("济南市大数据局", "数字济南") in charges
    assert ("济南市市场监督管理局", "高质量发展") not in charges
