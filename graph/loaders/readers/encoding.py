"""From bytes to text: UTF-8, UTF-16 with a byte order mark, and GB18030."""

from __future__ import annotations

import codecs

from graph.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A text may hold a few control characters; a file with more, and more than this share, is binary.
_FEW_CONTROLS, _BINARY_SHARE = 8, 0.02
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
# A file of which more than this share cannot be decoded is in an encoding not known here.
_FEW_STRAYS, _STRAY_SHARE = 3, 0.01
_STRAY = "\ufffd"

SourceRemark = tuple[str, int, int]


def decode(content: bytes, name: str) -> tuple[str, tuple[SourceRemark, ...]]:
    """The text of a file, and remarks on what was hard to decode, each with its place.

    Raises DocumentError where the file is empty, binary or in an encoding not known here.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, errors="replace"), name)
    if _is_binary(content):
        raise DocumentError(
            f"{name} is a binary file, not a text. Give the document as Markdown, text, HTML, "
            "DOCX or PDF."
        )
    for encoding in ("utf-8", "gb18030"):
        try:
            return _checked(content.decode(encoding), name)
        except UnicodeDecodeError:
            continue
    text, remarks = _checked("".join(map(_line, content.splitlines(keepends=True))), name)
    return text, (("This file mixes encodings, or is damaged.", 0, 0), *remarks)


def _is_binary(content: bytes) -> bool:
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return controls > max(_FEW_CONTROLS, len(content) * _BINARY_SHARE)


def _line(content: bytes) -> str:
    """A line decoded as what it is, when others of the file are not."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        read = (content.decode(each, errors="replace") for each in ("gb18030", "utf-8"))
        return min(read, key=lambda text: text.count(_STRAY))


def _checked(text: str, name: str) -> tuple[str, tuple[SourceRemark, ...]]:
    if not text.strip("\ufeff\x00 \t\r\n\u3000"):
        raise DocumentError(f"{name} is empty: there is nothing to read in it.")
    strays = [place for place, letter in enumerate(text) if letter == _STRAY]
    if len(strays) > max(_FEW_STRAYS, len(text) * _STRAY_SHARE):
        raise DocumentError(
            f"{name} is neither UTF-8 nor GB18030 text. Save it as UTF-8 and load it again."
        )
    words = "A character here could not be decoded."
    return text, tuple((words, place, place + 1) for place in strays)
