"""Markdown: heading marks, bold, sub- and superscript, links; the rest is words."""

from __future__ import annotations

import re

from graph.loaders.lines import Line, Reading
from graph.loaders.readers.encoding import decode
from graph.loaders.readers.text import UNSEEN, spans

_HEAD = re.compile(r"\s*(?:>\s*)*(?:(#{1,6})(?:\s+|(?=[^#\s])|$)|[-*+]\s+)?")
# What is markup and not words: bold marks, tags, the address of a link, escapes, unseen characters.
_MARKUP = re.compile(
    rf"(?P<bold>\*\*)|(?P<tag></?[A-Za-z][^<>\n]{{0,200}}>)|(?P<open>!?\[(?=[^\[\]\n]{{0,500}}\]\())"
    rf"|(?P<close>\]\([^()\s]{{0,2000}}\))|(?P<escape>\\(?=[\\`*_{{}}\[\]()#+.!|-]))"
    rf"|(?P<unseen>[{UNSEEN}])"
)
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$")


def read(content: bytes, name: str) -> Reading:
    """The lines of a Markdown file. Raises DocumentError as `decode` does."""
    text, remarks = decode(content, name)
    lines: list[Line] = []
    empty = []
    for start, end in spans(text):
        line = _line(text, start, end)
        if line.text:
            lines.append(line)
        elif line.mark:
            empty.append(("This heading is empty.", start, end))
    return Reading(text, tuple(lines), (*remarks, *empty))


def _line(source: str, start: int, end: int) -> Line:
    raw = source[start:end]
    if _RULE.fullmatch(raw):
        return Line("", range(0))
    head = _HEAD.match(raw)
    assert head is not None
    mark = len(head[1]) if head[1] else 0
    return _without_markup(raw, head.end(), start, mark)


def _without_markup(raw: str, begin: int, start: int, mark: int) -> Line:
    text: list[str] = []
    offsets: list[int] = []
    bold: list[tuple[int, int]] = []
    opened: int | None = None
    place = begin
    for found in _MARKUP.finditer(raw, begin):
        text.append(raw[place : found.start()])
        offsets.extend(range(start + place, start + found.start()))
        place = found.end()
        if found.lastgroup == "bold" and opened is None:
            opened = len(offsets)
        elif found.lastgroup == "bold" and opened is not None:
            bold.append((opened, len(offsets)))
            opened = None
    text.append(raw[place:])
    offsets.extend(range(start + place, start + len(raw)))
    if opened is not None:
        bold.append((opened, len(offsets)))
    contiguous = place == begin
    places = range(start + begin, start + len(raw)) if contiguous else offsets
    return Line("".join(text), places, tuple(bold), mark).part(0)
