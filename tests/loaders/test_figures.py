"""The number-and-unit grammar, on the language of reports and on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.loaders.indicators.figures import Figure, find_figures
from graph.loaders.squeezed import squeeze


def figures(text: str) -> list[Figure]:
    return find_figures(squeeze(text).text)


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("5G 基站 5.4 万个", "5.4", "万个", "exact"),
        ("机构达到 62 家", "62", "家", "exact"),
        ("投资１０８３亿元", "1083", "亿元", "exact"),
        ("发放贷款1,234.5亿元", "1234.5", "亿元", "exact"),
        ("总产值超过1.3万亿元", "1.3", "万亿元", "at_least"),
        ("增加产值5100多亿元", "5100", "亿元", "at_least"),
        ("举办活动500余场次", "500", "场次", "at_least"),
        ("占比80%以上", "80", "%", "at_least"),
        ("资金占比不低于50%", "50", "%", "at_least"),
        ("增长5.5%左右", "5.5", "%", "approx"),
        ("绿氢产能近3万吨", "3", "万吨", "approx"),
        ("涨幅2%以内", "2", "%", "at_most"),
        ("失业率控制在5.5%左右", "5.5", "%", "approx"),
        ("高于全国1.7个百分点", "1.7", "个百分点", "exact"),
        ("惠及76万群众", "76", "万", "exact"),
        ("天然气产能1400万吨/年", "1400", "万吨/年", "exact"),
        ("收入比为2.52∶1", "2.52", "∶1", "exact"),
        ("增长７．１倍", "7.1", "倍", "exact"),
        ("居全国第 8 位", "8", "位", "exact"),
        ("出口量居全国首位", "1", "位", "exact"),
        ("跻身全国前十。", "10", "位", "at_most"),
        ("位列全省第十二", "12", "位", "exact"),
        ("促进投资保持合理增长，", "", "", "exact"),
        ("筹集住房3.2万套（间）", "3.2", "万套（间）", "exact"),
        ("浓度低于每立方米30微克", "30", "微克", "at_most"),
        ("新增床位600张家庭养老床位", "600", "张", "exact"),
        ("收入比缩小至2.31。", "2.31", "", "exact"),
    ],
)
def test_a_figure_is_read(text: str, value: str, unit: str, qualifier: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit, figure.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月24日",
        "第八届人才节和第48届世界技能大赛",
        "3号线开通",
        "建设12英寸芯片产线",
        "T800碳纤维和G334公路",
        "PM2.5治理",
        "“三看三深化”和“两个清零”",
        "新一轮“3个100万”",
        "稳住经济“30条”",
        "完善“1+6”体系",
        "30万吨级航道",
        "750千伏主变扩建",
        "拨打12345热线",
        "9710模式",
        "省级开发区管理制度改革30条政策措施",
        "第一批项目、第一书记",
        "2030年底前建成",
        "系统升级到3.0版",
    ],
)
def test_what_only_looks_like_a_figure_is_none(text: str) -> None:
    assert not [figure for figure in figures(text) if figure.kind != "time" and figure.unit]


def test_a_range_has_two_ends() -> None:
    figure = only("地区生产总值增长4.5%—5%")
    assert (figure.value, figure.upper, figure.unit) == ("4.5", "5", "%")
    assert figure.qualifier == "range"


def test_a_bare_number_of_a_list_has_the_unit_of_the_next() -> None:
    assert [(each.value, each.unit) for each in figures("分别提高15、22个百分点")] == [
        ("15", "个百分点"),
        ("22", "个百分点"),
    ]


def test_a_unit_that_is_cut_short_is_that_of_the_next() -> None:
    assert [(each.value, each.unit) for each in figures("惠及300万、200万人次")] == [
        ("300", "万人次"),
        ("200", "万人次"),
    ]
    assert figures("快于全国2.4个、1个百分点")[0].unit == "个百分点"


def test_a_list_of_ranks_in_words_is_read() -> None:
    assert [each.value for each in figures("分别居全国第三、第五、第九。")] == ["3", "5", "9"]


def test_figures_stand_where_they_say() -> None:
    text = "全年新建停车设施39处、停车位超过1.4万个。"
    assert [text[each.start : each.end] for each in figures(text)] == ["39处", "超过1.4万个"]


PROSE = st.text(
    alphabet="0123456789.,，、。；“”（）%万亿个家元余多超过以上第位分别增长至—-∶年 达A\u200b［］"
)


@given(st.one_of(st.text(), PROSE))
def test_any_text_is_read(text: str) -> None:
    view = squeeze(text)
    assert len(view.places) == len(view.text)
    end = 0
    for figure in find_figures(view.text):
        assert end <= figure.start <= figure.number < figure.end <= len(view.text)
        if figure.value and figure.kind != "rank":
            digits = view.text[figure.number : figure.end].replace(",", "")
            assert digits.startswith(figure.value)
        end = figure.end


@given(st.one_of(st.text(), PROSE))
def test_squeezing_keeps_the_way_back(text: str) -> None:
    view = squeeze(text)
    assert list(view.places) == sorted(set(view.places))
    for position, place in enumerate(view.places):
        if view.text[position].isalpha():
            assert view.text[position] == text[place]
