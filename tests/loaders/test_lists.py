"""Lists, headlines, articles, texts in one line or printed twice, and what is no text at all.

A document is shown as its sections, each with its number and title, and the paragraphs in it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.document import Document
from graph.loaders.reading import read_document

PLAN = "青山市2025年工作要点\n一、重点任务\n"
REPORT = "青山市2025年政府工作报告\n各位代表：\n一、2024年工作回顾\n"


def read(folder: Path, text: str, name: str = "report.txt") -> Document:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def shown(document: Document) -> list[str]:
    """The headed sections (§ number title) and the paragraphs in them."""
    lines: list[str] = []
    for section in document.sections:
        if section.level:
            lines.append(f"§{section.number}{section.title}")
            inside = [each for each in document.passages if each.section == section.position]
            lines += [each.text for each in inside if not each.heading]
    return lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.推行清单管理。年底前公布（市司法局牵头，各区县政府配合）\n2.建设服务平台。六月上线。\n",
            [
                "1.推行清单管理。年底前公布（市司法局牵头，各区县政府配合）",
                "2.建设服务平台。六月上线。",
            ],
        ),
        (
            "（一）推进城市更新。改造小区15个（责任单位：市住建局）\n（二）推进产业升级。新建厂房20万平方米。\n",
            [
                "§（一）推进城市更新",
                "改造小区15个（责任单位：市住建局）",
                "§（二）推进产业升级",
                "新建厂房20万平方米。",
            ],
        ),
        (
            "（1）新建学校6所，增加学位；\n（2）改造道路12公里；\n",
            ["（1）新建学校6所，增加学位；", "（2）改造道路12公里；"],
        ),
        ("①新建学校②改造道路③建设公园\n", ["§①新建学校", "§②改造道路", "§③建设公园"]),
        ("● 新建学校6所，增加学位五千个以上\n● 改造道路12公里，更新管网\n", None),
        ("1.*新建学校6所\n2.*改造道路12公里\n", ["§1.新建学校6所", "§2.改造道路12公里"]),
    ],
)
def test_each_item_stands_for_itself(tmp_path: Path, text: str, expected: list[str] | None) -> None:
    plain = ["新建学校6所，增加学位五千个以上", "改造道路12公里，更新管网"]
    document = read(tmp_path, PLAN + text)
    assert shown(document) == ["§一、重点任务", *(expected or plain)]
    assert not document.remarks


def test_paragraphs_of_a_page_are_not_joined_where_each_is_an_item(tmp_path: Path) -> None:
    page = (
        "<html><body><h1>青山市2025年民生实事</h1><p>一、教育</p>"
        "<p>1．新建学校6所，增加学位五千个以上，完成校舍加固改造任务，配齐设备</p>"
        "<p>2．改造幼儿园9所，新增普惠学位，配齐配强师资力量和设备，改善条件</p></body></html>"
    )
    document = read(tmp_path, page, "page.html")
    assert [line[:6] for line in shown(document)] == ["§一、教育", "1．新建学校", "2．改造幼儿"]
    assert {each.part for each in document.sections} == {"plan"}


def test_headlines_without_numbers_head_what_follows(tmp_path: Path) -> None:
    text = (
        "深入推进新型工业化，现代产业体系加快构建\n全年新增规上企业20家，总数达到300家。工业投资增长15%。\n"
        "聚力扩大有效投资，发展后劲持续增强\n招商引资成效明显。引进项目46个。\n"
        "聚焦乡村全面振兴，现代农业加快发展\n建成高标准农田3万亩。\n"
    )
    assert shown(read(tmp_path, REPORT + text)) == [
        "§一、2024年工作回顾",
        "§深入推进新型工业化，现代产业体系加快构建",
        "全年新增规上企业20家，总数达到300家。工业投资增长15%。",
        "§聚力扩大有效投资，发展后劲持续增强",
        "招商引资成效明显。引进项目46个。",
        "§聚焦乡村全面振兴，现代农业加快发展",
        "建成高标准农田3万亩。",
    ]


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("一年来，我们坚持以新时代思想", "为指导，深入贯彻各项决策部署，经济稳中有进。"),
        ("推进医院改革与高质", "量发展示范项目建设，新增床位800张，群众就医更加方便。"),
        ("完善全域数字化转型试点城市建设的", "各项机制，加快数据汇聚，提升治理能力和服务水平。"),
    ],
)
def test_a_paragraph_that_a_page_broke_is_no_headline(
    tmp_path: Path, first: str, rest: str
) -> None:
    text = REPORT + f"{first}\n{rest}\n"
    assert not [line for line in shown(read(tmp_path, text)) if line == f"§{first}"]


@pytest.mark.parametrize(
    "lead", ["要素保障更加有力", "将军渡大桥建设提速", "着装产业提质增效", "未来产业加快布局"]
)
def test_a_lead_may_begin_like_a_function_word(tmp_path: Path, lead: str) -> None:
    text = f"{lead}。全年供地3000亩，新增贷款100亿元以上，企业用工需求得到满足。\n"
    leads = [
        each.text[slice(*each.lead)] for each in read(tmp_path, REPORT + text).passages if each.lead
    ]
    assert leads == [lead]


@pytest.mark.parametrize(
    "text",
    [
        "青山市2025年政府工作报告 各位代表： 我代表市人民政府作报告。 "
        "一、2024年工作回顾 新建学校6所。 二、2025年重点工作 （一）抓项目。新建厂房。 "
        "（二）抓民生。改造小区。",
        "青山市2025年政府工作报告各位代表：我代表市人民政府作报告。一、2024年工作回顾新建学校6所。"
        "二、2025年重点工作（一）抓项目。新建厂房。（二）抓民生。改造小区。",
    ],
)
def test_a_text_in_one_line_is_cut_at_its_headings(tmp_path: Path, text: str) -> None:
    document = read(tmp_path, text)
    assert (document.title, document.place) == ("青山市2025年政府工作报告", "青山")
    assert shown(document) == [
        "§一、2024年工作回顾",
        "新建学校6所。",
        "§二、2025年重点工作",
        "§（一）抓项目",
        "新建厂房。",
        "§（二）抓民生",
        "改造小区。",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "青山市2025年政府工作报告青山市2025年政府工作报告",
        "青青山山市市22002255年年政政府府工工作作报报告告",
        "青 山 市 政 府 工 作 报 告青 山 市 政 府 工 作 报 告",
    ],
)
def test_a_title_printed_twice_is_said_once(tmp_path: Path, title: str) -> None:
    document = read(tmp_path, f"{title}\n一、2024年工作回顾一、2024年工作回顾\n新建学校6所。\n")
    assert document.title in ("青山市2025年政府工作报告", "青山市政府工作报告")
    assert (document.place, document.year) == ("青山", 2025)
    assert shown(document) == ["§一、2024年工作回顾", "新建学校6所。"]


def test_articles_are_sections_with_their_numbers(tmp_path: Path) -> None:
    law = (
        "青山市数据条例\n（2024年12月10日青山市第十届人大常委会第二十次会议通过）\n"
        "目　录\n第一章　总则\n第二章　数据资源\n"
        "第一章　总则\n第一条　为了规范数据处理，制定本条例。\n"
        "第二条　有下列情形之一的，应当报告：\n（一）数据泄露；\n（二）系统瘫痪。\n"
        "第二章　数据资源\n第三条　【数据目录】数据主管部门应当编制目录。\n"
        "第十二条市人民政府设立专项资金。\n"
    )
    document = read(tmp_path, law)
    assert shown(document) == [
        "§第一章总则",
        "§第一条",
        "为了规范数据处理，制定本条例。",
        "§第二条",
        "有下列情形之一的，应当报告：",
        "§（一）数据泄露",
        "§（二）系统瘫痪",
        "§第二章数据资源",
        "§第三条",
        "【数据目录】数据主管部门应当编制目录。",
        "§第十二条",
        "市人民政府设立专项资金。",
    ]
    assert document.date == "2024-12-10"
    assert not document.remarks


@pytest.mark.parametrize(
    "tail",
    [
        "打印本页　关闭窗口\n",
        "标签：\n工作报告\n上一篇：\n解放区2025年政府工作报告\n",
        "下一篇：没有了\n石龙区报告\n",
        "相关解读\n一图读懂\n",
        "关键词：报告\n分享到：微信\n",
        "版权所有：青山市人民政府\n",
    ],
)
def test_the_tail_of_a_page_is_no_text(tmp_path: Path, tail: str) -> None:
    document = read(tmp_path, REPORT + "新建学校6所。\n" + tail)
    assert shown(document) == ["§一、2024年工作回顾", "新建学校6所。"]


def test_what_a_page_says_around_a_report_is_no_text(tmp_path: Path) -> None:
    page = (
        "<html><body><a>跳到主要内容区域</a>"
        "<div>您当前的位置：首页 &gt; 政务公开 &gt; 政府工作报告</div>"
        "<p>索引号：01-2025</p><p>发文机关：青山县人民政府</p><p>成文日期：2025-01-16</p>"
        "<h1>政府工作报告</h1><p>发布时间：2025-01-20 10:00　浏览：12次</p>"
        "<p>——2025年1月14日在青山县第八届人民代表大会第五次会议上</p><p>各位代表：</p>"
        "<p>现在，我代表县人民政府报告工作。</p><p>一、2024年工作回顾</p><p>新建学校6所。</p>"
        "<div>责任编辑：李某</div><div>相关附件</div></body></html>"
    )
    document = read(tmp_path, page, "page.html")
    assert (document.title, document.place) == ("政府工作报告", "青山县")
    assert (document.level, document.date) == ("county", "2025-01-14")
    assert shown(document) == ["§一、2024年工作回顾", "新建学校6所。"]
    words = "".join(each.text for each in document.passages)
    assert not [each for each in ("跳到", "位置", "索引号", "成文日期", "浏览") if each in words]


def test_an_english_plan_has_title_day_year_and_sections(tmp_path: Path) -> None:
    text = (
        "Report on the Work of the Government of Qingshan City\n(Delivered on 8 January 2025)\n"
        "Part One  Review of Work in 2024\nGDP grew by 6.1 percent.\n"
        "Part Two  Work Plan for 2025\nGDP growth of around 6.5 percent.\n"
    )
    document = read(tmp_path, text)
    assert document.title == "Report on the Work of the Government of Qingshan City"
    assert (document.year, document.date) == (2025, "2025-01-08")
    parts = [(each.part, each.year) for each in document.sections if each.level == 1]
    assert parts == [("review", 2024), ("plan", 2025)]
    (remark,) = document.remarks
    assert "Chinese is read" in remark.text


def test_a_document_of_no_known_kind_is_remarked_on(tmp_path: Path) -> None:
    document = read(tmp_path, "在座谈会上的讲话\n一、形势\n新建学校6所。\n")
    assert {each.part for each in document.sections} == {"other"}
    (remark,) = document.remarks
    assert "reports or plans" in remark.text
