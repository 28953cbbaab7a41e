"""What rules say of names, whatever the models take for one."""

from __future__ import annotations

import pytest

from graph.loaders.facts import EntityType
from graph.loaders.names.candidates import Candidate, candidates
from graph.loaders.names.company_lists import with_companies
from graph.loaders.names.completion import (
    acting_body,
    bare_name,
    completed,
    joined_apart,
    named_apart,
    quotations_apart,
    without_verb,
)
from graph.loaders.names.judge import Judged
from graph.loaders.names.lexicon import lexicon
from graph.loaders.names.lists import head_class, shared_head
from graph.loaders.names.tagger import Tagging
from graph.loaders.words import cut


def span(text: str, part: str) -> tuple[int, int]:
    """The words of a text that a part of it is."""
    starts = cut(text).starts
    start = text.index(part)
    return starts.index(start), starts.index(start + len(part))


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("提速青山整车二期", "Project", "青山整车二期"),
        ("加快推进青山大桥", "Project", "青山大桥"),
        ("青山大桥", "Project", "青山大桥"),
        ("提速", "Project", "提速"),
        ("推进质量变革", "Goal", "推进质量变革"),
    ],
)
def test_what_is_done_to_a_project_is_not_its_name(text: str, kind: EntityType, name: str) -> None:
    words = cut(text)
    judged = without_verb(words, Judged(0, len(words), kind, 1.0), lexicon())
    assert text[words.starts[judged.start] :] == name


@pytest.mark.parametrize(
    ("text", "taken", "kind", "name"),
    [
        ("建好枫桥物流枢纽。", "好枫桥物流枢纽", "Project", "枫桥物流枢纽"),
        ("落实好服务平台。", "好服务平台", "Project", "服务平台"),
        ("提升柳林公园。", "提升柳林公园", "Project", "柳林公园"),
        ("推动民生热线从接诉到办结。", "民生热线从", "Project", "民生热线"),
        ("推行“民呼我为”。", "民呼我为", "Initiative", "民呼我为"),
        ("建设好家风馆。", "家风馆", "Project", "家风馆"),
    ],
)
def test_what_the_cutter_leaves_at_the_ends_is_no_part_of_a_name(
    text: str, taken: str, kind: EntityType, name: str
) -> None:
    words = cut(text)
    judged = without_verb(words, Judged(*span(text, taken), kind, 1.0), lexicon())
    assert text[words.starts[judged.start] : words.starts[judged.end]] == name


@pytest.mark.parametrize("text", ["砂之船奥莱等首店", "察尔汗盐湖、翡翠湖等景区"])
def test_the_end_of_a_list_is_a_word_of_its_own(text: str) -> None:
    assert "等" in cut(text).words


@pytest.mark.parametrize("text", ["坚持男女平等", "发展高等教育", "等等"])
def test_words_that_end_like_a_list_stay_whole(text: str) -> None:
    assert "等" not in cut(text).words


def test_words_cover_the_text() -> None:
    text = "砂之船奥莱等首店，翡翠湖等景区提质升级。"
    words = cut(text)
    assert "".join(words.words) == text
    assert [text[a:b] for a, b in zip(words.starts, words.starts[1:], strict=False)] == words.words
    assert len(words.tags) == len(words.words)


@pytest.mark.parametrize(
    ("text", "item", "shared"),
    [
        ("桑龙、城龙等7条高速公路建成通车。", "桑龙", "高速公路"),
        ("紫金山、太湖、钟山等实验室加快建设。", "太湖", "实验室"),
        ("开工天池、龙泉等4个国家骨干冷链物流基地。", "龙泉", "国家骨干冷链物流基地"),
        ("喀什和霍尔果斯经济开发区创新发展。", "喀什", "经济开发区"),
        ("推进延榆、康渝高铁建设。", "延榆", "高铁"),
        ("支持长沙、株洲发展先进制造业。", "长沙", ""),
        ("青山大桥、白石水厂等项目开工。", "青山大桥", ""),
    ],
)
def test_items_of_a_list_get_what_all_of_them_are(text: str, item: str, shared: str) -> None:
    assert shared_head(cut(text), *span(text, item), lexicon())[0] == shared


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("等重点企业营收增长", "company"),
        ("等项目建设", "project"),
        ("等地区发展", "place"),
        ("等加快推进", ""),
    ],
)
def test_what_a_list_is_of_is_told_by_the_words_behind_it(text: str, kind: str) -> None:
    words = cut(text)
    assert head_class(words, 1, len(words), lexicon()) == kind


@pytest.mark.parametrize(
    ("text", "part", "name"),
    [
        ("实施“好房子、好社区”建设提升行动", "好社区”建设提升行动", "“好房子、好社区”建设提升行动"),
        ("推广“信用+风险”分级监管", "“信用+风险”分级监管", "“信用+风险”分级监管"),
        ("打造“数字海洋”。", "“数字海洋”", "数字海洋"),
        ("推行“放心消费”承诺", "推行“放心消费", "推行“放心消费”"),
        ("打造城区”", "城区”", "城区"),
        ("“一件事", "“一件事", "一件事"),
        ("铁路及胶新铁路", "及胶新铁路", "胶新铁路"),
        ("打造的服务平台", "的服务平台", "服务平台"),
    ],
)
def test_names_hold_quotations_whole_or_not_at_all(text: str, part: str, name: str) -> None:
    start = text.index(part)
    first, last = bare_name(text, start, start + len(part))
    assert text[first:last] == name


