"""Texts with half-width signs are read as those with Chinese ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.extraction import RuleExtractor
from graph.loaders.facts import Entity, Fact, Indicator
from graph.loaders.reading import read_document

REPORT = """云河市2025年政府工作报告
各位代表：
一、2024年工作回顾
全市地区生产总值增长6.2%，固定资产投资增长8%；城镇新增就业3.2万人（其中高校毕业生1.1万人），登记失业率3.1%。
二、2025年工作安排
推进云河大桥（二期）、城西水厂建设，新建学校12所！改造道路1,250公里。
"""
HALF_WIDTH = str.maketrans("，：；（）！", ",:;()!")


def facts(folder: Path, text: str) -> list[Fact]:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    found = RuleExtractor().extract(document)
    assert all(each.evidence.quote in text for each in found)
    return found


def said(found: list[Fact]) -> list[tuple[str, ...]]:
    return [
        (each.name.translate(HALF_WIDTH), getattr(each, "value", ""), getattr(each, "status", ""))
        for each in found
        if isinstance(each, Entity | Indicator)
    ]


@pytest.mark.parametrize("stop", ["。", "."])
def test_signs_of_half_width_tell_the_same(tmp_path: Path, stop: str) -> None:
    half = REPORT.translate(HALF_WIDTH).replace("。", stop)
    expected = said(facts(tmp_path, REPORT))
    assert len(expected) > 8
    assert said(facts(tmp_path, half)) == expected
