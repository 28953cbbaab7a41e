"""The extractor's interface: order, evidence, sameness and speedless robustness."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import ExtractorError
from graph.loaders.document import Document
from graph.loaders.evidence import checked, deciding_files, stands
from graph.loaders.extraction import RuleExtractor
from graph.loaders.facts import Entity, Evidence, Indicator, Relation, from_json, to_json
from graph.loaders.names.area_heads import with_area_heads
from graph.loaders.reading import read_document

GRAPH = Path(__file__).parents[2] / "graph"
SEED = Path(__file__).parents[2] / "seed"
REPORT = (
    "# 政府工作报告\n\n## 一、2025年重点工作\n\n"
    "**推动起步区全面成形起势。**加快建设黄河体育中心，完成投资 12 亿元，\n\n"
    "增长5%。支持长沙建设奥体中心。\n"
)

PIECES = [
    "起步区",
    "长沙",
    "支持",
    "建设",
    "、",
    "，",
    "。",
    "；",
    "“",
    "”",
    "等",
    "12",
    "亿元",
    "5%",
    "黄河大桥",
    "（",
    "）",
    "在",
    "入选",
    "试点",
    "比亚迪",
]
PIECES += ["由", "负责", "牵头单位：", "打造", "数字济南", "\u200b", "\u202e", " ", "\n\n", "**"]


def written(folder: Path, text: str) -> Document:
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def test_all_kinds_of_fact_are_found(tmp_path: Path) -> None:
    facts = RuleExtractor().extract(written(tmp_path, REPORT))
    assert {type(fact) for fact in facts} == {Entity, Indicator, Relation}


def test_facts_come_in_the_order_of_the_text(tmp_path: Path) -> None:
    facts = RuleExtractor().extract(written(tmp_path, REPORT))
    places = [(fact.evidence.passage, fact.evidence.start) for fact in facts]
    assert places == sorted(places)


def test_the_same_document_gives_the_same_facts(tmp_path: Path) -> None:
    document = written(tmp_path, REPORT)
    assert RuleExtractor().extract(document) == RuleExtractor().extract(document)


def test_facts_survive_their_lines(tmp_path: Path) -> None:
    document = written(tmp_path, REPORT)
    for fact in RuleExtractor().extract(document):
        line = to_json(fact, document)
        assert to_json(from_json(line), document) == line


def test_every_quote_stands_at_its_place(tmp_path: Path) -> None:
    document = written(tmp_path, REPORT)
    for fact in RuleExtractor().extract(document):
        said = document.text[fact.evidence.start : fact.evidence.end]
        assert "".join(fact.evidence.quote.split()) == "".join(said.replace("*", "").split())


def test_a_quote_that_is_not_in_the_text_is_refused(tmp_path: Path) -> None:
    document = written(tmp_path, REPORT)
    fact = RuleExtractor().extract(document)[0]
    for evidence in (
        replace(fact.evidence, quote="从未说过"),
        replace(fact.evidence, quote=""),
        replace(fact.evidence, start=fact.evidence.start + 1),
        replace(fact.evidence, passage=len(document.passages)),
        replace(fact.evidence, passage=-1),
    ):
        invented = replace(fact, evidence=evidence)
        assert not stands(document, invented)
        with pytest.raises(ExtractorError, match=fact.rule):
            checked(document, [invented])


def test_relations_only_join_what_was_found(tmp_path: Path) -> None:
    facts = RuleExtractor().extract(written(tmp_path, REPORT))
    named: set[tuple[str, str]] = set()
    named |= {(fact.type, fact.name) for fact in facts if isinstance(fact, Entity)}
    named |= {("Indicator", fact.name) for fact in facts if isinstance(fact, Indicator)}
    for fact in facts:
        if isinstance(fact, Relation):
            assert {(fact.source_type, fact.source), (fact.target_type, fact.target)} <= named


def test_the_version_covers_all_that_decides_facts() -> None:
    files = {path.relative_to(GRAPH).as_posix() for path in deciding_files()}
    assert {
        "characters.py",
        "folding.py",
        "loaders/evidence.py",
        "loaders/rules/confidence.csv",
    } <= files
    assert {"loaders/names/models/judge.crfsuite", "loaders/rules/relations.toml"} <= files


def test_the_version_is_the_same_in_another_process() -> None:
    code = "from graph.loaders.extraction import RuleExtractor; print(RuleExtractor().version)"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == RuleExtractor().version


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(PIECES),
        min_size=1,
        max_size=60,
    ).map("".join)
)
def test_any_text_gives_facts_that_stand(tmp_path: Path, text: str) -> None:
    document = written(tmp_path, "# 报告\n\n## 一、2025年重点工作\n\n段" + text)
    assert all(stands(document, fact) for fact in RuleExtractor().extract(document))


@pytest.mark.parametrize(
    ("text", "area", "hidden"),
    [
        ("编制实施贵阳都市圈发展规划。", "贵阳都市圈", True),
        ("推进边境地区发展规划。", "边境地区", False),
    ],
)
def test_areas_that_open_other_names_are_found(
    tmp_path: Path, text: str, area: str, hidden: bool
) -> None:
    document = written(tmp_path, "# 政府工作报告\n\n" + text)
    passage = next(each for each in document.passages if area in each.text)
    start = passage.text.index(area)
    plan = Entity(
        type="Initiative",
        name=passage.text[start:-1],
        evidence=Evidence.of(passage, start, len(passage.text) - 1),
        rule="",
    )
    found = with_area_heads(document, [plan])
    assert [each.name for each in found[1:]] == ([area] if hidden else [])