@pytest.mark.parametrize(
    ("text", "item", "taken", "type_", "name"),
    [
        ("北沿江、通苏嘉甬等高铁。", "北沿江", "Area", "Project", "北沿江高铁"),
        ("实施青山提升行动。", "青山提升行动", "Project", "Initiative", "青山提升行动"),
        ("支持长沙建设。", "长沙", "Project", "Area", "长沙"),
        ("建设青山大桥。", "青山大桥", "Project", "Project", "青山大桥"),
        ("“信用济南”建设深入推进。", "“信用济南”建设", "Initiative", "Goal", "“信用济南”建设"),
        (
            "“信用青山”建设深入推进。",
            "“信用青山”建设",
            "Initiative",
            "Initiative",
            "“信用青山”建设",
        ),
    ],
)
def test_a_name_that_tells_its_type_has_it(
    text: str, item: str, taken: str, type_: str, name: str
) -> None:
    judged = Judged(*span(text, item), taken, 1.0)  # type: ignore[arg-type]
    assert completed(cut(text), judged, item, "济南", lexicon()) == (type_, name)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("文化强市、旅游强市、体育强市", ["文化强市", "旅游强市", "体育强市"]),
        ("产业强市、美丽青山", ["产业强市、美丽青山"]),
        ("青山高铁", ["青山高铁"]),
        ("强市、强市", ["强市、强市"]),
    ],
)
def test_names_that_all_end_alike_are_several(name: str, names: list[str]) -> None:
    text = f"加快建设{name}。"
    start = text.index(name)
    apart = named_apart(text, start, start + len(name))
    assert [text[first:last] for first, last in apart] == names


@pytest.mark.parametrize(
    ("text", "item", "organization"),
    [
        ("依托青山、白水、清源等头部企业，扩大产能", "青山", 0.9),
        ("依托青山、白水、清源等头部企业，扩大产能", "白水", 0.65),
        ("推动青山、白水等扩大产能", "白水", 0.65),
        ("拓展与青山、白水等供应链合作", "白水", 0.65),
        ("加快青山、白水、清源等重点项目建设", "白水", 0.1),
        ("支持白水扩大产能", "白水", 0.1),
    ],
)
def test_what_a_list_of_companies_names_are_organizations(
    text: str, item: str, organization: float
) -> None:
    words = cut(text)
    found = [
        Candidate(*span(text, each), "", 0, "item") for each in ("青山", "白水") if each in text
    ]
    sure = {"Project": 0.8, "Organization": 0.1, "O": 0.1}
    hardly = {"Project": 0.3, "Organization": 0.1, "O": 0.6}
    given = [
        sure if text[words.starts[each.start] :].startswith("青山") else hardly for each in found
    ]
    judged = with_companies(words, found, given, lexicon())
    place = [(each.start, each.end) for each in found].index(span(text, item))
    assert judged[place]["Organization"] == pytest.approx(organization)


def test_known_names_and_organizations_may_be_names_wherever_they_stand() -> None:
    text = "支持宁德时代参与城市有机焕新。"
    words = cut(text)
    known = lexicon().knowing({"城市有机焕新": "Initiative"})
    nothing = Tagging((), (), [()] * len(words), [()] * len(words))
    proposed = {(each.start, each.end) for each in candidates(words, nothing, known)}
    assert {span(text, "宁德时代"), span(text, "城市有机焕新")} <= proposed


def test_what_stands_before_a_bracket_may_be_a_name() -> None:
    text = "建设青云大桥（市财政局牵头）。"
    words = cut(text)
    nothing = Tagging((), (), [()] * len(words), [()] * len(words))
    proposed = {(each.start, each.end) for each in candidates(words, nothing, lexicon())}
    assert span(text, "青云大桥") in proposed


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        ("“护苗”“净网”行动", ["“护苗”行动", "“净网”行动"]),
        ("“五心”“五化”", ["五心", "五化"]),
        ("青州“花廊”“果廊”", ["青州“花廊”", "青州“果廊”"]),
        ("“甲一”“乙二”等两大助农机制", ["“甲一”助农机制", "“乙二”助农机制"]),
        ("“甲一”“乙二”项目", ["“甲一”项目", "“乙二”项目"]),
        ("“甲一”和“乙二”行动", ["“甲一”和“乙二”行动"]),
        ("“甲一”行动", ["“甲一”行动"]),
    ],
)
def test_quotations_side_by_side_are_names_each(name: str, apart: list[str]) -> None:
    text = f"深入开展{name}，成效明显。"
    start = text.index(name)
    found = quotations_apart(text, start, start + len(name))
    assert [each for _, _, each in found] == apart
    spans = [text[first:last] for first, last, _ in found]
    assert "".join(spans) == name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("青山至云河铁路及东林铁路扩能改造", ["青山至云河铁路", "东林铁路扩能改造"]),
        ("青山灌区及配套工程", ["青山灌区及配套工程"]),
        ("8号线一期和支线", ["8号线一期和支线"]),
    ],
)
def test_projects_that_are_joined_and_complete_are_two(name: str, parts: list[str]) -> None:
    spans = joined_apart(name, 0, len(name), lexicon())
    assert [name[start:end] for start, end in spans] == parts


def test_the_name_stands_behind_a_dash() -> None:
    text = "世界最长公路隧道——青山隧道"
    assert [text[start:end] for start, end in named_apart(text, 0, len(text))] == ["青山隧道"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("青山集团统一运营支线机场", "青山集团"),
        ("中国电子增资云河软件", "中国电子"),
        ("青山集团总部大楼", ""),
        ("青山机场扩大开放", ""),
    ],
)
def test_what_a_body_does_is_no_part_of_its_name(name: str, body: str) -> None:
    assert acting_body(name, lexicon()) == body
