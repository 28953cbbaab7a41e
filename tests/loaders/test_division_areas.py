"""Regions, rivers and hills of a province are areas wherever its report names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.divisions import divisions_within
from graph.loaders.names.division_areas import with_divisions
from graph.loaders.reading import read_document


@pytest.mark.parametrize(
    ("place", "sentence", "area"),
    [
        ("湖南", "推动长株潭融合发展。", "长株潭"),
        ("陕西", "常态化整治秦岭乱占问题。", "秦岭"),
        ("湖北", "推进汉江流域综合治理。", "汉江"),
    ],
)
def test_what_lies_in_a_province_is_an_area_there(
    tmp_path: Path, place: str, sentence: str, area: str
) -> None:
    path = tmp_path / "report.md"
    path.write_text(f"# {place}省政府工作报告\n\n## 一、重点工作\n\n{sentence}\n", encoding="utf-8")
    assert {(each.type, each.name) for each in with_divisions(read_document(path), [])} == {
        ("Area", area)
    }


def test_what_lies_in_another_province_is_not() -> None:
    assert "长株潭" not in divisions_within("陕西")
