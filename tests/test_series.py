"""What makes values a series: one spelling of each indicator, one kind of value, one base unit."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build.assemble import build_graph
from graph.build.made import document_part
from graph.build.series.spelling import canonical_name
from graph.build.series.units import base_unit, number
from graph.glossary import seed_glossary
from graph.loaders.extraction import default_extractor
from graph.loaders.reading import read_document
from graph.parts import Part, Value
from graph.record import Origin, Record
from graph.workspace import Workspace
from tests.conftest import NO_DOCUMENT, SHARED

LEVEL, FLOW, CHANGE = frozenset({"level"}), frozenset({"flow"}), frozenset({"change"})
Values = dict[str, Value]


def series_of(part: Part) -> dict[str, list[tuple[str, Values]]]:
    """The values of a document by series, each with the canonical name of its indicator."""
    nodes = {each.id: each.properties for each in part.nodes}
    found: dict[str, list[tuple[str, Values]]] = defaultdict(list)
    for each in part.relationships:
        if each.type == "OBSERVED":
            value = nodes[each.target]
            found[str(value["series"])].append((str(nodes[each.source]["canonical"]), value))
    return found


def part_of_text(text: str, tmp_path: Path) -> Part:
    """What a document with this text adds to the graph."""
    file = tmp_path / "report.txt"
    file.write_text(text, "utf-8")
    document = read_document(file)
    facts = default_extractor().extract(document)
    return document_part(
        Record("document-1", "document-1", Origin("report.txt", "", ""), document, facts),
        seed_glossary(),
    )


@pytest.mark.parametrize(
    ("canonical", "measures", "unit", "names"),
    [
        (
            "地区生产总值",
            CHANGE,
            "%",
            "地区生产总值 生产总值 全市生产总值 GDP 全省地区生产总值 经济",
        ),
        ("粮食总产量", FLOW, "亿斤", "粮食产量 粮食总产量 粮食总产 全年粮食产量"),
        (
            "研发经费投入强度",
            LEVEL,
            "%",
            "全社会研发经费投入占比 研发投入强度 研发经费投入占GDP比重",
        ),
        ("研发经费投入强度", LEVEL, "%", "全社会研发经费支出相当于全市生产总值的比例"),
        ("研发经费投入强度", LEVEL, "%", "全社会研发经费支出相当于生产总值的比例"),
        ("5G基站", LEVEL, "万个", "5G基站 累计5G基站 累计建成5G基站 5G基站数量"),
        ("各类公园", FLOW, "处", "各类公园 新建各类公园"),
        ("高标准农田", FLOW, "万亩", "高标准农田 新建高标准农田 新建成高标准农田"),
        ("规模以上工业增加值", CHANGE, "%", "规上工业增加值 规模以上工业增加值"),
        ("PM2.5平均浓度", LEVEL, "微克", "PM2.5平均浓度 PM_2.5平均浓度 细颗粒物浓度"),
        ("高标准农田", FLOW, "万亩", "高标准农田建设"),
        ("老旧小区", FLOW, "个", "城镇老旧小区 改造城镇老旧小区 老旧小区改造"),
        (
            "国家专精特新小巨人企业",
            FLOW,
            "家",
            "国家专精特新“小巨人” 新增国家级专精特新“小巨人”企业",
        ),
        ("高速公路通车里程", LEVEL, "公里", "高速公路 高速公路总里程"),
        ("进出口总额", FLOW, "亿元", "货物贸易进出口总额 进出口"),
        ("经营主体", FLOW, "万户", "新登记各类经营主体 新增经营主体"),
        ("村集体经营性收入", FLOW, "万元", "的村集体经营性收入 村集体经营性收入"),
        ("一般公共预算支出", FLOW, "亿元", "地方一般公共预算支出 一般公共预算支出"),
        ("补贴性职业技能培训", FLOW, "万人次", "接受补贴性职业技能培训 补贴性职业技能培训"),
        ("治理交通堵乱点", FLOW, "处", "治理中心城区交通堵乱点 治理交通堵乱点"),
        ("基础养老金最低标准", LEVEL, "元", "基础养老金月最低标准 基础养老金最低标准"),
        ("口袋公园", FLOW, "个", "建成开放口袋公园等 口袋公园"),
        ("列入甲计划项目", FLOW, "个", "项目列入甲计划 列入甲计划项目"),
        ("保护性耕作", FLOW, "万亩", "保护性耕作面积 保护性耕作"),
        ("促消费活动", FLOW, "场", "举办促消费活动 举办“泉城购”等促消费活动"),
    ],
)
def test_spellings_of_one_indicator_share_a_name(
    canonical: str, measures: frozenset[str], unit: str, names: str
) -> None:
    found = {canonical_name(each, measures, {unit}, "济南") for each in names.split()}
    assert found == {canonical}


@pytest.mark.parametrize(
    ("one", "other", "measures", "units"),
    [
        ("经济", "地区生产总值", CHANGE, {""}),
        ("人均地区生产总值", "地区生产总值", FLOW, {"元"}),
        ("海洋生产总值", "地区生产总值", CHANGE, {"%"}),
        ("新建高标准农田", "新建和改造提升高标准农田", FLOW, {"万亩"}),
        ("新增贷款", "贷款", CHANGE, {"%"}),
        ("改造老旧小区", "新建老旧小区", FLOW, {"个"}),
        ("建成通车高速公路", "高速公路通车里程", FLOW, {"条"}),
        ("新增经营主体", "净增经营主体", FLOW, {"万户"}),
        ("建成通车高速公路", "高速公路总里程", FLOW, {"公里"}),
        ("新建高速公路", "高速公路总里程", FLOW, {"公里"}),
        ("青岛地区生产总值", "地区生产总值", CHANGE, {"%"}),
        ("地区生产总值增速", "地区生产总值", frozenset({"rank"}), {"位"}),
    ],
)
def test_other_indicators_stay_others(
    one: str, other: str, measures: frozenset[str], units: set[str]
) -> None:
    named = [canonical_name(each, measures, units, "济南") for each in (one, other)]
    assert len({*named}) == 2


@given(
    name=st.text(alphabet="新建累计全省地区生产总值规模数粮食5G基站济南市“”", max_size=20),
    measure=st.sampled_from(["level", "flow", "change", "rank"]),
)
def test_a_canonical_name_is_its_own(name: str, measure: str) -> None:
    once = canonical_name(name, {measure}, {"个"}, "济南")
    assert canonical_name(once, {measure}, {"个"}, "济南") == once
    assert bool(once) == bool(name)


@pytest.mark.parametrize(
    ("value", "unit", "expected", "base"),
    [
        ("5.4", "万个", 54_000, "个"),
        ("209", "家", 209, "个"),
        ("1100", "亿斤", 55_000_000, "吨"),
        ("306", "万吨", 3_060_000, "吨"),
        ("725.6", "万亩", 7_256_000, "亩"),
        ("1083", "亿元", 108_300_000_000, "元"),
        ("1.12", "万美元", 11_200, "美元"),
        ("2.1", "%", 2.1, "%"),
        ("0.5", "个百分点", 0.5, "个百分点"),
        ("3", "成", 30, "%"),
        ("", "", None, ""),
    ],
)
def test_values_are_brought_to_one_unit_of_their_kind(
    value: str, unit: str, expected: float | None, base: str
) -> None:
    assert (number(value, unit), base_unit(unit)) == (expected, base)


_REPORT = """甲市2026年政府工作报告

