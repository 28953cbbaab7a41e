"""Reads a file of any known format as a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import DocumentError
from graph.loaders.document import Document
from graph.loaders.lines import Reading
from graph.loaders.readers import markdown, text
from graph.loaders.structure import structured

_READERS: Mapping[str, Callable[[bytes, str], Reading]] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
}


def read_document(path: Path) -> Document:
    """The document in a file: its sections and passages, with offsets into its text.

    Raises DocumentError where the file is missing, empty, binary or of no known format.
    """
    reader = _READERS.get(path.suffix.lower(), text.read)
    return structured(reader(_content(path), path.name), path.stem)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(f"{path} cannot be read: {reason}. Check the path.") from error
    if not content:
        raise DocumentError(f"{path.name} is empty: there is nothing to read in it.")
    return content
