"""The numbers that Word puts before paragraphs by itself: 一、 （二） 3."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIGURES = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is numbered: its first number, the kind of figures, and the words around them."""

    first: int
    kind: str
    words: str


class Numbering:
    """Counts the numbered paragraphs of a document as they come along."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        for definition in root.iter(f"{W}abstractNum"):
            shapes = definition.iter(f"{W}lvl")
            levels = {_whole(each.get(f"{W}ilvl", ""), 0): _level(each) for each in shapes}
            self._levels[definition.get(f"{W}abstractNumId", "")] = levels
        for each in root.iter(f"{W}num"):
            self._lists[each.get(f"{W}numId", "")] = _value(each, "abstractNumId")

    def next(self, list_id: str, level: int) -> str:
        """The number of the next paragraph of a list at a level, empty for a bullet."""
        key = self._lists.get(list_id, "")
        levels = self._levels.get(key, {})
        if level not in levels:
            return ""
        counts = self._counts[key]
        counts[level] = counts.get(level, levels[level].first - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if levels[level].kind == "bullet":
            return ""
        words = levels[level].words
        words = re.sub(r"%(\d)", lambda found: self._figure(key, int(found[1]) - 1), words)
        return f"{words} " if words.endswith(".") else words

    def _figure(self, key: str, level: int) -> str:
        shape = self._levels[key].get(level)
        if shape is None:
            return ""
        count = self._counts[key].get(level, shape.first)
        return _chinese(count) if "hinese" in shape.kind or "deograph" in shape.kind else str(count)


def _level(element: etree._Element) -> _Level:
    first = _whole(_value(element, "start"), 1)
    return _Level(first, _value(element, "numFmt"), _value(element, "lvlText"))


def _whole(text: str, otherwise: int) -> int:
    """The whole number that a text is, of nine figures at most."""
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def _value(element: etree._Element, child: str) -> str:
    found = element.find(f"{W}{child}")
    return "" if found is None else found.get(f"{W}val", "")


def _chinese(number: int) -> str:
    """A number below 100 in characters, figures from there on: 十一, 二十."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (
        (_FIGURES[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (_FIGURES[ones] if ones else "")
    )
