"""Who is said to answer for what, leading or supporting, each for its own item."""

from pathlib import Path

import pytest

from graph.loaders.duties import bodies_in, duties_in
from graph.loaders.extraction import RuleExtractor
from graph.loaders.facts import Entity, Relation
from graph.loaders.reading import read_document


def told(text: str) -> set[tuple[str, str]]:
    return {(text[slice(*body)], duty.role) for duty in duties_in(text) for body in duty.bodies}


def responsible(path: Path) -> set[tuple[str, str, str]]:
    """Who answers for what in a document, and as what."""
    return {
        (each.source, each.target, each.role)
        for each in RuleExtractor().extract(read_document(path))
        if isinstance(each, Relation) and each.type == "RESPONSIBLE_FOR"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "实施供水管网改造。（市水务局牵头，市住建局、各区县政府配合）",
            "市水务局+ 市住建局- 各区县政府-",
        ),
        ("建设儿童公园。（责任单位：市园林局、东湖区政府）", "市园林局+ 东湖区政府+"),
        (
            "推广电子证照。(牵头单位：省数据局；配合单位：省公安厅、省人社厅)",
            "省数据局+ 省公安厅- 省人社厅-",
        ),
        ("开通定制公交（主办：县交通运输局，协办：县公安局）。", "县交通运输局+ 县公安局-"),
        ("整治河道（市生态环境局、市水利局按职责分工负责）", "市生态环境局+ 市水利局+"),
        ("北环路由市交通局负责建设。", "市交通局+"),
        ("市发改委牵头负责，市统计局配合，编制规划。", "市发改委+ 市统计局-"),
        ("改造电网（责任单位：国网临川供电公司、有关部门）", "国网临川供电公司+"),
        (
            "牵头领导：林副市长　　牵头单位：市数据局　　配合单位：各县（市、区）人民政府",
            "市数据局+ 各县（市、区）人民政府-",
        ),
        ("改造泵站120座。〔市水务局牵头，市财政局配合〕", "市水务局+ 市财政局-"),
        ("责任领导：林某；责任科室：经济办", ""),
        ("责任重于泰山，各级干部要敢于负责。", ""),
        ("落实中央八项规定（含实施细则），推进工作落实。", ""),
        ("他由衷感谢群众对工作的配合。", ""),
    ],
)
def test_bodies_and_their_parts(text: str, expected: str) -> None:
    parts = {"+": "lead", "-": "support"}
    assert told(text) == {(each[:-1], parts[each[-1]]) for each in expected.split()}


@pytest.mark.parametrize(
    "name",
    [
        "市发展改革委",
        "省工信厅",
        "县农业农村局",
        "各区县人民政府",
        "市政府办公室",
        "区市场监管局",
        "市委宣传部",
        "州文旅局",
        "自治区水利厅",
        "国家能源局",
        "市住房城乡建设局",
        "经开区管委会",
        "市总工会",
    ],
)
def test_short_names_of_bodies_are_known_by_their_form(name: str) -> None:
    text = f"会上，{name}介绍了情况。"
    assert [text[slice(*span)] for span in bodies_in(text)] == [name]


@pytest.mark.parametrize("text", ["推进城市教育发展", "市场监管更加有力", "建设区域医疗中心"])
def test_words_that_resemble_bodies_are_none(text: str) -> None:
    assert not [*bodies_in(text)]


def test_each_item_has_its_own_bodies(tmp_path: Path) -> None:
    path = tmp_path / "方案.md"
    path.write_text(
        "# 临川市2025年民生实事实施方案\n\n## 一、主要任务\n\n"
        "建成健身步道40公里。（责任单位：市体育局）\n\n"
        "由市民政局牵头，市财政局配合，推进青云大桥建设。\n\n"
        "新增公办幼儿园学位3000个。\n\n牵头单位：市教育局；配合单位：市住建局。\n",
        "utf-8",
    )
    assert responsible(path) == {
        ("市体育局", "建成健身步道40公里", "lead"),
        ("市民政局", "青云大桥", "lead"),
        ("市财政局", "青云大桥", "support"),
        ("市教育局", "新增公办幼儿园学位3000个", "lead"),
        ("市住建局", "新增公办幼儿园学位3000个", "support"),
    }
    facts = RuleExtractor().extract(read_document(path))
    assert {each.kind for each in facts if isinstance(each, Entity) and each.rule == "body"} == {
        "government"
    }


@pytest.mark.parametrize(
    "duty", ["市大数据局牵头", "市大数据局负责", "市财政局牵头，市大数据局配合"]
)
def test_a_bracket_of_bodies_is_no_part_of_a_project(tmp_path: Path, duty: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(
        f"临川市2026年政府工作报告\n\n一、2026年工作\n\n建设青云大桥（{duty}）。\n", "utf-8"
    )
    facts = RuleExtractor().extract(read_document(path))
    entities = {(each.type, each.name) for each in facts if isinstance(each, Entity)}
    bodies = {name for name in ("市大数据局", "市财政局") if name in duty}
    assert entities == {("Project", "青云大桥"), *(("Organization", name) for name in bodies)}
    responsible = [
        each for each in facts if isinstance(each, Relation) and each.type == "RESPONSIBLE_FOR"
    ]
    assert {(each.source, each.target) for each in responsible} == {
        (name, "青云大桥") for name in bodies
    }


def test_duties_on_lines_of_their_own_are_of_the_item_above(tmp_path: Path) -> None:
    path = tmp_path / "tasks.txt"
    path.write_text(
        "云河市2024年重点任务分解表\n一、民生\n"
        "1.新建儿童图书馆。\n主办单位：市文旅局\n协办单位：市住建局，市财政局\n"
        "2.改造农贸市场12个。由市商务局负责。\n",
        encoding="utf-8",
    )
    assert responsible(path) == {
        ("市文旅局", "新建儿童图书馆", "lead"),
        ("市住建局", "新建儿童图书馆", "support"),
        ("市财政局", "新建儿童图书馆", "support"),
        ("市商务局", "改造农贸市场12个", "lead"),
    }
