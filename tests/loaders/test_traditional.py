"""Reports in Traditional characters: read as if in Simplified ones, shown as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.extraction import RuleExtractor
from graph.loaders.facts import Entity, Indicator
from graph.loaders.reading import read_document
from graph.loaders.traditional import is_traditional, simplified

TEXT = """清溪市2026年政府工作報告

一、2025年工作回顧

過去一年，我們實現進出口總額48.5億元，增長5.2%。新開工學校4所，發展產業園區。

二、2026年工作安排

建成東湖大橋，新增綠地約20公頃，地區生產總值增長6%左右。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_figures_are_found_and_stand_as_written(report: Path) -> None:
    facts = RuleExtractor().extract(read_document(report))
    told = {
        (each.name, each.value, each.unit, each.year, each.status)
        for each in facts
        if isinstance(each, Indicator)
    }
    assert told == {
        ("進出口總額", "48.5", "億元", 2025, "actual"),
        ("進出口總額", "5.2", "%", 2025, "actual"),
        ("新開工學校", "4", "所", 2025, "actual"),
        ("新增綠地", "20", "公頃", 2026, "target"),
        ("地區生產總值", "6", "%", 2026, "target"),
    }
    assert "東湖大橋" in {each.name for each in facts if isinstance(each, Entity)}
    assert all(TEXT[f.evidence.start : f.evidence.end] == f.evidence.quote for f in facts)


def test_the_document_is_as_written(report: Path) -> None:
    document = read_document(report)
    assert (document.title, document.year) == ("清溪市2026年政府工作報告", 2026)
    assert [(each.title, each.part) for each in document.sections if each.number] == [
        ("2025年工作回顧", "review"),
        ("2026年工作安排", "plan"),
    ]
    assert all(
        passage.text[0] == TEXT[passage.offsets[0]] and passage.text in TEXT
        for passage in document.passages
    )


def test_simplified_text_is_left_alone() -> None:
    assert is_traditional(TEXT)
    assert not is_traditional(simplified(TEXT))
    assert not is_traditional("")
    assert len(simplified(TEXT)) == len(TEXT)
