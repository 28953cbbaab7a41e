"""Tells text whose lines were broken at a fixed width, and joins them to paragraphs again."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from graph.loaders.lines import Line, Span, joined, line_at

# How many lines, how wide, and what share of them of nearly one width make a text a wrapped one.
_FEWEST_LINES, _NARROWEST, _WIDEST, _SHARE = 20, 40, 120, 0.5
# A line that falls short of the full width by no more than this share of it is full; where
# paragraphs are indented, their beginnings tell more, and this tells less.
_SLACK, _SLACK_WHERE_INDENTED = 0.08, 0.3
_FEWEST_INDENTED = 3


def unwrapped(source: str, spans: Sequence[Span]) -> list[Line] | None:
    """The paragraphs of a text of which the lines stand at `spans`.

    None where its lines are not of nearly one width.
    """
    if len(spans) < _FEWEST_LINES or _ninth_tenth([end - start for start, end in spans]) > _WIDEST:
        return None
    widths = [_width(source[start:end].rstrip()) for start, end in spans]
    full = _ninth_tenth(widths)
    if not _NARROWEST <= full <= _WIDEST:
        return None
    indented = sum(source[start : start + 1].isspace() for start, _ in spans)
    slack = _SLACK_WHERE_INDENTED if indented >= _FEWEST_INDENTED else _SLACK
    fullness = [width >= full * (1 - slack) for width in widths]
    if sum(fullness) < len(spans) * _SHARE:
        return None
    paragraphs: list[list[Line]] = []
    continues = False
    for (start, end), is_full in zip(spans, fullness, strict=True):
        line = line_at(source, start, end)
        if not line.text:
            continues = False
        elif continues and not source[start].isspace() and not _blank_before(source, start):
            paragraphs[-1].extend(_with_space(source, paragraphs[-1][-1], line))
            continues = is_full
        else:
            paragraphs.append([line])
            continues = is_full
    return [joined(pieces) for pieces in paragraphs]


def _ninth_tenth(numbers: Sequence[int]) -> int:
    """The number that nine tenths of them do not exceed."""
    return sorted(numbers)[int(len(numbers) * 0.9)]


def _width(text: str) -> int:
    """How wide a line is in a type of one width."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _blank_before(source: str, start: int) -> bool:
    """Whether an empty line stands before this place."""
    before = source[max(0, start - 4) : start].replace("\r\n", "\n")
    return before.endswith("\n\n") or "\f" in before


def _with_space(source: str, before: Line, line: Line) -> list[Line]:
    """A line to be joined to another, behind the line break where words need a space."""
    last, first = before.text[-1], line.text[0]
    in_number = first.isdigit() and (last.isdigit() or last == ".")
    if last.isascii() and first.isascii() and last != "-" and not in_number:
        return [Line(source[before.end], range(before.end, before.end + 1)), line]
    return [line]
