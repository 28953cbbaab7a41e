"""Real reports: their outlines as checked by eye, and what holds for every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.document import Document
from graph.loaders.reading import read_document
from tests.conftest import NO_DOCUMENT
from tests.loaders.outlines import REPORTS, SEED, lead, outline

GOLDEN = Path(__file__).parent / "golden"
ALL = [SEED, *sorted(REPORTS.glob("*/*.txt"))]
IN_CHINESE = [path for path in ALL if not path.name.endswith(".en.txt")]

# Where no report is at hand but the one that ships, there is less to check.
PROVINCES = sorted(REPORTS.glob("provinces-2026/*.txt"))


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_outline_is_as_checked_by_eye(golden: Path) -> None:
    path = next((path for path in ALL if path.stem == golden.stem), None)
    if path is None:
        pytest.skip(NO_DOCUMENT)
    assert outline(read_document(path)) == golden.read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("path", ALL, ids=names(ALL))
def test_front_and_parts_are_as_read_by_eye(path: Path) -> None:
    table = (GOLDEN / "fronts.tsv").read_text(encoding="utf-8").splitlines()
    right = next(line for line in table if line.startswith(f"{path.name}\t"))
    assert front(path) == right


def front(path: Path) -> str:
    """What a line of fronts.tsv says: title, place, level, year, day and outermost parts."""
    document = read_document(path)
    parts = (
        f"{each.number}{each.title}: {each.part} {each.year}"
        for each in document.sections
        if each.level == 1
    )
    told = (document.title, document.place, document.level, str(document.year), document.date)
    return "\t".join((path.name, *told, " | ".join(parts)))


@pytest.mark.parametrize("path", ALL, ids=names(ALL))
def test_every_character_stands_where_it_is_said_to(path: Path) -> None:
    document = read_document(path)
    for passage in document.passages:
        assert len(passage.text) == len(passage.offsets)
        assert "".join(document.text[place] for place in passage.offsets) == passage.text
        assert passage.lead is None or passage.text[slice(*passage.lead)]


@pytest.mark.parametrize("path", IN_CHINESE, ids=names(IN_CHINESE))
def test_report_has_review_and_plan_of_the_right_years(path: Path) -> None:
    document = read_document(path)
    year = int(path.stem.split(".")[0].rsplit("-", 1)[1])
    assert document.year == year
    assert document.place
    told = {(section.part, section.year) for section in document.sections if section.level}
    assert {("review", year - 1), ("plan", year)} <= told
    assert told <= {("review", year - 1), ("plan", year), ("plan", 2030), ("other", 0)}


@pytest.mark.parametrize("path", PROVINCES, ids=names(PROVINCES))
def test_a_province_says_its_name_and_the_day(path: Path) -> None:
    document = read_document(path)
    assert document.level == "province"
    assert document.title.endswith("政府工作报告")
    assert document.date.startswith("2026-0")
    assert len(document.place) in (2, 3)


@pytest.mark.parametrize("path", PROVINCES, ids=names(PROVINCES))
def test_page_furniture_is_left_out(path: Path) -> None:
    document = read_document(path)
    words = [passage.text for passage in document.passages]
    for furniture in ("下载", "打印", "收藏", "首页", "【字号：", "相关报道：", ">", "】"):
        assert furniture not in words
    assert not [text for text in words if text.endswith("摄") or text.startswith("责任编辑")]
    assert words.count(document.title) == 0


@pytest.mark.parametrize("path", IN_CHINESE, ids=names(IN_CHINESE))
def test_nothing_of_the_speech_is_lost(path: Path) -> None:
    """Of what stands between the opening and the close, only markup and repeats are left out."""
    document = read_document(path)
    covered = {place for passage in document.passages for place in passage.offsets}
    numbers = sum(len(section.number) for section in document.sections)
    start = min(section.start for section in document.sections)
    end = max(section.end for section in document.sections)
    dropped = [
        letter
        for place, letter in enumerate(document.text[start:end], start)
        if place not in covered and "\u4e00" <= letter <= "\u9fff"
    ]
    assert len(dropped) <= numbers + 60, "".join(dropped)


def jinan() -> Document:
    return read_document(SEED)


def passage_with(document: Document, words: str) -> str:
    return next(passage.text for passage in document.passages if words in passage.text)


def test_front_of_the_jinan_report() -> None:
    document = jinan()
    assert (document.title, document.place, document.level) == ("政府工作报告", "济南", "city")
    assert (document.year, document.date) == (2025, "2025-01-13")


@pytest.mark.parametrize(
    "words",
    [
        "坚持以习近平新时代中国特色社会主义思想为指导，深入学习",
        "进一步稳定市场预期",
        "不断开创“强新优富美高”新时代社会主义现代化强省会建设新局面。",
        "坚定不移当好进一步全面深化改革排头兵。",
        "PM10首次达到国家二级标准，PM2.5降至 36 微克",
        "“保交房”超额完成全年目标任务",
        "税收收入占一般公共预算收入的比重 72.4%",
        "5G基站5.4万个",
        "长清 2×66 万千瓦先进燃煤机组",
        "实施国家公立医院改革与高质量发展示范项目",
    ],
)
def test_sentences_broken_by_pages_are_whole_again(words: str) -> None:
    assert passage_with(jinan(), words)


def test_a_paragraph_cut_short_is_remarked_on() -> None:
    document = jinan()
    (remark,) = document.remarks
    assert document.text[remark.start : remark.end].endswith("保障人民群众生命安全和社")
    assert "middle of a sentence" in remark.text


def test_leads_without_bold_cut_a_long_paragraph() -> None:
    document = jinan()
    section = next(each for each in document.sections if each.title.startswith("牵住动能转换"))
    assert [lead(each) for each in document.passages if each.section == section.position] == [
        "",
        "“项目深化年”成果丰硕",
        "数字济南成为省会高质量发展的关键引擎",
        "新旧动能转换起步区积厚成势",
        "科创金融改革试验区效能叠增",
    ]
