"""Tables in every format: rows are records, and nothing of them leaks into the prose."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from graph.errors import DocumentError
from graph.loaders.extraction import RuleExtractor
from graph.loaders.facts import Entity, Indicator, Relation
from graph.loaders.reading import read_document
from tests.loaders.formats import NAMESPACE, chromium, printed
from tests.loaders.ruled_pdf import pdf, ruled, text

Rows = list[list[str]]

TITLE = "临川市2025年重点项目名单"
UNIT = "单位：亿元"
PROJECTS: Rows = [
    ["序号", "项目名称", "建设地点", "总投资（亿元）", "2025年计划投资", "牵头单位", "配合单位"],
    ["一、产业项目", "", "", "", "", "", ""],
    ["1", "临川港二期", "东湖区", "21.5", "3", "市交通运输局", "市财政局、市水利局"],
    ["2", "青云文化馆", "西岭县", "0.8", "8000万元", "市文化和旅游局", ""],
    ["合计", "", "", "22.3", "3.8", "", ""],
]


def markdown(rows: Rows, title: str = TITLE, unit: str = UNIT) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    return "\n".join([f"# {title}", "", unit, "", *lines, "", "以上项目按月调度。"]).encode()


def page(rows: Rows, title: str = TITLE, unit: str = UNIT) -> bytes:
    table = "".join(
        "<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>"
        for row in rows
    )
    return (
        f"<html><body><h1>{title}</h1><p>{unit}</p><table>{table}</table>"
        "<p>以上项目按月调度。</p></body></html>"
    ).encode()


def comma_separated(rows: Rows, title: str = TITLE, unit: str = UNIT) -> bytes:
    lines = [",".join(f'"{cell}"' if "、" in cell else cell for cell in row) for row in rows]
    empty = "," * (len(rows[0]) - 1)
    return "\r\n".join([title + empty, unit + empty, *lines]).encode("utf-8-sig")


def workbook(rows: Rows, title: str = TITLE, unit: str = UNIT) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ([title], [unit], *rows):
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def word(rows: Rows, title: str = TITLE, unit: str = UNIT) -> bytes:
    def paragraph(words: str) -> str:
        return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"

    table = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    body = paragraph(title) + paragraph(unit) + f"<w:tbl>{table}</w:tbl>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}'
            f"{paragraph('以上项目按月调度。')}</w:body></w:document>",
        )
    return content.getvalue()


def print_out(rows: Rows, title: str = TITLE, unit: str = UNIT) -> bytes:
    return ruled(rows, [title, unit], ["以上项目按月调度。"])


FORMATS = {
    "md": markdown,
    "html": page,
    "csv": comma_separated,
    "xlsx": workbook,
    "docx": word,
    "pdf": print_out,
}


def extracted(path: Path, content: bytes) -> list[Entity | Indicator | Relation]:
    path.write_bytes(content)
    return RuleExtractor().extract(read_document(path))


def said(facts: list[Entity | Indicator | Relation]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for each in facts:
        if isinstance(each, Entity):
            found.add((each.type, each.name))
        elif isinstance(each, Indicator):
            found.add((each.name, each.value, each.unit, str(each.year), each.status))
        else:
            found.add((each.type, each.source, each.target, each.role))
    return found


@pytest.mark.parametrize(("ending", "write"), FORMATS.items())
def test_a_row_is_a_project_in_every_format(
    ending: str, write: Callable[[Rows], bytes], tmp_path: Path
) -> None:
    assert said(extracted(tmp_path / f"名单.{ending}", write(PROJECTS))) == {
        ("Project", "临川港二期"),
        ("Project", "青云文化馆"),
        ("Area", "东湖区"),
        ("Area", "西岭县"),
        ("Organization", "市交通运输局"),
        ("Organization", "市财政局"),
        ("Organization", "市水利局"),
        ("Organization", "市文化和旅游局"),
        ("LOCATED_IN", "临川港二期", "东湖区", ""),
        ("LOCATED_IN", "青云文化馆", "西岭县", ""),
        ("临川港二期总投资", "21.5", "亿元", "2025", "target"),
        ("临川港二期计划投资", "3", "亿元", "2025", "target"),
        ("青云文化馆总投资", "0.8", "亿元", "2025", "target"),
        ("青云文化馆计划投资", "8000", "万元", "2025", "target"),
        ("MEASURED_BY", "临川港二期", "临川港二期总投资", ""),
        ("MEASURED_BY", "临川港二期", "临川港二期计划投资", ""),
        ("MEASURED_BY", "青云文化馆", "青云文化馆总投资", ""),
        ("MEASURED_BY", "青云文化馆", "青云文化馆计划投资", ""),
        ("RESPONSIBLE_FOR", "市交通运输局", "临川港二期", "lead"),
        ("RESPONSIBLE_FOR", "市财政局", "临川港二期", "support"),
        ("RESPONSIBLE_FOR", "市水利局", "临川港二期", "support"),
        ("RESPONSIBLE_FOR", "市文化和旅游局", "青云文化馆", "lead"),
    }


@pytest.mark.parametrize(("ending", "write"), FORMATS.items())
def test_every_character_of_a_row_stands_at_its_place(
    ending: str, write: Callable[[Rows], bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"名单.{ending}"
    path.write_bytes(write(PROJECTS))
    document = read_document(path)
    assert document.title == TITLE
    rows = [passage for passage in document.passages if passage.cells]
    assert len(rows) == len(PROJECTS)
    for row in rows:
        assert "".join(document.text[place] for place in row.offsets) == row.text


def test_indicator_tables_tell_base_and_target(tmp_path: Path) -> None:
    text = (
        "# 临川市国民经济和社会发展第十四个五年规划纲要（2021—2025年）\n\n"
        "| 类别 | 指标 | 单位 | 2020年 | 2025年 | 属性 |\n|--|--|--|--|--|--|\n"
        "| 经济发展 | 全员劳动生产率增长 | % | 4.2 | ≥6 | 预期性 |\n"
        "|  | 常住人口城镇化率 | % | 61.5 | 65左右 | 预期性 |\n"
        "| 绿色生态 | 森林覆盖率 | % | 42.1 | [43] | 约束性 |\n"
    )
    figures = {
        (
            *(each.name, each.value, each.unit, each.measure),
            *(each.qualifier, each.year, each.status, each.nature),
        )
        for each in extracted(tmp_path / "规划.md", text.encode())
        if isinstance(each, Indicator)
    }
    assert figures == {
        ("全员劳动生产率", "4.2", "%", "change", "exact", 2020, "actual", ""),
        ("全员劳动生产率", "6", "%", "change", "at_least", 2025, "target", "anticipatory"),
        ("常住人口城镇化率", "61.5", "%", "level", "exact", 2020, "actual", ""),
        ("常住人口城镇化率", "65", "%", "level", "approx", 2025, "target", "anticipatory"),
        ("森林覆盖率", "42.1", "%", "level", "exact", 2020, "actual", ""),
        ("森林覆盖率", "43", "%", "level", "exact", 2025, "target", "binding"),
    }


def test_two_head_lines_and_merged_cells(tmp_path: Path) -> None:
    text = (
        "<html><body><h1>临川市2025年国民经济计划表</h1><table>"
        "<tr><th rowspan=2>指标名称</th><th colspan=2>2024年</th><th rowspan=2>2025年目标</th></tr>"
        "<tr><th>预计完成</th><th>增速（%）</th></tr>"
        "<tr><td>社会消费品零售总额（亿元）</td><td>318</td><td>5.1</td><td>335</td></tr>"
        "<tr><td>粮食产量（万吨）</td><td>72</td><td>-0.4</td><td>73</td></tr></table></body></html>"
    )
    facts = extracted(tmp_path / "计划.html", text.encode())
    assert ("社会消费品零售总额", "318", "亿元", "2024", "expected") in said(facts)
    assert ("社会消费品零售总额", "335", "亿元", "2025", "target") in said(facts)
    [fall] = [each for each in facts if isinstance(each, Indicator) and each.value == "-0.4"]
    assert (fall.name, fall.measure, fall.direction) == ("粮食产量", "change", "down")


def test_the_unit_of_merged_head_cells_is_that_of_each_below(tmp_path: Path) -> None:
    text = (
        "<html><body><h1>临川市2025年重点项目表</h1><table>"
        "<tr><th rowspan=2>项目名称</th><th colspan=2>投资（万元）</th></tr>"
        "<tr><th>总投资</th><th>2025年计划</th></tr>"
        "<tr><td>临川北站</td><td>52000</td><td>8000</td></tr>"
        "<tr><td>南湖水厂</td><td>9000</td><td>3000</td></tr></table></body></html>"
    )
    facts = extracted(tmp_path / "项目.html", text.encode())
    assert ("临川北站总投资", "52000", "万元", "2025", "target") in said(facts)
    assert ("临川北站投资计划", "8000", "万元", "2025", "target") in said(facts)


def test_a_table_without_a_title_has_its_columns(tmp_path: Path) -> None:
    rows = "项目名称,建设地点,总投资(万元)\n城南水厂,城关镇,12000\n第二中学,东城街道,35000\n"
    facts = extracted(tmp_path / "项目.csv", rows.encode())
    assert {each.name for each in facts if isinstance(each, Entity) and each.type == "Project"} == {
        "城南水厂",
        "第二中学",
    }


def test_a_merged_body_answers_for_each_row_and_a_merged_amount_for_none(tmp_path: Path) -> None:
    text = (
        "<html><body><h1>临川市2025年重点项目</h1><table>"
        "<tr><th>项目名称</th><th>总投资（亿元）</th><th>责任单位</th></tr>"
        "<tr><td>临川港二期</td><td rowspan=2>30</td><td rowspan=2>市港航局</td></tr>"
        "<tr><td>临川港三期</td></tr></table></body></html>"
    )
    found = said(extracted(tmp_path / "合并.html", text.encode()))
    assert ("RESPONSIBLE_FOR", "市港航局", "临川港三期", "lead") in found
    assert not any(each[0] == "临川港三期总投资" for each in found)


def test_other_tables_are_text_and_give_no_facts(tmp_path: Path) -> None:
    text = "# 临川市值班安排\n\n| 日期 | 带班 |\n|---|---|\n| 3月5日 | 12人 |\n\n各单位遵照执行。\n"
    path = tmp_path / "值班.md"
    assert not extracted(path, text.encode())
    passages = [each.text for each in read_document(path).passages]
    assert passages[-3:] == ["日期 | 带班", "3月5日 | 12人", "各单位遵照执行。"]


def test_sheets_are_sections_and_percents_are_read_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "主要指标"
    first.append(["指标", "2025年目标"])
    first.append(["地区生产总值增速", 0.055])
    first["B2"].number_format = "0.0%"
    second = book.create_sheet("说明")
    second.append(["本表由市统计局编制。"])
    path = tmp_path / "指标.xlsx"
    book.save(path)
    document = read_document(path)
    assert "说明" in {section.title for section in document.sections}
    [target] = [e for e in RuleExtractor().extract(document) if isinstance(e, Indicator)]
    assert (target.name, target.value, target.unit) == ("地区生产总值", "5.5", "%")


def test_a_damaged_spreadsheet_is_called_one(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(DocumentError, match=r"is a spreadsheet that cannot be opened.*as CSV"):
        read_document(path)


# Title, what stands above the table, rows, and all that a reader would write down.
TABLES: dict[str, tuple[str, str, Rows, set[tuple[str, ...]]]] = {
    "a row that names a district places the projects below it": (
        "临川市2025年重点项目名单",
        "",
        [
            ["序号", "项目名称", "责任单位"],
            ["一、历下区（2个）", "", ""],
            ["1", "临川港二期", "市港航局"],
            ["2", "临川港三期", ""],
            ["二、市直单位", "", ""],
            ["3", "青云文化馆", ""],
        ],
        {
            ("Project", "临川港二期"),
            ("Project", "临川港三期"),
            ("Project", "青云文化馆"),
            ("Area", "历下区"),
            ("Organization", "市港航局"),
            ("LOCATED_IN", "临川港二期", "历下区", ""),
            ("LOCATED_IN", "临川港三期", "历下区", ""),
            ("RESPONSIBLE_FOR", "市港航局", "临川港二期", "lead"),
            # What stands above in the column holds until the group ends.
            ("RESPONSIBLE_FOR", "市港航局", "临川港三期", "lead"),
        },
    ),
    "a numbered group with its sums is no project": (
        "临川市2025年重点建设项目计划表",
        "单位：万元",
        [
            ["序号", "项目名称", "总投资"],
            ["", "总计（2个）", "500"],
            ["一", "槐荫区（1个）", "300"],
            ["1", "临川港二期", "300"],
            ["", "小计", "300"],
            ["二", "天桥区（1个）", "200"],
            ["1", "青云文化馆", "200"],
            ["", "其中：", "200"],
        ],
        {
            ("Project", "临川港二期"),
            ("Project", "青云文化馆"),
            ("Area", "槐荫区"),
            ("Area", "天桥区"),
            ("LOCATED_IN", "临川港二期", "槐荫区", ""),
            ("LOCATED_IN", "青云文化馆", "天桥区", ""),
            ("临川港二期总投资", "300", "万元", "2025", "target"),
            ("青云文化馆总投资", "200", "万元", "2025", "target"),
            ("MEASURED_BY", "临川港二期", "临川港二期总投资", ""),
            ("MEASURED_BY", "青云文化馆", "青云文化馆总投资", ""),
        },
    ),
    "the title says that names are those of projects": (
        "临川市2025年重点项目名单",
        "",
        [["序号", "名称", "建设地点"], ["1", "临川港二期", "东湖区"]],
        {
            ("Project", "临川港二期"),
            ("Area", "东湖区"),
            ("LOCATED_IN", "临川港二期", "东湖区", ""),
        },
    ),
    "names of firms are no projects": (
        "临川市2025年重点企业名单",
        "",
        [["序号", "名称", "地址"], ["1", "临川重工有限公司", "东湖区"]],
        set(),
    ),
    "tasks with who leads and who supports": (
        "临川市2025年重点任务分工表",
        "",
        [
            ["序号", "内容", "牵头单位", "配合单位"],
            ["1", "推进老旧小区改造", "市住建局", "市财政局，市民政局"],
            ["2", "扩大公办学位供给", "市教育局", ""],
        ],
        {
            ("Measure", "推进老旧小区改造"),
            ("Measure", "扩大公办学位供给"),
            ("Organization", "市住建局"),
            ("Organization", "市财政局"),
            ("Organization", "市民政局"),
            ("Organization", "市教育局"),
            ("RESPONSIBLE_FOR", "市住建局", "推进老旧小区改造", "lead"),
            ("RESPONSIBLE_FOR", "市财政局", "推进老旧小区改造", "support"),
            ("RESPONSIBLE_FOR", "市民政局", "推进老旧小区改造", "support"),
            ("RESPONSIBLE_FOR", "市教育局", "扩大公办学位供给", "lead"),
        },
    ),
    "units behind a stroke, the unit above is that of the others": (
        "临川市2025年重点项目计划",
        "单位：亿元",
        [
            ["项目名称", "总投资/万元", "2025年计划投资"],
            ["临川港二期", "300", "0.02"],
        ],
        {
            ("Project", "临川港二期"),
            ("临川港二期总投资", "300", "万元", "2025", "target"),
            ("临川港二期计划投资", "0.02", "亿元", "2025", "target"),
            ("MEASURED_BY", "临川港二期", "临川港二期总投资", ""),
            ("MEASURED_BY", "临川港二期", "临川港二期计划投资", ""),
        },
    ),
    "of two units above a table neither is that of a column": (
        "临川市2025年主要指标计划表",
        "单位：亿元、%",
        [["指标名称", "2024年实际", "2025年目标"], ["粮食产量（万吨）", "71", "72"]],
        {
            ("粮食产量", "71", "万吨", "2024", "actual"),
            ("粮食产量", "72", "万吨", "2025", "target"),
        },
    ),
    "results with their growth": (
        "临川市2024年国民经济和社会发展统计公报",
        "单位：亿元",
        [
            ["指标", "2024年", "比上年增长（%）"],
            ["地区生产总值", "1205.3", "5.8"],
            ["#第一产业增加值", "80.1", "-1.2"],
            ["累计新增就业（万人）", "3.1", ""],
        ],
        {
            ("地区生产总值", "1205.3", "亿元", "2024", "actual"),
            ("地区生产总值", "5.8", "%", "2024", "actual"),
            ("第一产业增加值", "80.1", "亿元", "2024", "actual"),
            ("第一产业增加值", "-1.2", "%", "2024", "actual"),
            ("累计新增就业", "3.1", "万人", "2024", "actual"),
        },
    ),
    "a growth is about the year of the values beside it": (
        "临川市2025年国民经济和社会发展计划",
        "单位：亿元",
        [
            ["主要指标", "2024年完成", "同比增长（%）", "2025年计划"],
            ["社会消费品零售总额", "318", "5.1", "335"],
        ],
        {
            ("社会消费品零售总额", "318", "亿元", "2024", "actual"),
            ("社会消费品零售总额", "5.1", "%", "2024", "actual"),
            ("社会消费品零售总额", "335", "亿元", "2025", "target"),
        },
    ),
    "what several years give together is the value of none": (
        "临川市“十四五”规划主要指标表",
        "",
        [
            ["指标", "单位", "2020年", "2025年", "年均/累计", "年均增速（%）", "属性"],
            ["森林覆盖率", "%", "42.1", "43", "[0.9]", "", "约束性"],
            ["地区生产总值", "亿元", "610", "850", "", "6.8", "预期性"],
        ],
        {
            ("森林覆盖率", "42.1", "%", "2020", "actual"),
            ("森林覆盖率", "43", "%", "2025", "target"),
            ("地区生产总值", "610", "亿元", "2020", "actual"),
            ("地区生产总值", "850", "亿元", "2025", "target"),
        },
    ),
}


def test_the_caption_of_a_table_in_a_page_is_read_above_it(tmp_path: Path) -> None:
    rows = [["序号", "名称", "建设地点"], ["1", "临川港二期", "东湖区"], ["2", "青云馆", "西岭县"]]
    content = page(rows, "关于下达2025年计划的通知", "").decode()
    captioned = content.replace("<table>", "<table><caption>临川市重点项目名单</caption>")
    path = tmp_path / "名单.html"
    assert said(extracted(path, content.encode())) == set()
    assert ("Project", "临川港二期") in said(extracted(path, captioned.encode()))
    assert "临川市重点项目名单" in [each.text for each in read_document(path).passages]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("table", TABLES)
def test_what_tables_state_is_the_same_in_every_format(
    table: str, ending: str, tmp_path: Path
) -> None:
    title, above, rows, expected = TABLES[table]
    found = extracted(tmp_path / f"表.{ending}", FORMATS[ending](rows, title, above))
    assert said([each for each in found if each.rule == "table"]) == expected


def test_a_printed_table_goes_on_over_pages_below_its_repeated_head(tmp_path: Path) -> None:
    rows = [PROJECTS[0], *([str(n), f"临川{n}号泵站", "", "2", "", "", ""] for n in range(1, 91))]
    path = tmp_path / "名单.pdf"
    path.write_bytes(print_out(rows))
    document = read_document(path)
    cells = [[each.text[start:end] for start, end in each.cells] for each in document.passages]
    table = [row for row in cells if row]
    assert [row[0] for row in table] == ["序号", *map(str, range(1, 91))]
    assert {row[3] for row in table[1:]} == {"2"}


def test_printed_cells_that_are_merged_stand_for_their_rows_and_columns(tmp_path: Path) -> None:
    if chromium() is None:
        pytest.skip("there is no browser that prints PDF")
    style = "<style>table { border-collapse: collapse } td, th { border: 1px solid }</style>"
    table = (
        "<h1>临川市2025年重点项目</h1><p>单位：亿元</p><table>"
        "<tr><th rowspan=2>项目名称</th><th colspan=2>投资</th><th rowspan=2>责任单位</th></tr>"
        "<tr><th>总投资</th><th>2025年计划投资</th></tr>"
        "<tr><td>临川港二期</td><td>30</td><td>2</td><td rowspan=2>市港航局</td></tr>"
        "<tr><td>临川港三期</td><td>12</td><td>1</td></tr></table><p>按月调度。</p>"
    )
    path = printed(f"<html>{style}<body>{table}</body></html>", tmp_path, headers=False)
    found = said(RuleExtractor().extract(read_document(path)))
    assert ("临川港三期总投资", "12", "亿元", "2025", "target") in found
    assert ("临川港三期计划投资", "1", "亿元", "2025", "target") in found
    assert ("RESPONSIBLE_FOR", "市港航局", "临川港三期", "lead") in found


def test_a_printed_table_without_lines_stays_text(tmp_path: Path) -> None:
    if chromium() is None:
        pytest.skip("there is no browser that prints PDF")
    path = printed(page(PROJECTS).decode(), tmp_path, headers=False)
    document = read_document(path)
    assert not any(each.cells for each in document.passages)
    assert "8000万元" in document.text


@pytest.mark.parametrize(
    "strokes",
    [
        "10 10 820 580 re S\n",
        "".join(f"50 {y} m 500 {y} l S\n" for y in range(95, 720, 20)),
        "".join(f"{x} 90 m {x} 720 l S\n50 {x} m 550 {x} l S\n" for x in range(50, 550, 5)),
        "".join(f"{n % 600} 0 m {n % 590} {n % 800} l S\n" for n in range(30_000)),
        "0 0 m\n" + "".join(f"{n % 600} {n % 797} l\n" for n in range(60_000)) + "S\n",
    ],
    ids=["a frame", "lines to write on", "squared paper", "a map of lines", "one line all over"],
)
def test_drawings_are_no_tables_and_hide_no_words(strokes: str, tmp_path: Path) -> None:
    harbours = [f"{name}港建成投用。" for name in "东西南北青云长安宁远"]
    words = [text(each, 60, 100 + 40 * place) for place, each in enumerate(harbours)]
    path = tmp_path / "drawing.pdf"
    path.write_bytes(pdf(["\n".join([*words, strokes])]))
    document = read_document(path)
    assert not any(each.cells for each in document.passages)
    assert all(each in document.text for each in harbours)
