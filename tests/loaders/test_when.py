"""The year a figure is about: said in its sentence, carried on, a base, or that of its part."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.indicators.indicators import find_indicators
from graph.loaders.reading import read_document

HEAD = (
    "云河市2025年政府工作报告\n——2025年1月8日在云河市第十届人民代表大会第四次会议上\n各位代表：\n"
    "一、2024年工作回顾\n{review}\n二、2025年工作安排\n{plan}\n"
)


def years(folder: Path, review: str, plan: str) -> str:
    path = folder / "report.txt"
    path.write_text(HEAD.format(review=review, plan=plan), encoding="utf-8")
    return " ".join(f"{each.value}:{each.year}" for each in find_indicators(read_document(path)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2023年新建学校4所，改造道路9公里；2024年新建学校6所。", "4:2023 9:2023 6:2024"),
        ("2022年，完成造林3万亩，治理河道20公里。", "3:2022 20:2022"),
        (
            "粮食总产达到52.3万吨，比2020年增长12.5%，是2015年的1.8倍。",
            "52.3:2024 12.5:2024 1.8:2024",
        ),
        ("高新技术企业达到86家，为2020年的3.2倍。", "86:2024 3.2:2024"),
        ("与2019年相比，旅客吞吐量增长23%。", "23:2024"),
        ("2021—2024年，累计改造老旧小区120个，惠及居民3万户。", "120:2024 3:2024"),
        ("去年新增就业2.1万人，培训技能人才5000人次。", "2.1:2024 5000:2024"),
        ("2024年末常住人口61.5万人，城镇化率58.6%。", "61.5:2024 58.6:2024"),
        ("二○二三年，新建泵站4座，改造管网9公里。", "4:2023 9:2023"),
        ("全市地区生产总值由2020年的500亿元增加到2024年的720亿元。", "720:2024"),
        ("全市地区生产总值完成320亿元，增长6.2%，上年为301亿元。", "320:2024 6.2:2024 301:2023"),
        ("财政收入6.8亿元，是1998年的1.9倍。", "6.8:2024 1.9:2024"),
        ("改造道路9公里，去年同期为7公里。", "9:2024 7:2023"),
    ],
)
def test_in_a_review(tmp_path: Path, sentence: str, expected: str) -> None:
    assert years(tmp_path, sentence, "做好各项工作。") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("去年，新建学校4所，改造道路9公里；今年，新建学校6所。", "4:2024 9:2024 6:2025"),
        ("去年完成投资30亿元，今年计划完成投资35亿元。", "30:2024 35:2025"),
        ("到2027年，培育规上企业300家，产值突破1000亿元。", "300:2027 1000:2027"),
        ("2025—2027年，建成高标准农田20万亩，改造灌区3处。", "20:2027 3:2027"),
        ("上年结转资金12亿元，今年安排支出20亿元。", "12:2024 20:2025"),
        ("“十五五”期间，新建学校60所。", "60:2030"),
    ],
)
def test_in_a_plan(tmp_path: Path, sentence: str, expected: str) -> None:
    assert years(tmp_path, "各项工作完成。", sentence) == expected


@pytest.mark.parametrize(
    ("title", "sentence", "expected"),
    [
        ("云河市“十五五”规划纲要", "到2028年，培育企业300家。", "300:2028:target"),
        ("云河市产业三年行动计划（2024—2026年）", "2024年新建厂房20万平方米。", "20:2024:target"),
        ("云河市产业三年行动计划（2024—2026年）", "2023年建成厂房20万平方米。", "20:2023:actual"),
        ("云河市2025年工作要点", "新建学校6所。", "6:2025:target"),
        ("云河市2024年经济运行情况", "新建学校6所。", "6:2024:actual"),
        ("望江县“十四五”规划中期评估报告\n（2023年8月）", "到2025年新建学校6所。", "6:2025:target"),
        ("关于学校的话", "2023年，我们要重点做好以下工作：新建学校6所。", "6:2023:target"),
        ("关于学校的话", "五年来，学校由2018年的5所增加到2022年的6所。", "6:2022:actual"),
    ],
)
def test_what_lies_in_the_years_of_a_plan_is_aimed_at(
    tmp_path: Path, title: str, sentence: str, expected: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"{title}\n一、工业\n{sentence}\n", encoding="utf-8")
    (figure,) = find_indicators(read_document(path))
    assert f"{figure.value}:{figure.year}:{figure.status}" == expected
