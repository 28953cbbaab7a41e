"""Sentences and clauses of squeezed Chinese prose, and the figures in their places there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.loaders.indicators.figures import Figure

_SENTENCE = re.compile(r"[^。！？；;\n]+")
_CLAUSE_MARKS = "，：:"
AND = frozenset({"、", "和", "及", "与", "以及"})
_JOINED = re.compile(r"[、和与]|(?<![惠普涉])及")
# What only ends the item of the figure before (迈上5万亿元台阶、增长5%; 在下降3%的情况下增长5%).
_BEHIND = re.compile(r"^(?:(?:(?:两个)?(?:台阶|大关|关口)|安排)、|的(?:情况|背景|基础|条件)下)")
_CLAUSE_END = re.compile(r"[，：:]|——")
# Names are not longer than this; it also keeps the reading of one figure's words bounded.
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its sentence.

    `before` are the words of its clause before it, from `start`, back to the figure before it at
    most; `after` those behind it up to the end of the clause or the words of the next figure.
    `follows` says that no clause ends between it and the figure before it, `chained` that it is
    the next item of a list, `leads` that the next figure follows without another item between.
    `above` is the item before it where that has no figure (里程居全国第四、突破1万公里).
    """

    figure: Figure
    start: int
    before: str
    after: str
    follows: bool
    chained: bool
    leads: bool
    above: str


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a text; a semicolon ends one too."""
    return (match.span() for match in _SENTENCE.finditer(text))


def clause_start(text: str, start: int, end: int) -> int:
    """Where the clause that `text[end]` stands in begins, at `start` at the earliest.

    A comma inside quotation marks or brackets ends no clause.
    """
    start = max(start, end - _LONGEST)
    place = end
    while (place := max(text.rfind(mark, start, place) for mark in _CLAUSE_MARKS)) >= 0:
        if _balanced(text, place + 1, end):
            return place + 1
    return start


def _balanced(text: str, start: int, end: int) -> bool:
    return text.count("“", start, end) >= text.count("”", start, end) and text.count(
        "（", start, end
    ) >= text.count("）", start, end)


def places(text: str, start: int, end: int, figures: Sequence[Figure]) -> list[Place]:
    """The figures of one sentence in their places."""
    found: list[Place] = []
    for number, figure in enumerate(figures):
        floor = figures[number - 1].end if number else start
        begin = clause_start(text, floor, figure.start)
        words = text[begin : figure.start]
        follows = number > 0 and begin == floor
        # What ends with 、 is the item before: the figure opens an item of its own.
        above = words.strip("、，") if words.endswith("、") else ""
        before = "" if above else _BEHIND.sub("", _inside(words).lstrip("、，和及与等）"))
        following = figures[number + 1].start if number + 1 < len(figures) else None
        after, leads = _after(text, figure.end, end, following)
        found.append(
            Place(
                figure,
                figure.start - len(before),
                before,
                after,
                follows,
                follows and (words[:1] in "、和及与" or words[-1:] == "、"),
                leads,
                above,
            )
        )
    return found


def _inside(words: str) -> str:
    """The words, or of those only what stands in a bracket that is still open."""
    opened = words.rfind("（")
    return words if opened < 0 or "）" in words[opened:] else words[opened + 1 :]


def _after(text: str, start: int, end: int, following: int | None) -> tuple[str, bool]:
    """The words behind a figure that belong to it, and whether they run into the next figure."""
    end = min(end, start + _LONGEST)
    mark = _CLAUSE_END.search(text, start, end)
    stop = mark.start() if mark else end
    if following is None or following >= stop:
        return text[start:stop], False
    words = text[start:following]
    cuts = [mark.start() for mark in _JOINED.finditer(words)]
    return (words[: cuts[-1]], False) if cuts else (words, True)
