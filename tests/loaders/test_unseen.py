"""What a reader of a page or a Word document does not see is not read; what he sees, is."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DocumentError
from graph.loaders.document import Document
from graph.loaders.reading import read_document
from tests.loaders import formats

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SHOWN = "<w:vanish w:val='0'/>"
_OF_STYLE = "<w:rStyle w:val='b'/>"
_RAISED = "<w:vertAlign w:val='superscript'/>"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def written(folder: Path, name: str, content: str | bytes) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path)


def word(body: str, **parts: str) -> bytes:
    members = {"word/document.xml": f"<w:body>{body}</w:body>"}
    members |= {f"word/{name}.xml": content for name, content in parts.items()}
    return formats.archive(
        {
            name: f"<w:root xmlns:w='{formats.NAMESPACE}' xmlns:mc='{_MC}'>{content}</w:root>"
            for name, content in members.items()
        }
    )


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='color:red; display : none'>暗</p>",
        "<div hidden><p>暗</p></div>",
        "<span style='visibility:hidden'>暗</span>",
        "<a class='big skip-link' href='#main'>暗</a>",
        "<p class='x no'>暗</p>",
        "<template><p>暗</p></template>",
        "<noscript>暗</noscript>",
        "<!-- 暗 -->",
        "<!-- <p>暗</p> -- > -->",
    ],
)
def test_hidden_text_of_a_page_is_left_out(tmp_path: Path, hidden: str) -> None:
    style = "<style>/* .seen { */ .no, .never { display: none } .seen { color: red }</style>"
    page = (
        f"<html><head>{style}</head><body><p class='seen'>今年发展。</p>{hidden}<p>明年再来。</p>"
    )
    assert written(tmp_path, "page.html", page).text == "今年发展。\n明年再来。\n"


def test_raised_numbers_are_footnotes_or_exponents(tmp_path: Path) -> None:
    page = (
        "<html><p>建设公园<sup>3</sup>9处<sup><a>[12]</a></sup>，"
        "共50km<sup>2</sup>、8米<sup>3</sup>。</p>"
    )
    assert written(tmp_path, "page.html", page).text == "建设公园9处，共50km2、8米3。\n"
    text = "建设公园<sup>3</sup>9处[^a]，共50km<sup>2</sup>、8米<sup>3</sup>。"
    document = written(tmp_path, "page.md", text)
    assert document.text == text
    assert document.passages[-1].text == "建设公园9处，共50km2、8米3。"


def test_comments_of_markdown_are_left_out(tmp_path: Path) -> None:
    text = "今年<!-- 去年 -->发展。\n\n<!-- 一、旧\n\n二、旧 -->\n\n明年再来。<!-- 没有完"
    document = written(tmp_path, "plan.md", text)
    assert document.text == text
    assert [each.text for each in document.passages] == ["今年发展。", "明年再来。<!-- 没有完"]


@pytest.mark.parametrize("depth", [255, 300, 2000])
def test_a_deep_page_is_read_whole(tmp_path: Path, depth: int) -> None:
    page = f"<html>{'<div>' * depth}深处。{'</div>' * depth}<p>之后。</p></html>"
    assert written(tmp_path, "page.html", page).text == "深处。\n之后。\n"


def test_a_page_too_deep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="nested too deeply"):
        written(tmp_path, "page.html", f"<html>{'<div>' * 3000}深处。")


def test_what_was_deleted_moved_or_hidden_in_word_is_left_out(tmp_path: Path) -> None:
    hidden = "<w:style w:styleId='h'><w:rPr><w:vanish/></w:rPr></w:style>"
    based = "<w:style w:styleId='b'><w:basedOn w:val='h'/></w:style>"
    body = (
        f"<w:p>{run('今年')}<w:del>{run('旧')}</w:del><w:ins>{run('建设')}</w:ins>"
        f"{run('暗', '<w:vanish/>')}{run('学校', _SHOWN)}{run('暗', _OF_STYLE)}{run('7', _RAISED)}"
        "<w:r><w:t>6-</w:t><w:noBreakHyphen/><w:t>9所。</w:t></w:r></w:p>"
        f"<w:p><w:moveFrom>{run('移走。')}</w:moveFrom></w:p>"
        f"<w:p><w:pPr><w:pStyle w:val='b'/></w:pPr>{run('暗。')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('两段')}</w:p><w:p>{run('成一段。')}</w:p>"
        f"<w:p><w:moveTo>{run('移来。')}</w:moveTo></w:p>"
    )
    document = written(tmp_path, "plan.docx", word(body, styles=hidden + based))
    assert document.text == "今年建设学校6--9所。\n两段成一段。\n移来。\n"


def test_notes_and_text_boxes_of_word_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{run('框内。')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('正文')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('继续。')}</w:p>"
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}"
        f"</mc:Fallback></mc:AlternateContent></w:r>{run('框外。')}"
        "<w:r><w:endnoteReference w:id='1'/><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    notes = f"<w:footnote w:id='0'><w:p>{run('——')}</w:p></w:footnote>"
    notes += f"<w:footnote w:id='2'><w:p>{run('脚注。')}</w:p></w:footnote>"
    ends = f"<w:endnote w:id='1'><w:p>{run('尾注。')}</w:p></w:endnote>"
    document = written(tmp_path, "plan.docx", word(body, footnotes=notes, endnotes=ends))
    assert document.text == "正文继续。\n脚注。\n框外。\n尾注。\n框内。\n"


def test_strict_word_is_read(tmp_path: Path) -> None:
    body = f"<w:body><w:p>{run('严格。')}</w:p></w:body>"
    xml = f"<w:document xmlns:w='{_STRICT}'>{body}</w:document>"
    content = formats.archive({"word/document.xml": xml})
    assert written(tmp_path, "plan.docx", content).text == "严格。\n"


@pytest.mark.parametrize(
    ("member", "said"),
    [("xl/workbook.xml", "spreadsheet"), ("ppt/a.xml", "presentation"), ("content.xml", "OpenDoc")],
)
def test_what_is_no_word_document_is_named(tmp_path: Path, member: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        written(tmp_path, "list.docx", formats.archive({member: "<a/>"}))


@pytest.mark.parametrize("text", ["." * 10, "。。。", "12 34\n56%", "——\n***\n", "①②"])
def test_what_says_nothing_is_no_document(tmp_path: Path, text: str) -> None:
    for ending in (".txt", ".md"):
        with pytest.raises(DocumentError, match=r"no words|is empty"):
            written(tmp_path, f"plan{ending}", text)
