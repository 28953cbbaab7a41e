"""Title, place, level, year and day of documents of many kinds, each as its head says them.

fronts.tsv holds one document a line: what is right, and its text, with ¶ for the end of a line.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.loaders.reading import read_document

BODIES = {
    "report": "一、2024年工作回顾\n新建学校6所。\n二、2025年工作安排\n新建幼儿园9所。",
    "plan": "一、主要任务\n新建学校6所。",
}
TABLE = (Path(__file__).parent / "fronts.tsv").read_text(encoding="utf-8")
ROWS = [*csv.DictReader(TABLE.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["text"])[:40])
def test_what_the_head_of_a_document_says(tmp_path: Path, row: Mapping[str, str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(row["text"].replace("¶", "\n").format(**BODIES), encoding="utf-8")
    document = read_document(path)
    told = (document.title, document.place, document.level, str(document.year), document.date)
    assert told == tuple(row[key] for key in ("title", "place", "level", "year", "date"))


def test_a_plan_is_about_what_it_plans_from_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "云河市2025年投资计划说明\n安排重点项目126个。\n一、交通类\n新建公路12公里。\n", "utf-8"
    )
    assert {each.part for each in read_document(path).sections} == {"plan"}


def test_signs_of_half_width_number_headings(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "云河市2024年政府工作报告\n一,2023年工作回顾\n新建学校6所.\n二,2024年工作安排\n新建公园9个.\n",
        "utf-8",
    )
    assert [each.part for each in read_document(path).sections] == ["review", "plan"]


def test_marks_of_italics_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        "# 云河市2025年计划\n\n建设算力中心。*责任单位：市数据局* 共2*66台。\n", "utf-8"
    )
    said = "".join(each.text for each in read_document(path).passages)
    assert "责任单位：市数据局 共2*66台" in said
