"""HTML: the words of a page, a line a block, without scripts, menus and lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree, html

from graph.errors import DocumentError
from graph.loaders.lines import Reading
from graph.loaders.readers.encoding import SourceRemark, decode
from graph.loaders.readers.footnote_marks import is_footnote_mark
from graph.loaders.readers.hidden import Hidden
from graph.loaders.readers.html_tables import cells_of, is_of_records
from graph.loaders.readers.merged import spread
from graph.loaders.readers.parsers import refuse_lack_of_memory, stopped_by
from graph.loaders.readers.writer import Run, TextWriter

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEFT_OUT = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "nav", "footer", "aside", "button"),
        *("select", "svg", "iframe", "object"),
    )
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img", "input"),
        *("ins", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup"),
        *("time", "tt", "u", "var", "wbr"),
    )
)
_BOLD = frozenset(("b", "strong"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# A block of which more than this share are links is a menu, not a paragraph.
_LINK_SHARE = 0.6
# A parser's time grows with the square of a tag's attributes; none that is read needs so many.
_LONG_TAG = re.compile(r"(<[A-Za-z][\w-]{0,30})[^<>]{2048,}>")
# What XHTML says of itself was heard; lxml refuses a decoded text that says it.
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}>")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HAN_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


def read(content: bytes, name: str) -> Reading:
    """The paragraphs of an HTML page.

    Raises DocumentError where it holds no words or is nested too deeply, or as `decode` does.
    """
    text, remarks = _text(content, name)
    text = _LONG_TAG.sub(r"\1>", _DECLARATION.sub("", text, count=1))
    # Without this libxml2 gives up at a depth of 256, and with it at 2048, without an exception.
    parser = html.HTMLParser(huge_tree=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        refuse_lack_of_memory(parser)
        raise DocumentError(f"{name} cannot be read as HTML: {error}.") from error
    refuse_lack_of_memory(parser)
    if stopped_by(parser, "ERR_RESOURCE_LIMIT"):
        raise DocumentError(
            f"{name} is nested too deeply to be read whole. Save its text as plain text or DOCX."
        )
    writer = TextWriter()
    for block in _blocks(root, Hidden(root)):
        if block.rows:
            writer.add_table(block.rows)
        elif block.is_paragraph():
            writer.add(block.runs, block.mark)
    reading = writer.reading(words for words, _, _ in remarks)
    if not reading.lines:
        raise DocumentError(f"{name} is an HTML page without any text in it.")
    return reading


def _text(content: bytes, name: str) -> tuple[str, tuple[SourceRemark, ...]]:
    """The page decoded as it says itself where it does so rightly, else as other texts are."""
    said = _CHARSET.search(content[:4096])
    return decode(content, name, said[1].decode("ascii") if said else "")


class _Block:
    """A paragraph as it grows."""

    def __init__(self, mark: int = 0) -> None:
        self.runs: list[Run] = []
        self.mark = mark
        self.rows: list[list[str]] = []
        self._linked = 0

    def add(self, words: str, bold: bool, linked: bool) -> None:
        if words:
            self.runs.append((words, bold))
            self._linked += len(words.strip()) if linked else 0

    def is_paragraph(self) -> bool:
        length = sum(len(words.strip()) for words, _ in self.runs)
        return length > 0 and self._linked <= length * _LINK_SHARE


def _blocks(root: html.HtmlElement, hidden: Hidden) -> Iterator[_Block]:
    """The blocks in an element in order; inline elements stay inside their block."""
    block = _Block()
    bold = linked = left_out = mark = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        starts = event == "start"
        tag = element.tag if isinstance(element.tag, str) else ""
        step = 1 if starts else -1
        is_table = tag == "table" and is_of_records(element)
        is_unseen = tag in _LEFT_OUT or (tag and hidden.hides(element)) or _is_mark(element, tag)
        if is_table and starts and not (left_out or is_unseen):
            yield block
            yield _caption(element, hidden)
            block = _Block()
            block.rows = spread(
                cells_of(element, hidden, lambda cell: _words(_blocks(cell, hidden)))
            )
        if is_table or is_unseen:
            left_out += step
        if tag and not left_out and (tag in _HEADINGS or tag not in _INLINE):
            yield block
            mark = _HEADINGS.get(tag, mark) if starts else (0 if tag in _HEADINGS else mark)
            block = _Block(mark)
        if tag and _is_bold(element):
            bold += step
        if tag == "a":
            linked += step
        if element is root and not starts:
            break
        words = element.text if starts else element.tail
        if words and not left_out and (tag or not starts):
            block.add(_squeezed(words), bold > 0, linked > 0)
    yield block


def _caption(table: html.HtmlElement, hidden: Hidden) -> _Block:
    """The caption of a table as a paragraph, which is empty where it has none."""
    block = _Block()
    for caption in table.findall("caption")[:1]:
        block.add(_words(_blocks(caption, hidden)), bold=False, linked=False)
    return block


def _words(blocks: Iterable[_Block]) -> str:
    return _squeezed("".join(words for block in blocks for words, _ in block.runs)).strip()


def _is_mark(element: html.HtmlElement, tag: str) -> bool:
    """Whether the element is a footnote's mark, as it stands behind what it is about."""
    if tag != "sup":
        return False
    before = element.getprevious()
    words = (before.tail if before is not None else element.getparent().text) or ""
    return is_footnote_mark(words[-1:], "".join(element.itertext()))


def _is_bold(element: html.HtmlElement) -> bool:
    style = element.get("style")
    return element.tag in _BOLD or (style is not None and _BOLD_STYLE.search(style) is not None)


def _squeezed(words: str) -> str:
    """White space as a browser shows it, and none between Chinese characters."""
    return _HAN_GAP.sub("", _SPACES.sub(" ", words))
