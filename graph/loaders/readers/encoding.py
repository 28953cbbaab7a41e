"""From bytes to text: UTF-8, UTF-16 with a byte order mark, and GB18030."""

from __future__ import annotations

import codecs

from graph.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A text may hold a few stray control characters; a file of which this share is binary.
_BINARY_SHARE = 0.02
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
# How many undecodable bytes a file may have in a thousand and still be read, with a remark.
_STRAY_PER_THOUSAND = 5


def decode(content: bytes, name: str) -> tuple[str, list[int]]:
    """The text of a file and the places of characters that stand for bytes nobody could decode.

    Raises DocumentError where the file is empty, binary or in an encoding not known here.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(_lenient(content[len(mark) :], encoding, name), name)
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
    return _checked(_lenient(content, _likelier(content), name), name)


def _is_binary(content: bytes) -> bool:
    return len(content) - len(content.translate(None, _CONTROLS)) > len(content) * _BINARY_SHARE


def _likelier(content: bytes) -> str:
    """The encoding with fewer undecodable bytes."""
    return min(
        ("utf-8", "gb18030"),
        key=lambda encoding: content.decode(encoding, errors="replace").count("\ufffd"),
    )


def _lenient(content: bytes, encoding: str, name: str) -> str:
    text = content.decode(encoding, errors="replace")
    if text.count("\ufffd") * 1000 > len(text) * _STRAY_PER_THOUSAND + 1000:
        raise DocumentError(
            f"{name} is neither UTF-8 nor GB18030 text. Save it as UTF-8 and load it again."
        )
    return text


def _checked(text: str, name: str) -> tuple[str, list[int]]:
    if not text.strip("\ufeff\x00 \t\r\n\u3000"):
        raise DocumentError(f"{name} is empty: there is nothing to read in it.")
    return text, [place for place, character in enumerate(text) if character == "\ufffd"]
