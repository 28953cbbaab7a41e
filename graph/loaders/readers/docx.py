"""DOCX: the paragraphs of a Word document, their heading styles and bold runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from graph.errors import DocumentError
from graph.loaders.lines import Reading
from graph.loaders.readers.archive import Archive
from graph.loaders.readers.docx_numbers import Numbering, W
from graph.loaders.readers.docx_tables import cells_of, is_of_records
from graph.loaders.readers.merged import spread
from graph.loaders.readers.writer import Run, TextWriter

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*(?P<level>\d)|title|标题", re.IGNORECASE)
# Styles that are based on more others than this, one on the next, are not followed further.
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of its paragraphs."""

    mark: int = 0
    bold: bool = False
    list_id: str = ""
    list_level: int = 0


_PLAIN = _Style()


def read(content: bytes, name: str) -> Reading:
    """The paragraphs of a DOCX file.

    Raises DocumentError where it is damaged, holds no words or expands beyond the limit.
    """
    archive = Archive(content, name)
    document = archive.member("word/document.xml")
    if document is None:
        raise DocumentError(f"{name} is no Word document: it holds no word/document.xml.")
    styles = _styles(archive.member("word/styles.xml"), name)
    numbers = archive.member("word/numbering.xml")
    numbering = Numbering(None if numbers is None else _parsed(numbers, name))
    writer = TextWriter()
    tables: set[etree._Element] = set()
    for paragraph in _parsed(document, name).iter(f"{W}p", f"{W}tbl"):
        if paragraph.tag == f"{W}tbl":
            if is_of_records(paragraph):
                tables.add(paragraph)
                writer.add_table(spread(cells_of(paragraph)))
        elif tables.intersection(paragraph.iterancestors(f"{W}tbl")):
            continue
        elif next(paragraph.iterancestors(_FALLBACK), None) is None:
            style = styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")) or "", _PLAIN)
            style = _with_list(paragraph, style)
            number = numbering.next(style.list_id, style.list_level) if style.list_id else ""
            for runs in _lines(paragraph, style.bold):
                writer.add([(number, style.bold), *runs] if number else runs, style.mark)
                number = ""
    reading = writer.reading()
    if not reading.lines:
        raise DocumentError(f"{name} is a Word document without any text in it.")
    return reading


def _with_list(element: etree._Element, style: _Style) -> _Style:
    """The style with the list that a paragraph, or a style, says it belongs to."""
    list_id = _value(element.find(f"{W}pPr/{W}numPr/{W}numId"))
    level = _value(element.find(f"{W}pPr/{W}numPr/{W}ilvl"))
    if list_id is not None:
        style = replace(style, list_id=list_id)
    if level is not None and re.fullmatch("[0-8]", level):
        style = replace(style, list_level=int(level))
    return style


def _lines(paragraph: etree._Element, bold_style: bool) -> Iterator[list[Run]]:
    """The runs of a paragraph, cut at its line breaks."""
    runs: list[Run] = []
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        bold = run.find(f"{W}rPr/{W}b")
        is_bold = bold_style if bold is None else _is_on(bold)
        for part in run:
            if part.tag == f"{W}t":
                runs.append((part.text or "", is_bold))
            elif part.tag == f"{W}tab":
                runs.append(("\t", is_bold))
            elif part.tag in (f"{W}br", f"{W}cr"):
                yield runs
                runs = []
    yield runs


def _styles(content: bytes | None, name: str) -> dict[str, _Style]:
    """The paragraph styles by id, each with what it takes from the style it is based on."""
    if content is None:
        return {}
    elements = {
        style.get(f"{W}styleId") or "": style for style in _parsed(content, name).iter(f"{W}style")
    }
    return {key: _style(key, elements) for key in elements}


def _style(key: str, elements: dict[str, etree._Element]) -> _Style:
    chain: list[etree._Element] = []
    while key in elements and elements[key] not in chain and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[key])
        key = _value(elements[key].find(f"{W}basedOn")) or ""
    style = _PLAIN
    for element in reversed(chain):
        style = _with_list(element, replace(style, mark=_mark(element) or style.mark))
        bold = element.find(f"{W}rPr/{W}b")
        style = style if bold is None else replace(style, bold=_is_on(bold))
    return style


def _mark(element: etree._Element) -> int:
    """The level as a heading that a style gives, 0 where it gives none."""
    named = _HEADING_NAME.fullmatch(_value(element.find(f"{W}name")) or "")
    if named:
        return int(named["level"] or 1)
    outline = _value(element.find(f"{W}pPr/{W}outlineLvl")) or ""
    return int(outline) + 1 if re.fullmatch("[0-8]", outline) else 0


def _parsed(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name} is damaged: {error}. Save it again and load it.") from error


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _is_on(element: etree._Element) -> bool:
    return (_value(element) or "true").lower() not in ("0", "false", "off")
