"""What figures measure: names, measures, years and evidence, on the language of reports."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.loaders.document import Document, PartOfReport, Passage, Section
from graph.loaders.facts import Indicator
from graph.loaders.indicators import find_indicators
from graph.loaders.reading import read_document

SHARED = Path(__file__).parents[2].parent / "shared"


def document(text: str, part: PartOfReport = "review", year: int = 2024) -> Document:
    section = Section(0, None, 1, "一、", "工作", 0, len(text), part, year)
    passage = Passage(0, 0, text, range(len(text)))
    return Document("报告", "某市", "city", 2025, "", text, (section,), (passage,))


def found(text: str, part: PartOfReport = "review", year: int = 2024) -> list[Indicator]:
    return find_indicators(document(text, part, year))


def brief(text: str, part: PartOfReport = "review") -> list[tuple[str, str, str, str]]:
    return [(each.name, each.value, each.unit, each.measure) for each in found(text, part)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新增停车设施39处、停车位1.4万个。",
            [("新增停车设施", "39", "处", "flow"), ("新增停车位", "1.4", "万个", "flow")],
        ),
        (
            "完成一般公共预算收入 1083 亿元，增长 2.1%，高于全省0.3个百分点。",
            [
                ("一般公共预算收入", "1083", "亿元", "flow"),
                ("一般公共预算收入", "2.1", "%", "change"),
                ("一般公共预算收入", "0.3", "个百分点", "change"),
            ],
        ),
        (
            "城镇、农村居民人均可支配收入分别增长4.4%、5.9%。",
            [
                ("城镇居民人均可支配收入", "4.4", "%", "change"),
                ("农村居民人均可支配收入", "5.9", "%", "change"),
            ],
        ),
        (
            "游客人数、旅游收入均增长10%以上。",
            [("游客人数", "10", "%", "change"), ("旅游收入", "10", "%", "change")],
        ),
        (
            "林下经济面积达260万亩、产值达130亿元。",
            [("林下经济面积", "260", "万亩", "level"), ("林下经济产值", "130", "亿元", "flow")],
        ),
        (
            "数字生态指数居全国第8位，工业机器人产量增长3%、出口量居全国首位。",
            [
                ("数字生态指数", "8", "位", "rank"),
                ("工业机器人产量", "3", "%", "change"),
                ("工业机器人出口量", "1", "位", "rank"),
            ],
        ),
        ("3项改革案例获全国推广。", [("获全国推广改革案例", "3", "项", "flow")]),
        ("国际友好城市增至92个。", [("国际友好城市", "92", "个", "level")]),
        ("新签约总投资超10亿元项目50个。", [("新签约总投资超10亿元项目", "50", "个", "flow")]),
        ("托位数从0.5个增至4.8个。", [("托位数", "4.8", "个", "level")]),
        ("吉化120万吨乙烯项目和8英寸芯片产线投产。", []),
    ],
)
def test_what_a_figure_measures(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert brief(text) == expected


def test_falling_is_down_whatever_the_verb() -> None:
    ways = [each.direction for each in found("拥堵指数下降3.6%，一般性支出压减5%，速度提升5%。")]
    assert ways == ["down", "down", "up"]


def test_the_part_of_the_report_says_year_and_status() -> None:
    (done,) = found("进出口总额2300亿元。", "review", 2024)
    (expected,) = found("预计完成进出口总额2300亿元。", "review", 2024)
    (target,) = found("进出口总额达到2300亿元。", "plan", 2025)
    assert (done.year, done.status) == (2024, "actual")
    assert (expected.year, expected.status) == (2024, "expected")
    assert (target.year, target.status) == (2025, "target")


def test_a_year_that_is_said_wins() -> None:
    (later,) = found("到2030年，全市人口达到1000万人。", "plan", 2025)
    (period,) = found("“十五五”时期新增高速公路500公里。", "plan", 2025)
    assert (later.year, period.year) == (2030, 2030)


def test_a_target_without_a_number_is_one_in_a_plan_only() -> None:
    (target,) = found("推动固定资产投资合理增长。", "plan", 2025)
    assert (target.name, target.value, target.unit, target.direction) == (
        "固定资产投资", "", "", "up",
    )  # fmt: skip
    assert not found("固定资产投资合理增长。", "review", 2024)


def test_evidence_shows_name_and_figure_in_the_source() -> None:
    text = "全市经济稳中有进。5G 基站达到 6 万个，增长 20%。"
    level, change = found(text)
    assert level.evidence.quote == "5G 基站达到 6 万个"
    assert change.evidence.quote == "5G 基站达到 6 万个，增长 20%"
    for each in (level, change):
        assert text[each.evidence.start : each.evidence.end] == each.evidence.quote


WORDS = (
    "新增 达到 增长 分别 均 、 ， 。 ； 和 等 （ ） “ ” 的 5.4万个 3% 第8位 12家 占比 产值 "
    "投资 项目 "
    "— 超过 以上 累计 全年 居全国 首位 合理增长 从2.9提高到3.5 建成 企业 其中 高于全国1个百分点 "
    "亿元 0 2025年"
)
PROSE = st.lists(st.sampled_from(WORDS.split())).map("".join)


@given(st.one_of(PROSE, st.text()), st.sampled_from(["review", "plan", "other"]))
def test_any_text_gives_facts_that_stand_in_it(text: str, part: PartOfReport) -> None:
    for each in found(text, part):
        quote = each.evidence.quote
        assert each.name
        assert quote and text[each.evidence.start : each.evidence.end] == quote
        if each.measure != "rank" and each.value:
            assert each.value.translate(str.maketrans("", "", ",")) in _plain(quote)


def _plain(quote: str) -> str:
    kept = "".join(quote.split()).replace(",", "").replace("，", "")
    return kept.translate(str.maketrans("０１２３４５６７８９．", "0123456789."))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["项目", "，", "5个", "从5个至", "、“", "比（"])
def test_a_text_without_an_end_is_read(unit: str) -> None:
    find_indicators(document(unit * (200_000 // len(unit)) + "增长5%"))


@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="needs the shared gold set")
def test_the_gold_set_is_found_to_the_measured_standard() -> None:
    sys.path.insert(0, str(SHARED / "gold"))
    import score_facts

    from graph.loaders.facts import to_json

    lines: dict[str, list[dict[str, object]]] = {}
    totals = {"indicator": (0, 0, 0), "indicator, figure only": (0, 0, 0)}
    sections = json.loads((SHARED / "gold/sections.json").read_text(encoding="utf-8"))
    for section, report in sections.items():
        if report not in lines:
            read = read_document(SHARED / report)
            lines[report] = [to_json(each, read) for each in find_indicators(read)]
        text = (SHARED / f"gold/{section}.txt").read_text(encoding="utf-8")
        gold = [
            json.loads(line)
            for line in (SHARED / f"gold/{section}.jsonl").read_text(encoding="utf-8").splitlines()
            if line.strip()
        ]
        scores = score_facts.score(text, gold, [dict(line) for line in lines[report]])
        for kind, before in totals.items():
            totals[kind] = tuple(map(sum, zip(before, scores[kind], strict=True)))  # type: ignore[assignment]
    assert score_facts.f1(*totals["indicator"])[2] >= 0.95
    assert score_facts.f1(*totals["indicator, figure only"])[2] >= 0.99
