"""Verdicts on single pairs: qualifiers, directions, how rough a figure may be."""

from __future__ import annotations

from typing import Any

import pytest

from graph.tracking.figures import Figure
from graph.tracking.judging import asks_less, judged


def figure(
    name: str, said: str, number: float, unit: str = "%", measure: str = "change", **more: Any
) -> Figure:
    """A figure as track.cypher gives it; `said` is its qualifier, with a minus for a fall."""
    return Figure.of(
        {
            "place": "某市",
            "document_id": "document-a",
            "document_year": 2026,
            "series": "series-a",
            "canonical": name,
            "name": name,
            "measure": measure,
            "value_kind": "year",
            "base_unit": unit,
            "unit": unit,
            "year": 2025,
            "status": "actual",
            "qualifier": said.lstrip("-"),
            "direction": "down" if said.startswith("-") else "up",
            "number": number,
            "upper": None,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("name", "target", "result", "verdict"),
    [
        ("地区生产总值", ("approx", 5.5), ("exact", 5.3), "met"),
        ("地区生产总值", ("approx", 5.5), ("exact", 5.2), "missed"),
        ("地区生产总值", ("exact", 5.5), ("exact", 5.4), "missed"),
        ("地区生产总值", ("at_least", 5.5), ("exact", 5.5), "met"),
        ("地区生产总值", ("at_least", 5.5), ("approx", 5.4), "not_comparable"),
        ("地区生产总值", ("at_least", 5.5), ("approx", 5), "missed"),
        ("地区生产总值", ("at_least", 5.5), ("approx", 5.5), "met"),
        ("地区生产总值", ("approx", 5.5), ("exact", 8), "met"),
        ("地区生产总值", ("at_least", 6), ("-exact", 7), "missed"),
        ("城镇调查失业率", ("exact", 5.5), ("exact", 5.2), "met"),
        ("城镇调查失业率", ("approx", 5.5), ("exact", 5.9), "missed"),
        ("城镇调查失业率", ("at_most", 5.5), ("exact", 5.6), "missed"),
        ("某项支出", ("at_most", 3), ("exact", 2), "met"),
        ("某项支出", ("at_most", 3), ("exact", 3.1), "missed"),
        ("单位地区生产总值能耗", ("-exact", 3), ("-exact", 3.2), "met"),
        ("单位地区生产总值能耗", ("-exact", 3), ("-exact", 2.5), "missed"),
        ("检查事项", ("-at_least", 30), ("-exact", 35), "met"),
        ("检查事项", ("-at_least", 30), ("-exact", 26), "missed"),
        ("检查事项", ("-exact", 10), ("exact", 12), "missed"),
        ("森林面积", ("-at_most", 3), ("-exact", 2), "met"),
        ("森林面积", ("-at_most", 3), ("-exact", 4), "missed"),
        ("居民消费价格", ("approx", 2), ("exact", 2.1), "met"),
        ("居民消费价格", ("approx", 2), ("exact", 0.2), "missed"),
        ("居民消费价格", ("approx", 2), ("exact", 4), "missed"),
        ("居民消费价格", ("at_most", 3), ("exact", 0.2), "met"),
    ],
)
def test_changes(
    name: str, target: tuple[str, float], result: tuple[str, float], verdict: str
) -> None:
    assert judged(figure(name, *target), figure(name, *result)) == verdict


@pytest.mark.parametrize(
    ("name", "measure", "target", "result", "verdict"),
    [
        ("公园", "flow", ("exact", 30.0), ("exact", 31.0), "met"),
        ("公园", "flow", ("exact", 30.0), ("exact", 29.0), "missed"),
        ("公园", "flow", ("approx", 100.0), ("exact", 96.0), "met"),
        ("公园", "flow", ("at_least", 2000.0), ("at_least", 2000.0), "met"),
        ("公园", "flow", ("at_least", 2000.0), ("at_least", 1950.0), "not_comparable"),
        ("公园", "flow", ("at_least", 2000.0), ("at_least", 1500.0), "missed"),
        ("PM2.5平均浓度", "level", ("exact", 36.0), ("exact", 35.0), "met"),
        ("PM2.5平均浓度", "level", ("exact", 36.0), ("exact", 38.0), "missed"),
        ("生态指数", "rank", ("at_most", 10.0), ("exact", 8.0), "met"),
        ("生态指数", "rank", ("exact", 8.0), ("exact", 9.0), "missed"),
    ],
)
def test_levels_flows_and_ranks(
    name: str, measure: str, target: tuple[str, float], result: tuple[str, float], verdict: str
) -> None:
    aimed = figure(name, *target, unit="个", measure=measure)
    assert judged(aimed, figure(name, *result, unit="个", measure=measure)) == verdict


def test_a_range_is_met_from_its_lower_end_on() -> None:
    target = figure("地区生产总值", "range", 4.5, upper=5.0)
    assert judged(target, figure("地区生产总值", "exact", 4.5)) == "met"
    assert judged(target, figure("地区生产总值", "exact", 4.4)) == "missed"
    assert judged(target, figure("地区生产总值", "exact", 5.6)) == "met"
    rough = figure("地区生产总值", "range", 4.0, upper=4.8)
    assert judged(target, rough) == "not_comparable"


def test_less_is_asked_where_the_better_way_is_given_up() -> None:
    assert asks_less(figure("公园", "exact", 30), figure("公园", "exact", 54))
    assert not asks_less(figure("公园", "exact", 54), figure("公园", "exact", 54))
    assert asks_less(figure("失业率", "exact", 5.5), figure("失业率", "exact", 5.2))
    assert asks_less(figure("能耗", "-exact", 2), figure("能耗", "-exact", 3))
