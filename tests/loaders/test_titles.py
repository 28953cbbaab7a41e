"""Titles between 《 and 》, whatever the models take for names inside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.facts import Entity, EntityType, Evidence
from graph.loaders.names.titles import with_titles
from graph.loaders.reading import read_document


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        # A law or plan is named by its whole title, and nothing inside it is.
        (
            "落实《中部地区湿地保护条例》。",
            [("Initiative", "湿地保护条例"), ("Area", "中部地区")],
            {("Initiative", "《中部地区湿地保护条例》")},
        ),
        ("编制《青州市养老规划（草案）》。", [], {("Initiative", "《青州市养老规划（草案）》")}),
        (
            "落实《中共青州市委关于制定发展规划的建议》。",
            [],
            {("Initiative", "《中共青州市委关于制定发展规划的建议》")},
        ),
        ("加入《湖区贸易伙伴协定》。", [], {("Initiative", "《湖区贸易伙伴协定》")}),
        (
            "以《养老条例》《托育条例》为准。",
            [("Initiative", "养老条例》《托育条例")],
            {("Initiative", "《养老条例》"), ("Initiative", "《托育条例》")},
        ),
        # A name that holds a title is left, as are works of art and what is named beside.
        (
            "实施《养老条例》宣传行动，建设南湖大桥。",
            [("Initiative", "《养老条例》宣传行动"), ("Project", "南湖大桥")],
            {("Initiative", "《养老条例》宣传行动"), ("Project", "南湖大桥")},
        ),
        ("话剧《青山常在》获奖。", [("Goal", "青山常在")], {("Goal", "青山常在")}),
    ],
)
def test_titles_are_names_and_nothing_inside_them_is(
    tmp_path: Path,
    text: str,
    found: list[tuple[EntityType, str]],
    expected: set[tuple[EntityType, str]],
) -> None:
    path = tmp_path / "report.md"
    path.write_text(f"# 青州市政府工作报告\n\n## 一、重点工作\n\n{text}\n", encoding="utf-8")
    document = read_document(path)
    passage = next(each for each in document.passages if text in each.text)
    entities = [
        Entity(
            type=kind,
            name=name,
            evidence=Evidence.of_name(passage, start, start + len(name)),
            rule="names",
        )
        for kind, name in found
        for start in [passage.text.index(name)]
    ]
    named = with_titles(document, entities)
    assert {(each.type, each.name) for each in named} == expected