一、2025年工作回顾

{}

二、2026年重点工作

地区生产总值增长5%左右。
"""


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("地区生产总值增长5.3%、高于全国0.3个百分点。", ["year", "difference"]),
        ("地区生产总值年均增长5.7%。", ["average"]),
        ("居民人均可支配收入年均分别增长5.7%、5.9%。", ["average", "average"]),
        ("五年来，全市改造老旧小区300个，森林覆盖率达到31.2%。", ["period", "year"]),
        ("单位地区生产总值能耗累计下降14%。", ["period"]),
        ("高新技术企业较2020年增长85%。", ["difference"]),
        ("基层安宁疗护服务比例不低于60%。", ["year"]),
        ("PM2.5年均浓度降至36微克/立方米。", ["year"]),
        ("“十四五”时期，全市新建公园54处。去年，新建公园12处。", ["period", "year"]),
        ("前三季度地区生产总值增长5.1%。", ["part"]),
        ("固定资产投资完成年度计划的80%。", ["share"]),
        ("一般公共预算收入5年增长18.7%。", ["period"]),
        ("一般公共预算收入连续5年增长8%以上，2025年增长9%。", ["year", "year"]),
        (
            "预期寿命从2020年的75.2岁提升至2025年的76.8岁，建成县域医疗次中心200个。",
            ["year", "period"],
        ),
        ("| 指标 | 2025年完成 |\n|--|--|\n| 工业增加值年均增速 | 6.1% |", ["average"]),
    ],
)
def test_a_year_is_told_from_what_is_none(sentence: str, kinds: list[str], tmp_path: Path) -> None:
    part = part_of_text(_REPORT.format(sentence), tmp_path)
    values = [each.properties for each in part.nodes if each.label == "Observation"]
    assert [each["value_kind"] for each in values][: len(kinds)] == kinds
    assert values[-1]["value_kind"] == "year"


def test_review_and_plan_of_a_report_are_in_one_series(seed_workspace: Workspace) -> None:
    series = series_of(build_graph(seed_workspace.collection)[0])
    pairs = {
        values[0][0]: sorted((str(each["year"]), str(each["value"])) for _, each in values)
        for values in series.values()
        if {each["year"] for _, each in values} >= {2024, 2025}
    }
    assert len(pairs) >= 30
    assert pairs["供热面积"] == [("2024", "1700"), ("2025", "400")]
    assert pairs["工业技改投资"] == [("2024", "10"), ("2025", "8")]
    assert pairs["5G基站"] == [("2024", "5.4"), ("2025", "6")]
    assert pairs["高标准农田"] == [("2024", "21.5"), ("2025", "18.35")]
    assert pairs["研发经费投入强度"] == [("2024", "2.94"), ("2025", "3")]
    for values in series.values():
        told = {(each["measure"], each["value_kind"], each["base_unit"]) for _, each in values}
        assert len(told) == 1


@pytest.mark.parametrize("province", ["guangxi", "shanghai", "shaanxi", "shandong"])
def test_growth_of_every_province_is_of_one_indicator(province: str, tmp_path: Path) -> None:
    report = SHARED / "reports" / "provinces-2026" / f"{province}-2026.txt"
    if not report.exists():
        pytest.skip(NO_DOCUMENT)
    series = series_of(part_of_text(report.read_text("utf-8"), tmp_path))
    growth = [
        values for values in series.values()
        if any(name == "地区生产总值" and (each["measure"], each["value_kind"], each["base_unit"])
               == ("change", "year", "%") for name, each in values)
    ]  # fmt: skip
    assert len(growth) == 1
    assert [(each["value"], each["status"]) for _, each in growth[0] if each["year"] == 2026] == [
        ("5", "target")
    ]
