"""DOCX or XLSX: what an archive holds tells which, whatever its name."""

from __future__ import annotations

from graph.loaders.lines import Reading
from graph.loaders.readers import docx, xlsx
from graph.loaders.readers.archive import Archive


def read(content: bytes, name: str) -> Reading:
    """What a file of an office program holds. Raises DocumentError as its reader does."""
    is_workbook = Archive(content, name).member(xlsx.MEMBER) is not None
    return xlsx.read(content, name) if is_workbook else docx.read(content, name)
