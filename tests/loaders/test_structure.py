"""Sections, periods, leads and seams, each on a text that shows one thing."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from graph.loaders.document import Document, Passage
from graph.loaders.reading import read_document
from tests.loaders.outlines import lead, outline

LONG = (
    "围绕这一目标，全市上下持续推进各项任务落实，"
    "项目建设全面提速，经营主体活力不断增强，群众得到更多实惠。"
)
HEAD = (
    "政府工作报告\n——2026年1月20日在某某市第五届人民代表大会第六次会议上\n某某市市长 某某\n"
    "各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"
)


class Read(Protocol):
    def __call__(self, text: str, name: str = "report.txt") -> Document: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(text: str, name: str = "report.txt") -> Document:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_document(path)

    return reader


def body(document: Document) -> list[Passage]:
    """The paragraphs after the first heading."""
    return [
        each for each in document.passages if not each.heading and document.section_of(each).level
    ]


@pytest.mark.parametrize(
    ("occasion", "place", "level", "date"),
    [
        ("——2025年1月13日在济南市第十八届人民代表大会第四次会议上", "济南", "city", "2025-01-13"),
        ("二〇二六年一月二十七日在甘肃省十四届人民代表大会上", "甘肃", "province", "2026-01-27"),
        ("二○二六年十月十日在上海市第十六届人民代表大会上", "上海", "province", "2026-10-10"),
        ("2026年2月2日在广西壮族自治区第十四届人民代表大会上", "广西", "province", "2026-02-02"),
        ("2026年2月4日在内蒙古自治区第十四届人民代表大会上", "内蒙古", "province", "2026-02-04"),
        ("2026年2月30日在商河县第十九届人民代表大会第五次会议上", "商河县", "county", ""),
    ],
)
def test_front_says_who_reports_and_when(
    read: Read, occasion: str, place: str, level: str, date: str
) -> None:
    document = read(f"政府工作报告\n{occasion}\n各位代表：\n现在，我代表政府报告工作。\n")
    assert (document.place, document.level, document.date) == (place, level, date)


def test_numbering_makes_the_levels_whatever_the_markup(read: Read) -> None:
    text = (
        "# 政府工作报告\n\n#### 一、2025年工作回顾\n\n**（一）经济稳中有进**\n\n好。\n\n"
        "### （二）改革持续深化。企业活力增强，营商环境优化。\n\n## 二、2026年工作安排\n\n"
        "1. 扩大内需\n\n好。\n"
    )
    sections = read(text, "report.md").sections
    assert [(each.level, each.number, each.title) for each in sections] == [
        (1, "一、", "2025年工作回顾"),
        (2, "（一）", "经济稳中有进"),
        (2, "（二）", "改革持续深化"),
        (1, "二、", "2026年工作安排"),
        (2, "1.", "扩大内需"),
    ]


def test_headings_without_numbers_are_told_by_markup_or_words(read: Read) -> None:
    text = (
        HEAD
        + "“十四五”时期工作回顾\n成绩很大。\n2026年重点工作\n（一）扩大内需\n好。\n附件\n名词解释\n"
    )
    assert [line.strip() for line in outline(read(text)).splitlines()] == [
        "- | other 0 | 3",
        "“十四五”时期工作回顾 | review 2025 | 1",
        "2026年重点工作 | plan 2026 | 0",
        "（一）扩大内需 | plan 2026 | 1",
        "附件 | other 0 | 0",
        "名词解释 | other 0 | 0",
    ]
    marked = "# 三年行动计划\n\n## 总体要求\n\n### 主要目标\n\n好。\n\n## 保障措施\n\n好。\n"
    assert [each.level for each in read(marked, "plan.md").sections] == [1, 2, 1]


def test_a_heading_is_a_passage_with_its_place(read: Read) -> None:
    document = read(HEAD + "一、2025年工作回顾\n（一）经济稳中有进。投资增长。\n")
    headings = [each for each in document.passages if each.heading]
    assert [each.text for each in headings] == ["2025年工作回顾", "经济稳中有进"]
    for each in headings:
        start, end = each.place(0, len(each.text))
        assert document.text[start:end] == document.section_of(each).title
    assert [each.text for each in body(document)] == ["投资增长。"]


@pytest.mark.parametrize(
    ("heading", "paragraphs", "periods"),
    [
        ("2025年工作回顾", ["好。"], [("review", 2025)]),
        ("2025年和“十四五”时期工作回顾", ["五年来，好。"], [("review", 2025)]),
        ("“十五五”时期主要目标和重大任务", ["好。"], [("plan", 2030)]),
        ("2026年重点工作", ["今年要好。", "“十五五”时期更好。"], [("plan", 2026)] * 2),
        (
            "“十五五”时期目标任务和2026年工作安排",
            ["要好。", "今年是开局之年。", "还要好。"],
            [("plan", 2030), ("plan", 2026), ("plan", 2026)],
        ),
        (
            "“十四五”时期发展成就和“十五五”时期主要目标任务",
            ["“十四五”时期很好。", "“十五五”时期更好。"],
            [("review", 2025), ("plan", 2030)],
        ),
        (
            "关于第十五个五年规划纲要的说明",
            ["好。", "“十四五”时期，很好。", "“十五五”时期更好。"],
            [("plan", 2030), ("review", 2025), ("plan", 2030)],
        ),
        ("一鼓作气，推动“十五五”开好局、起好步", ["2026年是开局之年。"], [("plan", 2026)]),
        ("一年接着一年干", ["2025年是收官之年。"], [("review", 2025)]),
    ],
)
def test_parts_and_years_follow_headings_and_paragraphs(
    read: Read, heading: str, paragraphs: list[str], periods: list[tuple[str, int]]
) -> None:
    document = read(HEAD + "\n".join([f"一、{heading}", *paragraphs]))
    sections = [document.section_of(each) for each in body(document)]
    assert [(each.part, each.year) for each in sections] == periods


def test_a_new_government_reviews_five_years_and_plans_five(read: Read) -> None:
    text = (
        "政 府 工 作 报 告\n（2023年1月5日在广州市第十六届人民代表大会第三次会议上）\n目 录\n"
        "一、过去五年工作回顾……………1\n二、今后五年奋斗目标……………8\n各位代表：\n我代表市人民政府作工作报告。\n"
        f"一、过去五年工作回顾\n{LONG}\n二、今后五年奋斗目标\n{LONG}\n三、今年工作\n{LONG}\n"
    )
    document = read(text)
    assert document.title == "政府工作报告"
    assert [(each.title, each.part, each.year) for each in document.sections if each.level] == [
        ("过去五年工作回顾", "review", 2022),
        ("今后五年奋斗目标", "plan", 2027),
        ("今年工作", "plan", 2023),
    ]


def test_a_five_year_plan_is_plan_but_for_its_look_back(read: Read) -> None:
    text = (
        "某某省国民经济和社会发展第十五个五年规划纲要\n第一篇 开启新征程\n第一章 发展环境\n"
        f"第一节 “十四五”时期发展成就\n{LONG}\n第二节 面临形势\n{LONG}\n第二章 主要目标\n{LONG}\n"
    )
    document = read(text)
    assert (document.place, document.level, document.year) == ("某某", "province", 2030)
    assert [(each.level, each.number, each.part, each.year) for each in document.sections] == [
        (1, "第一篇", "plan", 2030),
        (2, "第一章", "plan", 2030),
        (3, "第一节", "review", 2025),
        (3, "第二节", "plan", 2030),
        (2, "第二章", "plan", 2030),
    ]


def test_an_action_plan_has_its_last_year_and_a_place(read: Read) -> None:
    text = (
        "# 济南市数字经济发展三年行动计划（2025—2027年）\n\n"
        f"# 一、主要任务\n\n1. **建设算力中心。**{LONG}\n"
    )
    document = read(text, "plan.md")
    assert (document.place, document.year) == ("济南", 2027)
    assert [each.part for each in document.sections] == ["plan"]
    assert lead(body(document)[0]) == "建设算力中心"


def test_a_file_without_a_title_is_named_by_its_first_line_or_its_name(read: Read) -> None:
    assert read(f"关于计划执行情况的通报\n{LONG}\n").title == "关于计划执行情况的通报"
    assert read(f"{LONG}\n", "某市通报.txt").title == "某市通报"


def test_what_closes_a_part_does_not_stand_under_its_last_item(read: Read) -> None:
    text = HEAD + (
        "一、2025年工作回顾\n（一）经济\n好。\n各位代表！我们要努力。\n（二）民生\n好。\n"
        "各位代表！成绩来之不易。\n我们也清醒认识到，还有困难。\n二、2026年工作安排\n"
    )
    titles = [read(text).section_of(each).title for each in body(read(text))]
    assert titles == ["经济", "经济", "民生", "2025年工作回顾", "2025年工作回顾"]


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        (f"**加强数字基础设施建设。**{LONG}", "加强数字基础设施建设"),
        (f"**加强数字基础设施建设**。{LONG}", "加强数字基础设施建设"),
        (f"城市交通不断优化。{LONG}", "城市交通不断优化"),
        (f"强化政治引领，锤炼坚强党性。{LONG}", "强化政治引领，锤炼坚强党性"),
        (f"一是内需潜力有效释放。{LONG}", "内需潜力有效释放"),
        (f"——经济综合实力实现新跃升。{LONG}", "经济综合实力实现新跃升"),
        (f"★ 经济综合实力实现新跃升。{LONG}", "经济综合实力实现新跃升"),
        (f"五年来，我们坚持创新引领，产业迈出新步伐。{LONG}", "坚持创新引领，产业迈出新步伐"),
        (f"以新一轮“3个100万”为抓手推进城镇化。{LONG}", "以新一轮“3个100万”为抓手推进城镇化"),
        (f"过去一年很不平凡。{LONG}", ""),
        (f"地区生产总值增长5.5%。{LONG}", ""),
        (f"各位代表！我们要努力。{LONG}", ""),
        (f"习近平总书记亲临视察。{LONG}", ""),
        (f"国际机场二期竣工验收。{LONG}", ""),
        (LONG, ""),
    ],
)
def test_leads_are_told_with_and_without_bold(read: Read, paragraph: str, words: str) -> None:
    document = read(f"# 报告\n\n一、2026年重点工作\n\n{paragraph}\n", "report.md")
    assert lead(body(document)[0]) == words


def test_a_sentence_alone_on_its_line_heads_the_next_paragraph(read: Read) -> None:
    document = read(
        HEAD + f"一、2025年工作回顾\n生态底色更加亮丽。\n{LONG}\n经济持续向好。\n{LONG}\n"
    )
    assert [lead(each) for each in body(document)] == ["生态底色更加亮丽", "经济持续向好"]
    assert body(document)[0].text == "生态底色更加亮丽。" + LONG


def test_numbered_items_cut_a_paragraph(read: Read) -> None:
    text = f"一、2026年重点工作\n（一）守牢底线。一要守好安全底线。{LONG}二要守好金融底线。{LONG}\n"
    passages = body(read(HEAD + text))
    assert [lead(each) for each in passages] == ["守好安全底线", "守好金融底线"]
    assert passages[1].text.startswith("二要")


@pytest.mark.parametrize(
    ("lines", "passages"),
    [
        (
            "全面深入学习贯彻会议精神，扎实推进各项重点任\n\n务落实见效。",
            ["全面深入学习贯彻会议精神，扎实推进各项重点任务落实见效。"],
        ),
        (
            "坚持以新时代中国特色社会主义思想\n\n会主义思想为指导。",
            ["坚持以新时代中国特色社会主义思想为指导。"],
        ),
        (
            "完善激发民营经济活力的政策体系，进一步稳定市\n\n市场预期。",
            ["完善激发民营经济活力的政策体系，进一步稳定市场预期。"],
        ),
        (
            "推动更多项目落地见效，让人民群众的获得感成色更足，人\n\n人享有。",
            ["推动更多项目落地见效，让人民群众的获得感成色更足，人人享有。"],
        ),
        (
            "不断开创“强新优富美高”新\n\n## 时代社会主义现代化强省会建设新局面。",
            ["不断开创“强新优富美高”新时代社会主义现代化强省会建设新局面。"],
        ),
        ("重点抓好以下工作：\n\n扩大内需。", ["重点抓好以下工作：", "扩大内需。"]),
        ("好。\n\nPM<sub>2.5</sub>降至36微克。", ["好。", "PM2.5降至36微克。"]),
        ("5G 基站 5.4 万个，增长\u300020%。", ["5G 基站 5.4 万个，增长\u300020%。"]),
    ],
)
def test_seams_are_mended(read: Read, lines: str, passages: list[str]) -> None:
    document = read(f"# 报告\n\n一、2026年重点工作\n\n{lines}\n", "report.md")
    assert [each.text for each in body(document)] == passages
    assert not document.remarks


@pytest.mark.parametrize("after", ["各位代表，民生无小事。", "（二）民生", "——民生改善。"])
def test_what_stays_broken_is_remarked_on(read: Read, after: str) -> None:
    document = read(
        HEAD + f"一、2026年重点工作\n全力保障人民群众生命安全和社会大局稳定，维\n{after}\n"
    )
    (remark,) = document.remarks
    assert document.text[remark.start : remark.end].endswith("维")


def test_an_empty_heading_is_remarked_on(read: Read) -> None:
    document = read("# 报告\n\n## 一、\n\n好。\n\n##\n\n", "report.md")
    assert [remark.text for remark in document.remarks] == ["This heading is empty."] * 2


def test_page_furniture_and_a_doubled_title_are_left_out(read: Read) -> None:
    text = (
        "当前位置：\n首页\n>\n2026年某某市政府工作报告\n"
        "发布时间：\n2026-02-01 10:00\n来源：\n某某日报\n【字号：\n大\n】\n"
        "2026年某某市政府工作报告\n——2026年1月20日在某某市第五届人民代表大会第六次会议上\n"
        "市长某某作政府工作报告。记者 某某 摄\n各位代表：\n现在，我代表市人民政府报告工作。\n"
        "一、2025年工作回顾\n完成投资30亿元。\n责任编辑：某某\n扫一扫在手机打开当前页\n相关报道：\n另一篇报道的题目\n"
    )
    document = read(text)
    assert [each.text for each in document.passages] == [
        "2026年1月20日在某某市第五届人民代表大会第六次会议上",
        "各位代表：现在，我代表市人民政府报告工作。",
        "2025年工作回顾",
        "完成投资30亿元。",
    ]
    assert document.title == "2026年某某市政府工作报告"


def test_a_glossary_is_a_part_of_its_own(read: Read) -> None:
    text = (
        HEAD + "一、2026年重点工作\n好。\n注释\n［1］两重：\n"
        "国家重大战略实施和重点领域安全能力建设。\n［2］两新：\n更新换新。\n"
    )
    document = read(text)
    notes = document.sections[-1]
    assert (notes.title, notes.part, notes.year) == ("注释", "other", 0)
    assert [each.text for each in body(document)][1:] == [
        "［1］两重：国家重大战略实施和重点领域安全能力建设。",
        "［2］两新：更新换新。",
    ]


def test_what_stands_in_brackets_within_brackets_breaks_nothing_off(read: Read) -> None:
    behind = "建设区域医疗中心2个。（市卫生健康委负责，各县（市、区）人民政府参与）"
    document = read(
        f"云河市2025年工作分工方案\n一、重点任务\n1．{behind}\n2．新建学校6所。（市教育局负责）\n"
    )
    assert not document.remarks


def test_a_report_that_nowhere_begins_to_plan_is_remarked_on(read: Read) -> None:
    document = read(
        "云河市政府工作报告\n一、交出新答卷\n新建学校6所。\n二、书写新篇章\n新建公园9个。\n"
    )
    (remark,) = document.remarks
    assert "begins to plan" in remark.text
