"""Reads a file of any known format as a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import DocumentError
from graph.files import plain_name, visible
from graph.loaders import traditional
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
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_document(path: Path, name: str = "", said: Said = NOTHING_SAID) -> Document:
    """The document in a file: its sections and passages, with offsets into its text.

    Markdown, text, HTML, DOCX, XLSX, CSV and PDF; images and scanned PDF with the extra
    `lantu[ocr]`. `name` is the file's name as people know it, where it is kept under another; what
    a person `said` of the document comes before what it says itself. Raises DocumentError where the
    file is missing, empty, damaged or of no format known here.
    """
    known = Path(name or plain_name(path.name))
    content = _content(path)
    document = _structured(_reader(content, known)(content, known.name), known.stem, said)
    if not document.sections:
        raise DocumentError(f"{known.name} holds no words to read.")
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
    if content.startswith(_OLD_WORD):
        raise DocumentError(f"{path.name} is an old Word file. Save it as DOCX and load that.")
    if _HTML.match(content[:2000]):
        return html.read
    return _BY_ENDING.get(path.suffix.lower(), text.read)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise DocumentError(
            f"{visible(str(path))} cannot be read: {reason}. Check the path."
        ) from error
    if not content:
        raise DocumentError(f"{path.name} is empty: there is nothing to read in it.")
    return content
