"""DOCX: the paragraphs of a Word document as a reader sees them, with its notes and text boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from graph.errors import DocumentError
from graph.loaders.lines import Reading
from graph.loaders.readers.archive import Archive
from graph.loaders.readers.docx_numbers import Numbering, W
from graph.loaders.readers.docx_styles import Style, is_on, styles_in, value, with_list
from graph.loaders.readers.docx_tables import cells_of, is_of_records
from graph.loaders.readers.footnote_marks import is_footnote_mark
from graph.loaders.readers.merged import spread
from graph.loaders.readers.parsers import refuse_lack_of_memory
from graph.loaders.readers.writer import Run, TextWriter

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRANSITIONAL, _STRICT = W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
# What was deleted or moved away, the readings beside characters, and a text box said a second time.
_LEFT_OUT = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}pPr", f"{W}rPr", f"{_COMPATIBILITY}Fallback")
)
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}
_BREAKS = frozenset((f"{W}br", f"{W}cr"))
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
# What an archive is that holds no Word document, by the folder of its content.
_OTHER_KINDS = {
    "xl/": "a damaged or binary spreadsheet. Save it as XLSX or CSV",
    "ppt/": "a presentation. Save it as PDF",
    "content.xml": "an OpenDocument file. Save it as DOCX or PDF",
}


Note = tuple[str, str]
"""The kind of a note and its id."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it is walked through: its lines of runs, and the notes it refers to."""

    element: etree._Element
    style: Style
    bold: bool = False
    raised: bool = False
    lines: list[list[Run]] = field(default_factory=lambda: [[]])
    notes: list[Note] = field(default_factory=list)

    def add(self, words: str) -> None:
        before = self.lines[-1][-1][0][-1:] if self.lines[-1] else ""
        if words and not (self.raised and is_footnote_mark(before, words)):
            self.lines[-1].append((words, self.bold))

    def go_on_with(self, other: _Paragraph) -> None:
        """Has the other's words stand behind one's own, and looks as it does."""
        self.lines[-1].extend(other.lines[0])
        self.lines.extend(other.lines[1:])
        self.notes.extend(other.notes)
        self.element, self.style = other.element, other.style

    @property
    def words(self) -> str:
        return "".join(words for line in self.lines for words, _ in line)


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table, and the notes that its cells refer to."""

    rows: Sequence[Sequence[str]]
    notes: Sequence[Note]


_Block = _Paragraph | _Table


def read(content: bytes, name: str) -> Reading:
    """The paragraphs and tables of a DOCX file, each followed by the notes that it refers to.

    Raises DocumentError where it is damaged, holds no words or expands beyond the limit.
    """
    archive = Archive(content, name)
    document = _parsed(archive, "word/document.xml", name)
    if document is None:
        raise DocumentError(f"{name} is no Word document: {_what_else(archive)} and load that.")
    styles = styles_in(_parsed(archive, "word/styles.xml", name))
    numbering = Numbering(_parsed(archive, "word/numbering.xml", name))
    writer = TextWriter()
    notes = _notes(archive, name)
    for block in _joined(_blocks(document, styles)):
        _write(block, numbering, writer)
        # A note is written once, however often it is referred to.
        for note in (notes.pop(key) for key in block.notes if key in notes):
            for said in _joined(_blocks(note, styles)):
                _write(said, numbering, writer)
    reading = writer.reading()
    if not reading.lines:
        raise DocumentError(f"{name} is a Word document without any text in it.")
    return reading


def _what_else(archive: Archive) -> str:
    for beginning, words in _OTHER_KINDS.items():
        if any(each.startswith(beginning) for each in archive.names):
            return f"it is {words}"
    return "it holds no word/document.xml. Save the document as DOCX"


def _notes(archive: Archive, name: str) -> dict[Note, etree._Element]:
    return {
        (kind, note.get(f"{W}id") or ""): note
        for kind in _NOTES.values()
        if (part := _parsed(archive, f"word/{kind}s.xml", name)) is not None
        for note in part.iter(f"{W}{kind}")
    }


def _blocks(root: etree._Element, styles: Mapping[str, Style]) -> Sequence[_Block]:
    """What stands in an element in the order of its beginnings, a text box behind its paragraph."""
    found: list[_Block] = []
    around: list[_Paragraph] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element.tag == f"{W}p":
                around.pop()
        elif element.tag in _LEFT_OUT:
            walk.skip_subtree()
        elif element.tag == f"{W}tbl" and is_of_records(element):
            found.append(_table(element, styles))
            walk.skip_subtree()
        elif element.tag == f"{W}p":
            style = styles.get(value(element.find(f"{W}pPr/{W}pStyle")) or "", Style())
            around.append(_Paragraph(element, with_list(element, style)))
            found.append(around[-1])
        elif around and element.tag == f"{W}r":
            if not _begin_run(around[-1], element, styles):
                walk.skip_subtree()
        elif around:
            _take(around[-1], element)
    return found


def _table(element: etree._Element, styles: Mapping[str, Style]) -> _Table:
    notes: list[Note] = []

    def words_of(cell: etree._Element) -> str:
        paragraphs = [each for each in _blocks(cell, styles) if isinstance(each, _Paragraph)]
        notes.extend(note for each in paragraphs for note in each.notes)
        return "".join(each.words for each in paragraphs)

    return _Table(spread(cells_of(element, words_of)), notes)


def _joined(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """The blocks, a paragraph whose end was deleted joined with the one behind it."""
    open_end: _Paragraph | None = None
    for block in blocks:
        if open_end and isinstance(block, _Paragraph):
            open_end.go_on_with(block)
        elif open_end:
            yield open_end
            open_end = None
        paragraph = open_end or block
        open_end = paragraph if isinstance(paragraph, _Paragraph) and _is_open(paragraph) else None
        if open_end is None:
            yield paragraph
    if open_end:
        yield open_end


def _begin_run(paragraph: _Paragraph, run: etree._Element, styles: Mapping[str, Style]) -> bool:
    """Notes how the run that begins looks; whether it is shown at all."""
    style = styles.get(value(run.find(f"{W}rPr/{W}rStyle")) or "", Style())
    bold, hidden = run.find(f"{W}rPr/{W}b"), run.find(f"{W}rPr/{W}vanish")
    paragraph.bold = paragraph.style.bold or style.bold if bold is None else is_on(bold)
    paragraph.raised = value(run.find(f"{W}rPr/{W}vertAlign")) == "superscript"
    if hidden is not None:
        return not is_on(hidden)
    return not (paragraph.style.hidden or style.hidden)


def _take(paragraph: _Paragraph, element: etree._Element) -> None:
    """Adds what an element in a run says."""
    if element.tag == f"{W}t":
        paragraph.add(element.text or "")
    elif element.tag in _CHARACTERS:
        paragraph.add(_CHARACTERS[element.tag])
    elif element.tag in _BREAKS:
        paragraph.lines.append([])
    elif element.tag in _NOTES:
        paragraph.notes.append((_NOTES[element.tag], element.get(f"{W}id") or ""))


def _is_open(paragraph: _Paragraph) -> bool:
    """Whether the paragraph's end was deleted or moved away, so that it goes on in the next."""
    path = f"{W}pPr/{W}rPr/{W}"
    return any(paragraph.element.find(f"{path}{name}") is not None for name in ("del", "moveFrom"))


def _write(block: _Block, numbering: Numbering, writer: TextWriter) -> None:
    if isinstance(block, _Table):
        writer.add_table(block.rows)
        return
    style = block.style
    number = numbering.next(style.list_id, style.list_level) if style.list_id else ""
    for runs in block.lines:
        writer.add([(number, style.bold), *runs] if number else runs, style.mark)
        number = ""


def _parsed(archive: Archive, path: str, name: str) -> etree._Element | None:
    content = archive.member(path)
    if content is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as error:
        refuse_lack_of_memory(parser)
        raise DocumentError(f"{name} is damaged: {error}. Save it again and load it.") from error
