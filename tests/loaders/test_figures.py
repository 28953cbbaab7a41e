"""The number-and-unit grammar, on the language of reports and on any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.folding import fold
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


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("培训教师四千二百名", "4200", "名"),
        ("惠及群众六万人", "6", "万人"),
        ("到位资金三亿元", "3", "亿元"),
        ("到位资金三亿二千万元", "3.2", "亿元"),
        ("覆盖二十三个乡镇", "23", "个"),
        ("新建五所幼儿园", "5", "所"),
        ("建成卫生院九所。", "9", "所"),
        ("修复湿地八百公顷", "800", "公顷"),
        ("合格率百分之九十九点二", "99.2", "%"),
        ("病死率千分之四", "4", "‰"),
        ("满意度达九成", "90", "%"),
        ("占比超六成", "60", "%"),
        ("利润增长两倍", "2", "倍"),
        ("缩小零点三，提高两个百分点", "2", "个百分点"),
        ("五分之二的社区", "2/5", ""),
        ("完成总量的3/8。", "3/8", ""),
        ("支出7亿5000万元", "7.5", "亿元"),
        ("到位4万6千美元", "4.6", "万美元"),
        ("新增18万3000人", "18.3", "万人"),
        ("接种40万+人次", "40", "万人次"),
        ("用水量增长-4.1%", "-4.1", "%"),
        ("自然增长率为−1.7‰", "-1.7", "‰"),
        ("增速－0.8％", "-0.8", "%"),
        ("入库 23 400 吨", "23400", "吨"),
        ("入库 23 400 吨", "23400", "吨"),
        ("入库 23 400 吨", "23400", "吨"),
        ("登记3，456，789户", "3456789", "户"),
        ("登记3,456,789户", "3456789", "户"),
        ("浓度28微克/立方米", "28", "微克/立方米"),
        ("浓度28μg/m³", "28", "μg/m³"),
        ("人口密度412人/平方公里", "412", "人/平方公里"),
        ("用电3200千瓦时/人", "3200", "千瓦时/人"),
        ("税收18万元/亩", "18", "万元/亩"),
        ("运价65元/吨", "65", "元/吨"),
        ("能耗0.41吨标准煤/万元", "0.41", "吨标准煤/万元"),
        ("绿地90㎡", "90", "㎡"),
        ("道路45㎞", "45", "㎞"),
        ("产能５０ＧＷ", "50", "GW"),
    ],
)
def test_numbers_are_read_in_any_form(text: str, value: str, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "坚定四个自信，做到两个维护",
        "共建一带一路和三北工程",
        "三峡库区、五指山和九江",
        "党的二十届三中全会",
        "落实二十条措施，办好十件实事",
        "百强企业和千亿级产业",
        "十万吨级码头",
        "第三产业和第十二个社区",
        "“十五五”时期，二十四节气",
        "千家万户、万众一心、一成不变",
        "城乡二元结构、三方协议",
        "一个目标，一家人",
        "推动三个转变，实施三大工程",
    ],
)
def test_numerals_that_are_parts_of_names_count_nothing(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize("dash", ["-", "–", "—", "——", "−", "~", "～", "至", "到"])
@pytest.mark.parametrize(
    ("written", "unit"), [("6%{}8%", "%"), ("6{}8%", "%"), ("6亿元{}8亿元", "亿元")]
)
def test_a_range_may_have_any_dash(dash: str, written: str, unit: str) -> None:
    figure = only("消费增长" + written.format(dash))
    assert (figure.value, figure.upper, figure.unit) == ("6", "8", unit)


def test_years_make_no_range() -> None:
    assert [(each.value, each.upper) for each in figures("2021—2025年增长5%")][-1] == ("5", "")


PROSE = st.text(
    alphabet="0123456789.,，、。；“”（）%万亿个家元余多超过以上第位分别增长至—-∶年 达A\u200b［］"
)


@example("-0亿")
@example("-00年")
@example("增长-1元")
@given(st.one_of(st.text(), PROSE))
def test_any_text_is_read(text: str) -> None:
    view = squeeze(text)
    assert len(view.places) == len(view.text)
    end = 0
    for figure in find_figures(view.text):
        assert end <= figure.start <= figure.number < figure.end <= len(view.text)
        if figure.value and figure.kind != "rank":
            digits = re.sub("[,，]", "", view.text[figure.number : figure.end])
            assert digits.startswith(figure.value) or re.match(r"\d+(\.\d+)?[万亿]\d", digits)
        end = figure.end


@given(st.one_of(st.text(), PROSE))
def test_squeezing_keeps_the_way_back(text: str) -> None:
    view = squeeze(text)
    assert list(view.places) == sorted(set(view.places))
    for position, place in enumerate(view.places):
        if view.text[position].isalpha():
            assert fold(view.text[position]) == fold(text[place])
