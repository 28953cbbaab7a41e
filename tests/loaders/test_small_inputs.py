"""Small inputs that once were read wrongly, each with what a reader would write down."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.errors import DocumentError
from graph.loaders.document import Document
from graph.loaders.extraction import RuleExtractor
from graph.loaders.facts import Entity, Fact, Indicator, Relation
from graph.loaders.reading import read_document
from tests.conftest import NO_DOCUMENT, SHARED

CASES = SHARED / "cases"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason=NO_DOCUMENT)


def document(start: str) -> Document:
    (path,) = CASES.glob(f"{start}-*")
    return read_document(path)


def facts(start: str) -> Sequence[Fact]:
    return RuleExtractor().extract(document(start))


def figures(start: str) -> set[tuple[str, str, str, str, int, str]]:
    return {
        (each.name, each.value, each.unit, each.measure, each.year, each.status)
        for each in facts(start)
        if isinstance(each, Indicator)
    }


def names(start: str, kind: str) -> set[str]:
    return {each.name for each in facts(start) if isinstance(each, Entity) and each.type == kind}


def responsible(start: str) -> set[tuple[str, str, str]]:
    return {
        (each.source, each.target, each.role)
        for each in facts(start)
        if isinstance(each, Relation) and each.type == "RESPONSIBLE_FOR"
    }


@pytest.mark.parametrize(
    ("start", "title", "place", "level", "year", "date"),
    [
        ("02b", "二〇二五年云河市政府工作报告", "云河", "city", 2025, ""),
        ("06", "涞源县2025年政府工作报告", "涞源县", "county", 2025, "2025-01-14"),
        ("07", "政府工作报告", "蠡县", "county", 2025, ""),
        ("08", "2025年云河市政府工作报告", "云河", "city", 2025, "2025-01-21"),
        ("20", "全县经济运行情况", "", "", 2023, ""),
        ("26", "云河市２０２５年政府工作报告", "云河", "city", 2025, ""),
        ("28", "云河市2025年政府工作报告", "云河", "city", 2025, ""),
        ("40", "云河市政府工作报告", "云河", "city", 2025, ""),
        ("47", "云河市2025年城市更新三年安排", "云河", "city", 2025, ""),
        ("48", "云河市人民政府关于优化营商环境的实施意见", "云河", "city", 2024, "2024-07-16"),
        (
            "49",
            "中共温州市鹿城区委关于制定鹿城区国民经济和社会发展第十四个五年规划的建议",
            "鹿城区",
            "county",
            2025,
            "",
        ),
        ("53", "Report on the Work of the Government", "", "", 2025, "2025-01-08"),
    ],
)
def test_what_the_front_says(
    start: str, title: str, place: str, level: str, year: int, date: str
) -> None:
    front = document(start)
    assert (front.title, front.place, front.level) == (title, place, level)
    assert (front.year, front.date) == (year, date)


@pytest.mark.parametrize("start", ["02b", "23", "28", "40", "53", "56"])
def test_a_report_is_review_and_plan(start: str) -> None:
    told = [(each.part, each.year) for each in document(start).sections if each.level == 1]
    assert told == [("review", 2024), ("plan", 2025)]


@pytest.mark.parametrize("start", ["09", "15"])
def test_what_is_no_text_is_left_out(start: str) -> None:
    words = "".join(each.text for each in document(start).passages)
    assert not [each for each in ("标签", "上一篇", "濮阳", "解放区", "INFO END") if each in words]
    assert names(start, "Area") == set()


def test_articles_are_sections() -> None:
    sections = document("15").sections
    assert [each.number for each in sections if each.level == 2] == ["第一条", "第二条", "第三条"]
    assert {each.part for each in sections} == {"other"}
    assert names("15", "Initiative") <= {"企业服务专员制度"}


@pytest.mark.parametrize(
    ("start", "right"),
    [
        ("31", [("新建学校", "6", 2024), ("改造道路", "12", 2025)]),
        ("35", [("新建学校", "6", 2024)]),
        ("36", [("新建学校", "6", 2025)]),
        ("38b", [("新建学校", "6", 2024)]),
        ("57", [("新建学校", "6", 2024), ("改造道路", "12", 2024)]),
    ],
)
def test_figures_and_no_more(start: str, right: Sequence[tuple[str, str, int]]) -> None:
    assert {(name, value, year) for name, value, _, _, year, _ in figures(start)} == set(right)


def test_a_footnote_is_read() -> None:
    assert [each for each in document("33").passages if each.text.startswith("“1530”工程：")]


@pytest.mark.parametrize(
    ("start", "figure"),
    [
        ("13", ("以上项目计划完成投资", "9.3", "亿元", "flow", 2025, "target")),
        ("13", ("云河大桥总投资", "12.6", "亿元", "level", 2025, "target")),
        ("18", ("一般公共预算收入", "2.6", "倍", "change", 2024, "actual")),
        ("20", ("地区生产总值", "244.4", "亿元", "flow", 2023, "actual")),
        ("20", ("地区生产总值", "5.1", "%", "change", 2023, "actual")),
        ("20", ("第一产业增加值", "62.9", "亿元", "flow", 2023, "actual")),
        ("20", ("第一产业增加值", "3.3", "%", "change", 2023, "actual")),
        ("23", ("地區生產總值", "6.1", "%", "change", 2024, "actual")),
        ("23", ("新增創科用地", "300", "公頃", "flow", 2025, "target")),
        ("24", ("培训技能人才", "5000", "名", "flow", 2024, "actual")),
        ("24", ("新增就业", "3", "万人", "flow", 2024, "actual")),
        ("24", ("投入资金", "2", "亿元", "flow", 2024, "actual")),
        ("24", ("税收占比", "80", "%", "level", 2024, "actual")),
        ("24", ("满意率", "96", "%", "level", 2024, "actual")),
        ("24", ("行政村通上公交", "1/3", "", "level", 2024, "actual")),
        ("26", ("地区生产总值", "6.1", "%", "change", 2024, "actual")),
        ("28", ("地区生产总值", "6.5", "%", "change", 2025, "target")),
        ("30", ("公屋供应", "12500", "套", "flow", 2024, "actual")),
        ("30", ("发展市场主体", "1234567", "户", "flow", 2024, "actual")),
        ("39", ("财政支出", "10.3", "亿元", "flow", 2024, "actual")),
        ("39", ("用电量", "-2.3", "%", "change", 2024, "actual")),
        ("39", ("PM2.5平均浓度", "35", "μg/m³", "level", 2024, "actual")),
        ("43", ("进出口总额", "-3.2", "%", "change", 2024, "actual")),
        ("43", ("财政支出", "10.3", "亿元", "flow", 2024, "actual")),
        ("43", ("外资到位", "3.2", "万美元", "flow", 2024, "actual")),
        ("50", ("新增社区长者食堂", "1", "家", "flow", 2025, "target")),
        ("50", ("乡村长者照护之家", "3", "家", "flow", 2025, "target")),
        ("50", ("改建照护床位", "220", "张", "flow", 2025, "target")),
        ("51", ("改造道路", "9", "公里", "flow", 2023, "actual")),
        ("51", ("改造道路", "12", "公里", "flow", 2024, "actual")),
    ],
)
def test_figures(start: str, figure: tuple[str, str, str, str, int, str]) -> None:
    assert figure in figures(start)


@pytest.mark.parametrize(("start", "name"), [("39", "用电量"), ("43", "进出口总额")])
def test_a_negative_growth_is_a_fall(start: str, name: str) -> None:
    [found] = [each for each in facts(start) if isinstance(each, Indicator) and each.name == name]
    assert found.direction == "down"


@pytest.mark.parametrize("start", ["50"])
def test_no_mark_of_an_item_is_in_a_name(start: str) -> None:
    assert not [fact for fact in figures(start) if "*" in fact[0]]


@pytest.mark.parametrize(
    ("start", "duty"),
    [
        ("13", ("市交通局", "云河大桥", "lead")),
        ("13", ("市卫健委", "北山医院", "lead")),
        ("14b", ("市政府办公室", "推行行政许可清单管理", "lead")),
        ("14b", ("市司法局", "推行行政许可清单管理", "lead")),
        ("14b", ("市工信局", "建设企业服务平台", "lead")),
        ("29", ("市住建局", "新建学校6所", "lead")),
        ("29", ("市自然资源和规划局", "新建学校6所", "lead")),
        ("29", ("市发展改革委", "新建学校6所", "lead")),
        ("29", ("市文广旅局", "新建学校6所", "lead")),
        ("44", ("市发展改革委", "云河大桥", "lead")),
    ],
)
def test_who_is_responsible(start: str, duty: tuple[str, str, str]) -> None:
    assert duty in responsible(start)


def test_items_of_a_list_are_measures_of_their_own() -> None:
    assert names("14b", "Measure") == {"推行行政许可清单管理", "建设企业服务平台"}
    assert not [name for name in names("14b", "Project") if "负责" in name or "）" in name]


def test_a_heading_without_a_number_heads_its_measures() -> None:
    assert names("27", "Measure") == {"工业经济运行稳健", "招商引资成效明显"}
    titles = [each.title for each in document("27").sections]
    assert "始终坚持提质增效，产业发展取得新突破" in titles


@pytest.mark.parametrize(
    ("start", "kind", "expected"),
    [
        ("13", "Project", {"云河大桥", "北山医院"}),
        ("22", "Initiative", set()),
        ("40", "Initiative", set()),
        ("56", "Project", {"北山医院", "云河大桥"}),
    ],
)
def test_names_and_no_more(start: str, kind: str, expected: set[str]) -> None:
    assert names(start, kind) == expected


def test_no_county_is_taken_out_of_the_name_of_another() -> None:
    assert "唐县" not in names("52", "Area")


def test_an_english_plan_says_what_is_read() -> None:
    (remark,) = document("53").remarks
    assert "Chinese is read" in remark.text


def test_a_spreadsheet_that_is_none_is_named_as_one() -> None:
    with pytest.raises(DocumentError, match="spreadsheet"):
        document("37")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("58-gdp-question-a", "高唐县"),
        ("58-gdp-question-b", "茌平区"),
        ("62a-same-bridge", "东山县"),
        ("62b-same-bridge", "西河县"),
    ],
)
def test_documents_about_one_thing_say_whose_they_are(name: str, place: str) -> None:
    assert read_document(CASES / f"{name}.txt").place == place
