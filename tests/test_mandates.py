"""Which fields of an agency's mandate a text names."""

from __future__ import annotations

import pytest

from graph.build import build_graph
from graph.model import all_nodes, all_relationships
from graph.registry import Agency
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
