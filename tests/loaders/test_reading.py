"""Files of every format, encoding and state of repair."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from graph.loaders.document import Document
from graph.loaders.reading import read_document
from tests.loaders import formats
from tests.loaders.outlines import SEED, squeezed

REPORT = SEED.read_text(encoding="utf-8")
SHORT = "2025年济南市政府工作报告\n\n一、2024年工作回顾\n\n全市经济稳中有进。完成投资30亿元。\n"


def written(folder: Path, name: str, content: bytes) -> Document:
    path = folder / name
    path.write_bytes(content)
    return read_document(path)


def holds(document: Document) -> None:
    """What must be true of any document."""
    for position, passage in enumerate(document.passages):
        assert passage.position == position
        assert "".join(document.text[place] for place in passage.offsets) == passage.text
        assert list(passage.offsets) == sorted(set(passage.offsets))
        if passage.lead:
            assert 0 <= passage.lead[0] < passage.lead[1] <= len(passage.text)
        assert 0 <= passage.section < len(document.sections)
    for position, section in enumerate(document.sections):
        assert section.position == position
        assert section.parent is None or section.parent < position
        assert 0 <= section.start <= section.end <= len(document.text)
    for remark in document.remarks:
        assert 0 <= remark.start <= remark.end <= len(document.text)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.txt", formats.plain(REPORT).encode()),
        ("report.txt", formats.plain(REPORT).encode("utf-8-sig")),
        ("report.txt", formats.plain(REPORT).encode("gb18030")),
        ("report.txt", formats.plain(REPORT).encode("utf-16")),
        ("report.txt", formats.plain(REPORT).replace("\n", "\r\n").encode()),
        ("report.txt", formats.wrapped(REPORT).encode()),
        ("report.html", formats.web_page(REPORT).encode()),
        ("report.htm", formats.web_page(REPORT).replace("utf-8", "gbk").encode("gb18030")),
        ("report.docx", formats.word(REPORT)),
        ("report without an ending", formats.word(REPORT)),
    ],
)
def test_every_format_gives_the_same_passages(tmp_path: Path, name: str, content: bytes) -> None:
    document = written(tmp_path, name, content)
    holds(document)
    assert squeezed(document) == squeezed(read_document(SEED))
    assert (document.title, document.place, document.date) == (
        "政府工作报告",
        "济南",
        "2025-01-13",
    )


@pytest.mark.skipif(formats.chromium() is None, reason="no browser here prints PDF")
def test_a_printed_report_gives_the_same_passages(tmp_path: Path) -> None:
    document = read_document(formats.printed(formats.article(REPORT), tmp_path))
    holds(document)
    assert squeezed(document) == squeezed(read_document(SEED))


def test_an_encoding_a_page_claims_wrongly_is_not_believed(tmp_path: Path) -> None:
    page = formats.web_page(SHORT).replace("utf-8", "gb2312").encode()
    assert written(tmp_path, "page.html", page).place == "济南"


def test_numbers_that_word_puts_by_itself_are_read(tmp_path: Path) -> None:
    def paragraph(level: int, words: str) -> str:
        return (
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='7'/></w:numPr></w:pPr>"
            f"<w:r><w:t>{words}</w:t></w:r></w:p>"
        )

    def shape(level: int, kind: str, words: str) -> str:
        return (
            f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/>"
            f"<w:lvlText w:val='{words}'/></w:lvl>"
        )

    body = [(0, "工作回顾"), (1, "经济"), (1, "民生"), (0, "工作安排"), (1, "改革"), (2, "好。")]
    lists = shape(0, "chineseCounting", "%1、") + shape(1, "chineseCountingThousand", "（%2）")
    content = formats.archive(
        {
            "word/document.xml": f"<w:document xmlns:w='{formats.NAMESPACE}'><w:body>"
            + "".join(paragraph(*each) for each in body)
            + "</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering xmlns:w='{formats.NAMESPACE}'>"
            f"<w:abstractNum w:abstractNumId='3'>{lists}{shape(2, 'bullet', '-')}</w:abstractNum>"
            "<w:num w:numId='7'><w:abstractNumId w:val='3'/></w:num></w:numbering>",
        }
    )
    document = written(tmp_path, "report.docx", content)
    holds(document)
    assert [(each.number, each.title) for each in document.sections] == [
        ("一、", "工作回顾"),
        ("（一）", "经济"),
        ("（二）", "民生"),
        ("二、", "工作安排"),
        ("（一）", "改革"),
    ]
    assert document.passages[-1].text == "好。"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.md", "\ufeff \n\u3000\n".encode(), "is empty"),
        ("marks.md", b"** ** **\n", "no words"),
        ("picture.txt", bytes(range(256)) * 40, "binary file"),
        ("bytes.txt", "二、".encode("gb18030") + b"\xff" * 60, "neither UTF-8 nor GB18030"),
        ("cut.docx", formats.word(SHORT)[:300], "damaged"),
        ("other.docx", formats.archive({"readme.txt": "词语"}), "no Word document"),
        ("broken.docx", formats.archive({"word/document.xml": "<w:document"}), "damaged"),
        ("bomb.docx", formats.archive({"word/document.xml": " " * (65 << 20)}), "64 MiB"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj", "cannot be opened as PDF"),
        ("page.html", b"<html><script>x()</script></html>", "without any text"),
    ],
)
def test_what_cannot_be_read_is_said_clearly(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        written(tmp_path, name, content)
    assert name in str(caught.value)


def test_a_missing_file_and_a_folder_are_said_clearly(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(DocumentError, match="cannot be read"):
            read_document(path)


def test_entities_of_a_document_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    attack = (
        f"<!DOCTYPE d [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
        f"<w:document xmlns:w='{formats.NAMESPACE}'><w:p><w:r><w:t>甲&x;乙。</w:t></w:r></w:p>"
        "</w:document>"
    )
    document = written(tmp_path, "attack.docx", formats.archive({"word/document.xml": attack}))
    assert "机密" not in document.text


def test_mixed_encodings_are_read_line_by_line_and_remarked_on(tmp_path: Path) -> None:
    content = "一、2024年工作回顾\n发展很好。\n".encode() + "今年要努力。".encode("gb18030")
    document = written(tmp_path, "mixed.txt", content)
    assert [passage.text for passage in document.passages][1:] == ["发展很好。", "今年要努力。"]
    assert "mixes encodings" in document.remarks[0].text


def test_unseen_characters_stay_in_the_source_and_out_of_passages(tmp_path: Path) -> None:
    document = written(tmp_path, "marks.txt", "发\x00展\u200b很\u202e好。\u200f\n".encode())
    assert document.passages[0].text == "发展很好。"
    assert document.text.startswith("发\x00展")
    assert any("cannot be seen" in remark.text for remark in document.remarks)


def test_an_english_report_is_read_and_remarked_on(tmp_path: Path) -> None:
    text = "Report on the work\nof the government.\n\nGrowth was 5 percent.\n"
    document = written(tmp_path, "report.txt", text.encode())
    assert document.passages[-1].text == "Growth was 5 percent."
    assert any("hardly in Chinese" in remark.text for remark in document.remarks)


@pytest.mark.parametrize(
    "text",
    [
        "发展" * 500_000,
        "好" + "“" * 300_000,
        "一、发展\n（一）发展\n" * 20_000,
        "产业结构持续优化。\n" * 30_000,
        "（一）发展" + "。产业结构持续优化" * 50_000,
        "没有句号的一行字而且相当长的一行字\n" * 30_000,
        "[" * 200_000 + "<a" * 200_000 + "**" * 100_000,
    ],
)
def test_monstrous_texts_are_read(tmp_path: Path, text: str) -> None:
    holds(written(tmp_path, "monster.md", text.encode()))


FRAGMENTS = st.sampled_from(
    [
        *(
            "一、",
            "（一）",
            "（",
            "1.",
            "二是",
            "——",
            "各位代表！",
            "2025年重点工作",
            "“十五五”时期",
        ),
        *("加快发展", "产业结构持续优化", "增长5.5%", "“", "”", "。", "！", "；", "，", ".", " "),
        *("\n", "\n\n", "\r\n", "# ", "## ", "**", "<sub>", "</sub>", "\u200b", "\x00", "\u3000"),
        *(
            "注释",
            "来源：新华社",
            "相关报道：",
            "2025年1月13日在济南市第十八届人民代表大会上",
            "Plan",
        ),
    ]
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(FRAGMENTS, min_size=1, max_size=60).map("".join), st.sampled_from([".md", ".txt"]))
def test_any_text_gives_a_document_or_a_clear_error(tmp_path: Path, text: str, ending: str) -> None:
    path = tmp_path / f"any{ending}"
    path.write_bytes(text.encode())
    try:
        holds(read_document(path))
    except DocumentError as error:
        assert path.name in str(error)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300), st.sampled_from([".md", ".txt", ".html", ".docx", ".pdf"]))
def test_any_bytes_give_a_document_or_a_clear_error(
    tmp_path: Path, content: bytes, ending: str
) -> None:
    path = tmp_path / f"any{ending}"
    path.write_bytes(content)
    try:
        holds(read_document(path))
    except DocumentError as error:
        assert path.name in str(error)


BEGINNINGS = st.sampled_from(
    [
        *(
            b"PK\x03\x04",
            b"%PDF-1.4\n1 0 obj<<",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"\xff\xd8\xff\xe0",
        ),
        *(b"II*\x00", b"MM\x00*", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"),
        *(b"\xef\xbb\xbf", b"<html><meta charset=big5>", b"<?xml version='1.0'?><html><!--"),
    ]
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(BEGINNINGS, st.binary(max_size=200), st.sampled_from([b"", b"\x93\x7c", "发展".encode()]))
def test_any_bytes_behind_a_known_beginning_give_a_document_or_a_clear_error(
    tmp_path: Path, beginning: bytes, content: bytes, end: bytes
) -> None:
    path = tmp_path / "any"
    path.write_bytes(beginning + content + end)
    try:
        holds(read_document(path))
    except DocumentError as error:
        assert path.name in str(error)
