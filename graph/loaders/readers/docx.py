"""DOCX: the paragraphs of a Word document, their heading styles and bold runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from graph.errors import DocumentError
from graph.loaders.lines import Reading
from graph.loaders.readers.archive import Archive
from graph.loaders.readers.writer import Run, TextWriter

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*(?P<level>\d)|title|标题", re.IGNORECASE)
_NUMBERED = (
    "Word numbers paragraphs of this document by itself; such numbers are not part of its text."
)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of its paragraphs."""

    mark: int
    bold: bool


_PLAIN = _Style(0, False)


def read(content: bytes, name: str) -> Reading:
    """The paragraphs of a DOCX file.

    Raises DocumentError where it is damaged, holds no words or expands beyond the limit.
    """
    archive = Archive(content, name)
    document = archive.member("word/document.xml")
    if document is None:
        raise DocumentError(f"{name} is no Word document: it holds no word/document.xml.")
    styles = _styles(archive.member("word/styles.xml"), name)
    writer = TextWriter()
    numbered = False
    root = _parsed(document, name)
    for paragraph in root.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            style = styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or "", _PLAIN)
            for runs in _lines(paragraph, style.bold):
                writer.add(runs, style.mark)
            numbered = numbered or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    reading = writer.reading([_NUMBERED] if numbered else [])
    if not reading.lines:
        raise DocumentError(f"{name} is a Word document without any text in it.")
    return reading


def _lines(paragraph: etree._Element, bold_style: bool) -> Iterator[list[Run]]:
    """The runs of a paragraph, cut at its line breaks."""
    runs: list[Run] = []
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}p"), None) is not paragraph:
            continue
        bold = run.find(f"{_W}rPr/{_W}b")
        is_bold = bold_style if bold is None else _is_on(bold)
        for part in run:
            if part.tag == f"{_W}t":
                runs.append((part.text or "", is_bold))
            elif part.tag == f"{_W}tab":
                runs.append(("\t", is_bold))
            elif part.tag in (f"{_W}br", f"{_W}cr"):
                yield runs
                runs = []
    yield runs


def _styles(content: bytes | None, name: str) -> dict[str, _Style]:
    """The paragraph styles by id, each with what it takes from the style it is based on."""
    if content is None:
        return {}
    elements = {
        style.get(f"{_W}styleId") or "": style
        for style in _parsed(content, name).iter(f"{_W}style")
    }
    return {key: _style(key, elements) for key in elements}


def _style(key: str, elements: dict[str, etree._Element]) -> _Style:
    mark, bold = 0, False
    seen: set[str] = set()
    while key in elements and key not in seen:
        seen.add(key)
        element = elements[key]
        named = _HEADING_NAME.fullmatch(_value(element.find(f"{_W}name")) or "")
        outline = _value(element.find(f"{_W}pPr/{_W}outlineLvl"))
        if not mark and named:
            mark = int(named["level"] or 1)
        elif not mark and outline and outline.isdecimal() and int(outline) < 9:
            mark = int(outline) + 1
        own = element.find(f"{_W}rPr/{_W}b")
        bold = bold or (own is not None and _is_on(own))
        key = _value(element.find(f"{_W}basedOn")) or ""
    return _Style(mark, bold)


def _parsed(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name} is damaged: {error}. Save it again and load it.") from error


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def _is_on(element: etree._Element) -> bool:
    return (_value(element) or "true").lower() not in ("0", "false", "off")
