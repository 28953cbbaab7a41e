"""Files in every encoding are read in the right characters, or refused; never garbage."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DocumentError
from graph.loaders.document import Document
from graph.loaders.reading import read_document
from tests.loaders.outlines import SEED

SIMPLIFIED = (
    "2025年云河市政府工作报告\n\n一、2025年重点工作\n\n推动经济社会高质量发展，新建学校6所。\n"
)
TRADITIONAL = (
    "2025年雲河市政府工作報告\n\n一、2025年重點工作\n\n推動經濟社會高質量發展，新建學校6所。\n"
)
JAPANESE = "政府の活動に関する報告です。今年も経済の発展を目指して、計画を進めます。\n" * 3
KOREAN = "정부의 사업 계획에 관한 보고서입니다. 올해도 경제 발전을 위하여 노력하겠습니다.\n" * 3


def written(folder: Path, name: str, content: bytes) -> Document:
    path = folder / name
    path.write_bytes(content)
    return read_document(path)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, each) for each in ("utf-8", "gb2312", "gb18030", "utf-16-le", "utf-16-be")),
        *((TRADITIONAL, each) for each in ("utf-8", "big5", "gb18030", "utf-16-le", "utf-16-be")),
        *((SIMPLIFIED, each) for each in ("utf-8-sig", "utf-16", "utf-32")),
        ("第二季度任务\n今年要努力。\n", "gb18030"),
        ("Plan of 2025\n\nBuild 6 schools, and a bridge.\n", "utf-16-le"),
        ("历城区、槐荫区、章丘区、莱芜区、钢城区、平阴县、商河县，浪潮集团\n", "gb18030"),
    ],
)
def test_a_text_is_read_in_its_own_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    document = written(tmp_path, "plan.txt", text.encode(encoding))
    assert document.text.replace("\ufeff", "") == text
    assert not any("encoding" in remark.text for remark in document.remarks)


def test_a_real_report_is_read_in_every_encoding(tmp_path: Path) -> None:
    text = SEED.read_text("utf-8")
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        assert written(tmp_path, "plan.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((JAPANESE, each) for each in ("shift_jis", "euc_jp", "iso2022_jp")),
        (KOREAN, "euc_kr"),
        (TRADITIONAL, "utf-7"),
    ],
)
def test_other_encodings_are_refused_or_remarked_on(
    tmp_path: Path, text: str, encoding: str
) -> None:
    content = text.encode(encoding, "ignore")
    if encoding in ("iso2022_jp", "utf-7"):
        # ASCII by its bytes, so that it is readable as what it looks like; no word of it is said.
        document = written(tmp_path, "plan.txt", content)
        assert any("hardly in Chinese" in remark.text for remark in document.remarks)
        return
    with pytest.raises(DocumentError, match=r"encoding that is not known|binary|neither UTF-8"):
        written(tmp_path, "plan.txt", content)


def test_a_guess_that_cannot_be_proved_is_remarked_on(tmp_path: Path) -> None:
    document = written(tmp_path, "plan.txt", "東京の道".encode("shift_jis"))
    assert any("guessed" in remark.text for remark in document.remarks)


@pytest.mark.parametrize("claim", ["rot13", "zip", "unicode_escape", "idna", "utf-7", "punycode"])
def test_a_page_cannot_name_a_codec_of_python(tmp_path: Path, claim: str) -> None:
    page = f"<html><meta charset='{claim}'><p>Plan \\u4e91 +AGE- of 2025: build schools</p></html>"
    assert "Plan \\u4e91 +AGE- of 2025" in written(tmp_path, "plan.html", page.encode()).text


@pytest.mark.parametrize("claim", ["utf-8", "gb2312", "big5", "windows-1252", "nonsense"])
def test_a_page_is_read_as_what_it_is_whatever_it_claims(tmp_path: Path, claim: str) -> None:
    for text, encoding in ((SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5"), (SIMPLIFIED, "utf-8")):
        page = f"<html><meta charset='{claim}'><p>{text.strip()}</p></html>".encode(encoding)
        line = text.strip().splitlines()[-1]
        assert line in written(tmp_path, "plan.html", page).text


def test_a_western_page_is_read_as_it_claims(tmp_path: Path) -> None:
    page = "<html><meta charset='iso-8859-1'><p>Città e università: società</p></html>"
    text = written(tmp_path, "plan.html", page.encode("cp1252")).text
    assert "Città e università: società" in text


def test_xhtml_may_say_its_encoding(tmp_path: Path) -> None:
    page = "<?xml version='1.0' encoding='gbk'?>\n<html><body><p>今年要努力。</p></body></html>"
    assert written(tmp_path, "plan.xhtml", page.encode("gbk")).text == "今年要努力。\n"
