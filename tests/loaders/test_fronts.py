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
