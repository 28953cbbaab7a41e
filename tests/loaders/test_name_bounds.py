"""Names hold neither when something is built, nor what a law demands, nor whom a speaker asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.names.bounds import is_no_initiative, is_no_project, is_position, within_bounds
from graph.loaders.names.entities import find_entities
from graph.loaders.reading import read_document

HEAD = "青山市2025年政府工作报告\n各位代表：\n现在，我代表市人民政府向大会报告工作，{asked}。\n"


def names(folder: Path, text: str) -> set[str]:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return {each.name for each in find_entities(read_document(path))}


@pytest.mark.parametrize(
    "asked",
    [
        "请予审议，并请各位政协委员提出宝贵意见",
        "请予审议，请市政协委员和其他列席人员提出意见",
        "请审议，并请列席的同志提意见",
    ],
)
def test_whom_a_speaker_asks_is_no_name(tmp_path: Path, asked: str) -> None:
    found = names(tmp_path, HEAD.format(asked=asked) + "一、2024年工作回顾\n新建学校6所。\n")
    assert not [name for name in found if "意见" in name or "审议" in name]


@pytest.mark.parametrize(
    ("sentence", "project"),
    [
        ("确保南湖水库如期建成。", "南湖水库"),
        ("推动临港大桥年底前通车。", "临港大桥"),
        ("争取青山机场上半年开工建设。", "青山机场"),
    ],
)
def test_when_it_is_built_is_no_part_of_a_project(
    tmp_path: Path, sentence: str, project: str
) -> None:
    found = names(tmp_path, f"青山市2025年工作要点\n一、重点任务\n{sentence}\n")
    assert project in found
    assert not [name for name in found if name.startswith(project) and name != project]


def test_what_a_law_demands_is_named_without_who_must(tmp_path: Path) -> None:
    law = (
        "青山市数据条例\n第一章　总则\n第一条　为了规范数据处理，制定本条例。\n"
        "第二条　县级以上人民政府应当建立首席数据官制度，由数据主管部门负责实施。\n"
    )
    found = names(tmp_path, law)
    assert not [name for name in found if "应当" in name or "第二条" in name]


@pytest.mark.parametrize(
    "words",
    [
        "6个重大项目",
        "全国重点实验室",
        "形象工程",
        "一批技改项目",
        "推动改革",
        "第四次会议",
        "云河市第十届人民代表大会第四次会议",
        "“十五五”时期主要目标",
        "2025年计划",
        "以下工程",
    ],
)
def test_a_count_or_a_kind_of_things_is_no_name(words: str) -> None:
    assert within_bounds(words, 0, len(words)) is None


def test_a_name_that_holds_such_a_word_is_one() -> None:
    name = "青山全国重点实验室"
    assert within_bounds(name, 0, len(name)) == (0, len(name))


@pytest.mark.parametrize(
    "line",
    ["青山市市长林海", "青山省人民政府省长欧阳秋", "自治区主席艾力·买买提", "青山市财政局局长赵云"],
)
def test_a_line_that_says_who_speaks_holds_no_name(line: str) -> None:
    assert within_bounds(line, 0, len(line)) is None
    prize = f"{line[:3]}市长质量奖评选"
    assert within_bounds(f"开展{prize}，评出10家。", 2, 2 + len(prize)) == (2, 2 + len(prize))


@pytest.mark.parametrize("name", ["“拖延病”", "“推诿病”"])
def test_what_is_fought_is_no_name(name: str) -> None:
    text = "坚决整治“拖延病”、“推诿病”，开展“护苗”行动。"
    start = text.index(name)
    assert within_bounds(text, start, start + len(name)) is None
    start = text.index("“护苗”")
    assert within_bounds(text, start, len(text) - 1) == (start, len(text) - 1)


def test_what_became_of_a_goal_is_not_its_name() -> None:
    name = "内陆开放新高地取得更大突破"
    assert within_bounds(name, 0, len(name)) == (0, len("内陆开放新高地"))


def test_a_bracket_that_only_closes_is_in_no_name() -> None:
    assert within_bounds("青山）自贸试验区", 0, 8) is None
    assert within_bounds("中国（青山）自贸试验区", 0, 11) == (0, 11)


def test_the_title_of_a_document_is_no_name_in_it(tmp_path: Path) -> None:
    plan = "云河市养老服务三年行动方案（2024—2026年）"
    found = names(
        tmp_path,
        f"关于印发《{plan}》的通知\n各县区：\n现将《{plan}》印发给你们，请落实《老年人照护规划》。\n",
    )
    assert [name for name in found if "规划" in name]
    assert not [name for name in found if "行动方案" in name]


@pytest.mark.parametrize("name", ["音乐剧《青山》", "歌曲《云河谣》", "《云河》", "铁路", "水库"])
def test_works_of_art_and_words_for_anything_are_no_projects(name: str) -> None:
    assert is_no_project(name)


@pytest.mark.parametrize("name", ["青山大剧院", "云河水库", "比亚迪"])
def test_what_is_built_is_a_project(name: str) -> None:
    assert not is_no_project(name)


@pytest.mark.parametrize(
    "words",
    [
        "习近平总书记对青山工作的重要指示精神",
        "“十五五”是夯实基础的关键时期",
        "十四五",
        "二十届历次全会精神",
        "游客花费保持高速",
    ],
)
def test_a_stretch_of_a_sentence_is_no_name(words: str) -> None:
    assert within_bounds(words, 0, len(words)) is None


def test_a_journal_is_no_initiative() -> None:
    assert is_no_initiative("《青山》")
    assert not is_no_initiative("《数据条例》")
    assert not is_no_initiative("《青山市促进就业若干措施（试行）》")


@pytest.mark.parametrize(
    ("name", "position"),
    [
        ("全国重要的智能农机制造基地", True),
        ("国内一流的临床医学中心", True),
        ("智能农机制造基地", False),
        ("全国智能农机检测中心", False),
    ],
)
def test_what_a_place_is_to_be_among_others_is_nothing_that_is_built(
    name: str, position: bool
) -> None:
    assert is_position(name) == position
