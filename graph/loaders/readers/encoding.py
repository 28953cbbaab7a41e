"""From bytes to text: UTF-8, UTF-16, GB18030 and Big5, told apart by what the text then says.

Nearly any bytes are valid in several encodings, so what is no UTF-8 is decoded in each, and held
against the characters that planning documents are made of.
"""

from __future__ import annotations

import codecs
import re
from functools import cached_property

from graph.errors import DocumentError
from graph.loaders.rules import Rules, load_rules

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before those of UTF-16, which are their beginnings.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITH_ASCII = ("gb18030", "big5hkscs")
_WESTERN = frozenset(("iso-8859-1", "windows-1252"))
_OF_TWO_BYTES = ("utf-16-le", "utf-16-be")
# A text may hold a few control characters; a file with more, and more than this share, is binary.
_FEW_CONTROLS, _BINARY_SHARE = 8, 0.02
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
# A file of which more than this share cannot be decoded is in an encoding not known here.
_FEW_STRAYS, _STRAY_SHARE = 3, 0.01
_STRAY = "\ufffd"
# Of the letters of real texts, lists of names among them, over a third are frequent ones; of
# wrongly decoded ones a tenth. Fewer letters than that prove nothing.
_DOUBTFUL_SHARE, _ENOUGH_LETTERS = 0.25, 20
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\u3000-\u303f\uff00-\uffef\u2010-\u2027]")

SourceRemark = tuple[str, int, int]


class _Encodings(Rules):
    """The characters of planning documents."""

    simplified: str
    traditional: str

    @cached_property
    def frequent(self) -> frozenset[str]:
        """The frequent characters in both scripts."""
        return frozenset("".join((self.simplified + self.traditional).split()))


def decode(content: bytes, name: str, said: str = "") -> tuple[str, tuple[SourceRemark, ...]]:
    """The text of a file, and remarks on what was hard to decode, each with its place.

    `said` is the encoding that the file names; which of the Chinese ones it is, the text tells
    better, so only a western one is believed, and only where it is none of those. Raises
    DocumentError where the file is empty, binary or in an encoding not known here.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, errors="replace"), name)
    if (text := _of_two_bytes(content)) is not None:
        return _checked(text, name)
    if _is_binary(content):
        raise DocumentError(
            f"{name} is a binary file, not a text. Give the document as Markdown, text, HTML, "
            "DOCX or PDF."
        )
    if (text := _decoded(content, "utf-8")) is not None:
        return _checked(text, name)
    read = [text for each in _WITH_ASCII if (text := _decoded(content, each)) is not None]
    best = max(read, key=_share_of_frequent, default=None)
    western = _decoded(content, "cp1252") if said.lower() in _WESTERN else None
    if western is not None and (best is None or _is_doubtful(best)):
        return _checked(western, name)
    if best is not None:
        text, remarks = _checked(best, name)
        return text, (*_guess(text, name), *remarks)
    text, remarks = _checked("".join(map(_line, content.splitlines(keepends=True))), name)
    mixed = ("This file mixes encodings, or is damaged.", 0, 0)
    return text, (mixed, *_guess(text, name), *remarks)


def _of_two_bytes(content: bytes) -> str | None:
    """The text of UTF-16 without a mark, None where the file is none."""
    if len(content) % 2 or (_decoded(content, "utf-8") is not None and 0 not in content):
        return None
    read = [text for each in _OF_TWO_BYTES if (text := _decoded(content, each)) is not None]
    text = max(read, key=_share_of_readable, default="")
    return text if text and _share_of_readable(text) > 2 * _DOUBTFUL_SHARE else None


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share_of_frequent(text: str) -> float:
    """Which share of the letters beyond ASCII are those of planning documents."""
    letters = _BEYOND_ASCII.findall(text)
    frequent = load_rules("encodings", _Encodings).frequent
    return sum(letter in frequent for letter in letters) / max(1, len(letters))


def _share_of_readable(text: str) -> float:
    """Which share of a text is frequent characters, printable ASCII and usual punctuation."""
    frequent = load_rules("encodings", _Encodings).frequent
    strange = sum(letter not in frequent for letter in _BEYOND_ASCII.findall(text))
    controls = sum(letter < " " and letter not in "\t\r\n\f" for letter in text)
    return 1 - (strange + 2 * controls) / len(text)


def _is_doubtful(text: str) -> bool:
    return _share_of_frequent(text) < _DOUBTFUL_SHARE and bool(_BEYOND_ASCII.search(text))


def _guess(text: str, name: str) -> tuple[SourceRemark, ...]:
    """A remark where a decoded text is too short to tell whether it was decoded rightly.

    Raises DocumentError where it is long enough, and was not.
    """
    if not _is_doubtful(text):
        return ()
    if len(_BEYOND_ASCII.findall(text)) >= _ENOUGH_LETTERS:
        raise DocumentError(
            f"{name} is in an encoding that is not known here: decoded as GB18030 or Big5 it says "
            "nothing. Save it as UTF-8 and load it again."
        )
    return (("The encoding of this file was guessed: save it as UTF-8 if it reads wrong.", 0, 0),)


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
