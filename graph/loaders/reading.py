"""Reads a file of any known format as a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import DocumentError
from graph.files import plain_name
from graph.loaders import traditional
from graph.loaders.content import file_content
from graph.loaders.document import NOTHING_SAID, Document, Said
from graph.loaders.lines import Reading
from graph.loaders.readers import csv, html, markdown, ocr, office, pdf, text
from graph.loaders.structure.structured import structured

Reader = Callable[[bytes, str], Reading]

_BY_ENDING: Mapping[str, Reader] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".csv": csv.read,
    ".tsv": csv.read,
    ".htm": html.read,
    ".html": html.read,
    ".shtml": html.read,
    ".xhtml": html.read,
}
# What a file says of itself counts more than its name.
_BY_BEGINNING: Mapping[bytes, Reader] = {
    b"PK\x03\x04": office.read,
    b"%PDF-": pdf.read,
    b"\x89PNG\r\n": ocr.read,
    b"\xff\xd8\xff": ocr.read,
    b"II*\x00": ocr.read,
    b"MM\x00*": ocr.read,
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_document(path: Path, name: str = "", said: Said = NOTHING_SAID) -> Document:
    """The document in a file, as `document_in` finds it in what `file_content` takes.

    `name` is the file's name as people know it, where it is kept under another.
    """
    return document_in(file_content(path), name or plain_name(path.name), said)


def document_in(
    content: bytes, name: str, said: Said = NOTHING_SAID, most_characters: int | None = None
) -> Document:
    """The document that a file of this content and name holds: its sections and passages.

    Markdown, text, HTML, DOCX, XLSX, CSV and PDF; images and scanned PDF with the extra
    `lantu[ocr]`. What a person `said` of the document comes before what it says itself. Raises
    DocumentError where it is empty, damaged, of no format known here, without words, or holds more
    than `most_characters`.
    """
    known = Path(name)
    reading = _reader(content, known)(content, name)
    if most_characters is not None and len(reading.text) > most_characters:
        raise DocumentError(
            f"{name} holds {len(reading.text):,} characters; a document may hold "
            f"{most_characters:,} here. Split it into parts and load those."
        )
    # Before its structure is looked for, which may read a line of punctuation as anything.
    if not any(any(map(str.isalpha, line.text)) for line in reading.lines):
        raise DocumentError(f"{name} holds no words to read.")
    document = _structured(reading, known.stem, said)
    if not document.sections:
        raise DocumentError(f"{name} holds no words to read.")
    return document


def _structured(reading: Reading, name: str, said: Said) -> Document:
    if not traditional.is_traditional(reading.text):
        return structured(reading, name, said)
    document = structured(traditional.simplified_reading(reading), name, said)
    return traditional.document_as_written(document, reading.text)


def _reader(content: bytes, path: Path) -> Reader:
    for beginning, reader in _BY_BEGINNING.items():
        if content.startswith(beginning):
            return reader
    if content.startswith(_OLD_OFFICE):
        raise DocumentError(
            f"{path.name} is an old Word file, or of another old Office program. Save it as DOCX "
            "or PDF and load that."
        )
    if _HTML.match(content[:2000]):
        return html.read
    return _BY_ENDING.get(path.suffix.lower(), text.read)
