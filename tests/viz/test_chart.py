from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from graph.queries.answer import Answered
from viz.chart import chart_html, write_chart
from viz.chart_svg import chart_svg, write_svg

HOSTILE = "</script><img src=x onerror=\"document.title='ran'\"><b>甲</b>"


def matrix(*places: str, quote: str = "增长5%") -> Answered:
    """A matrix of two years, the second a target."""
    rows: list[dict[str, Any]] = [
        {
            "place": place,
            "year": year,
            "number": number,
            "value": str(number),
            "unit": "%",
            "status": status,
            "qualifier": "exact",
            "direction": "up",
            "quote": quote,
            "rank": 1,
            "highest": False,
            "lowest": False,
            "document": "报告",
            "section": "",
        }
        for number, place in enumerate(places, start=5)
        for year, status in ((2025, "actual"), (2026, "target"))
    ]
    return Answered("matrix", f"GDP {places[0]}", {}, "", ["place"], rows)


def test_a_chart_is_drawn_without_a_network(browser: Browser, tmp_path: Path) -> None:
    write_chart(tmp_path / "chart.html", matrix("甲省", "乙省"))
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "chart.html").as_uri())
    page.wait_for_selector("#chart .bars .point")
    assert page.locator("#chart .bars .point").count() == 4
    assert page.locator(".legendtext").all_text_contents() == [
        "2025 结果 result",
        "2026 目标 target",
    ]
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    page.close()


def test_text_of_documents_stays_text(browser: Browser, tmp_path: Path) -> None:
    write_chart(tmp_path / "chart.html", matrix(HOSTILE, "乙省", quote=HOSTILE))
    page = browser.new_page()
    page.goto((tmp_path / "chart.html").as_uri())
    page.wait_for_selector("#chart .bars .point")
    assert "ran" not in (page.title(), page.evaluate("document.title"))
    assert page.locator("img").count() == 0
    assert HOSTILE in page.locator("tbody").inner_text()
    page.close()


def test_one_place_is_a_line_with_its_targets_beside() -> None:
    told = re.search(r'id="figure">(.*?)</script>', chart_html(matrix("甲省")))
    assert told
    assert told[1].count('"scatter"') == 2
    assert '"bar"' not in told[1]


def test_a_picture_needs_no_browser_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "图.svg"
    write_svg(path, matrix("甲省", "乙省", quote=HOSTILE + "\x00"))
    text = path.read_text("utf-8")
    tree = ElementTree.fromstring(text)
    assert {each.tag.rpartition("}")[2] for each in tree.iter()}.isdisjoint({"script", "image"})
    attributes = {name.rpartition("}")[2] for each in tree.iter() for name in each.attrib}
    assert attributes.isdisjoint({"href", "src", "onload", "onclick"})
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.locator("text=乙省").first.is_visible()
    assert page.locator(".bars rect.reactive").count() == 4
    page.close()


def test_a_series_is_a_line_with_its_targets_beside() -> None:
    text = chart_svg(matrix("甲省"))
    assert "目标 target" in text and "结果 result" in text
    assert "2025" in text and "2026" in text
