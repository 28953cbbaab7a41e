"""Markdown: heading marks, bold and italics, sub- and superscript, links; the rest is words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.loaders.lines import Line, Reading, Span
from graph.loaders.readers.encoding import decode
from graph.loaders.readers.footnote_marks import is_footnote_mark
from graph.loaders.readers.grid import row_at_signs, table_lines
from graph.loaders.readers.text import UNSEEN, spans

_HEAD = re.compile(r"\s*(?:>\s*)*(?:(#{1,6})(?:\s+|(?=[^#\s])|$)|[-*+]\s+)?")
# What is markup and not words: bold marks, tags, the address of a link, escapes, unseen characters.
_MARKUP = re.compile(
    rf"(?P<bold>\*\*)|(?P<tag></?[A-Za-z][^<>\n]{{0,200}}>)|(?P<open>!?\[(?=[^\[\]\n]{{0,500}}\]\())"
    rf"|(?P<close>\]\([^()\s]{{0,2000}}\))|(?P<escape>\\(?=[\\`*_{{}}\[\]()#+.!|-]))"
    rf"|(?P<unseen>[{UNSEEN}])"
)
_DASHES = frozenset("|:- \t")
# Left out by `_MARKUP`, so that all other characters keep their places.
_IN_COMMENT = "\u2060"
_BLANK = f" \t\u3000{_IN_COMMENT}"
_NO_BREAK = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_RAISED = re.compile(r"<sup>([^<>\n]{1,12})</sup>|\[\^[^\[\]\s]{1,20}\](?!:)", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![*A-Za-z0-9\\])\*(?=[^\s*])([^*\n]*[^\s*\\])\*(?![*A-Za-z0-9])")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$")


def read(content: bytes, name: str) -> Reading:
    """The lines of a Markdown file. Raises DocumentError as `decode` does."""
    text, remarks = decode(content, name)
    lines: list[Line] = []
    empty = []
    shown = _without_comments(text)
    places = [*spans(text)]
    tables = dict(_tables(shown, places))
    end_of_table = 0
    for number, (start, end) in enumerate(places):
        if number in tables:
            end_of_table = tables[number]
            rows = [_row(shown, *each) for each in places[number:end_of_table]]
            lines.extend(table_lines([*rows[:1], *rows[2:]]))
        if number < end_of_table:
            continue
        line = _line(shown, start, end)
        if line.text:
            lines.append(line)
        elif line.mark:
            empty.append(("This heading is empty.", start, end))
    return Reading(text, tuple(lines), (*remarks, *empty))


def _tables(text: str, places: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end among the lines: a head, a line of dashes, rows with signs."""
    number = 0
    while number + 1 < len(places):
        head, dashes = (text[slice(*each)] for each in places[number : number + 2])
        end = number + 2
        if "|" in head and {"|", "-"} <= {*dashes} <= _DASHES:
            while end < len(places) and "|" in text[slice(*places[end])]:
                end += 1
            yield number, end
            number = end
        else:
            number += 1


def _row(source: str, start: int, end: int) -> Line:
    """The row of a table, without the signs at its ends."""
    raw = source[start:end].rstrip(_BLANK)
    stop = len(raw) - (raw.endswith("|") and not raw.endswith("\\|"))
    begin = len(raw) - len(raw.lstrip(_BLANK))
    begin += raw.startswith("|", begin)
    line = _without_markup(raw[:stop], begin, start, 0, stripped=False)
    signs = (
        place
        for place, letter in enumerate(line.text)
        if letter == "|" and source[line.offsets[place] - 1] != "\\"
    )
    return row_at_signs(line, signs)


def _without_comments(text: str) -> str:
    """The text with comments, italics and the marks of footnotes blotted out, as long as it was."""
    parts: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.extend((text[place:start], _blotted(text[start : end + 3])))
        place = end + 3
    text = "".join((*parts, text[place:]))
    text = _ITALIC.sub(rf"{_IN_COMMENT}\1{_IN_COMMENT}", text)
    return _RAISED.sub(_without_mark, text)


def _without_mark(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    raised = found[1]
    return _blotted(found[0]) if not raised or is_footnote_mark(before, raised) else found[0]


def _blotted(words: str) -> str:
    return _NO_BREAK.sub(_IN_COMMENT, words)


def _line(source: str, start: int, end: int) -> Line:
    raw = source[start:end]
    if _RULE.fullmatch(raw):
        return Line("", range(0))
    head = _HEAD.match(raw)
    assert head is not None
    mark = len(head[1]) if head[1] else 0
    return _without_markup(raw, head.end(), start, mark)


def _without_markup(raw: str, begin: int, start: int, mark: int, stripped: bool = True) -> Line:
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
    line = Line("".join(text), places, tuple(bold), mark)
    return line.part(0) if stripped else line
