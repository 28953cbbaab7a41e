"""Reads a file of any known format as a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import DocumentError
from graph.loaders.content import file_content
from graph.loaders.document import Document
from graph.loaders.lines import Reading
from graph.loaders.readers import docx, html, markdown, ocr, pdf, text
from graph.loaders.structure.structured import structured

Reader = Callable[[bytes, str], Reading]

_BY_ENDING: Mapping[str, Reader] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".htm": html.read,
    ".html": html.read,
    ".shtml": html.read,
    ".xhtml": html.read,
}
# What a file says of itself counts more than its name.
_BY_BEGINNING: Mapping[bytes, Reader] = {
    b"PK\x03\x04": docx.read,
    b"%PDF-": pdf.read,
    b"\x89PNG\r\n": ocr.read,
    b"\xff\xd8\xff": ocr.read,
    b"II*\x00": ocr.read,
    b"MM\x00*": ocr.read,
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_document(path: Path) -> Document:
    """The document in a file, as `document_in` finds it in what `file_content` reads."""
    return document_in(file_content(path), path.name)


def document_in(content: bytes, name: str, most_characters: int | None = None) -> Document:
    """The document that a file of this content and name holds: its sections and passages.

    Markdown, text, HTML, DOCX and PDF; images and scanned PDF with the extra `lantu[ocr]`. Raises
    DocumentError where it is empty, damaged, of no format known here, without words, or holds more
    than `most_characters`.
    """
    path = Path(name)
    reading = _reader(content, path)(content, name)
    if most_characters is not None and len(reading.text) > most_characters:
        raise DocumentError(
            f"{name} holds {len(reading.text):,} characters; a document may hold "
            f"{most_characters:,} here. Split it into parts and load those."
        )
    # Before its structure is looked for, which may read a line of punctuation as anything.
    if not any(any(map(str.isalpha, line.text)) for line in reading.lines):
        raise DocumentError(f"{name} holds no words to read.")
    document = structured(reading, path.stem)
    if not document.sections:
        raise DocumentError(f"{name} holds no words to read.")
    return document


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
