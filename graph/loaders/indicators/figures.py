"""The number-and-unit grammar of Chinese report prose: text to figures with their spans.

A figure is a number with a unit or a scale (5.4万个, 3000多家, 超过80%, 1.2—1.5万亿元), a ratio to
one (2.5∶1), a rank (第8位, 首位, 前十) or growth in words (保持合理增长). Dates, ordinals and
numbers inside names are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Literal

from graph.loaders.rules import Rules, load_rules

Qualifier = Literal["exact", "approx", "at_least", "at_most", "range"]
Kind = Literal["count", "amount", "share", "time", "people", "ratio", "rank", "words"]


class _Words(Rules):
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    approx: tuple[str, ...]

    def meanings(self) -> dict[str, Qualifier]:
        """Each word with the qualifier it stands for."""
        return {
            **dict.fromkeys(self.at_least, "at_least"),
            **dict.fromkeys(self.at_most, "at_most"),
            **dict.fromkeys(self.approx, "approx"),
        }


class _Units(Rules):
    scales: tuple[str, ...]
    count: tuple[str, ...]
    amount: tuple[str, ...]
    share: tuple[str, ...]
    time: tuple[str, ...]
    bracketed: tuple[str, ...]


class _Names(Rules):
    follow: tuple[str, ...]
    quoted: int


class _InWords(Rules):
    ranked: tuple[str, ...]
    top: tuple[str, ...]
    growth: tuple[str, ...]


class FigureRules(Rules):
    """Schema of figures.toml."""

    before: _Words
    after: _Words
    units: _Units
    not_units: Mapping[str, tuple[str, ...]]
    names: _Names
    words: _InWords


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what belongs to it, at `start` to `end` of the squeezed text it was found in.

    `number` is where its digits begin, after a word like 超过. `value` and `upper` are without
    thousands separators; `unit` holds the scale (万个). A figure of `kind` people has no unit but
    its scale (76万群众); one of kind words has no number at all, and value and unit are empty.
    `bounded` says that a word behind it says where it begins or ends (以上, 以内).
    """

    start: int
    number: int
    end: int
    value: str
    unit: str
    kind: Kind
    qualifier: Qualifier
    upper: str = ""
    bounded: bool = False


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# A number may not continue a letter, another number or 第.
_OPENING = r"(?<![A-Za-z0-9.第+/×])(?<!\d[∶：:,\-])(?<![A-Za-z][\-—])"
_QUOTED = re.compile(r"“[^“”]*”")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The rules of figures.toml as compiled patterns."""

    figure: re.Pattern[str]
    before: re.Pattern[str]
    kinds: Mapping[str, Kind]
    befores: Mapping[str, Qualifier]
    afters: Mapping[str, Qualifier]
    quoted: int
    ranked: re.Pattern[str]


def alternation(words: Sequence[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _grammar() -> _Grammar:
    rules = load_rules("figures", FigureRules)
    befores, afters = rules.before.meanings(), rules.after.meanings()
    kinds: dict[str, Kind] = {
        **dict.fromkeys(rules.units.count, "count"),
        **dict.fromkeys(rules.units.amount, "amount"),
        **dict.fromkeys(rules.units.share, "share"),
        **dict.fromkeys(rules.units.time, "time"),
    }
    units = "|".join(
        re.escape(unit)
        + (f"(?!{alternation(rules.not_units[unit])})" if unit in rules.not_units else "")
        for unit in sorted(kinds, key=len, reverse=True)
    )
    bracketed = alternation(rules.units.bracketed)
    scales, follow = alternation(rules.units.scales), alternation(rules.names.follow)
    figure = rf"""
        第(?P<rank>\d{{1,3}})(?:位|名(?!录|单)|(?=[，。；、！）]|$))
      | (?P<top>{alternation(rules.words.top)})
      | (?:第|(?P<among>前))(?P<place>[一二三四五六七八九十]{{1,3}})(?:位|名)?(?=[，。；、！）]|$)
      | (?:保持|实现)?(?P<growth>{alternation(rules.words.growth)})(?=[，。；、！）]|$)
      | {_OPENING}(?P<value>{_NUMBER})
        (?:
            [∶：:](?P<ratio>1)(?![\d.∶：:个])
          | (?:%|个百分点)?(?:[\-–—~～]{{1,2}}|至)(?P<upper>{_NUMBER})
            (?=[万亿余多%个家项条座处所名届])
        )?
        (?P<some>余|多)?(?P<scale>{scales})?(?P<more>余|多)?
        (?P<unit>(?P<plain>{units})(?:（(?:{bracketed})）)?)?
        (?P<after>{alternation(tuple(afters))})?
        (?P<name>{follow})?
    """
    return _Grammar(
        re.compile(figure, re.VERBOSE),
        re.compile(rf"({alternation(tuple(befores))})(?:每[^\d，、]{{1,4}})?$"),
        kinds,
        befores,
        afters,
        rules.names.quoted,
        re.compile(
            rf"(?:{alternation(rules.words.ranked)})[^，。；、“”]{{0,12}}"
            r"(?:第[一二三四五六七八九十]{1,3}位?[、和])*$"
        ),
    )


def find_figures(text: str) -> list[Figure]:
    """The figures of a squeezed text (see `squeeze`), in its order, in time linear in it."""
    grammar = _grammar()
    quoted = _slogans(text, grammar.quoted)
    found = [
        figure
        for match in grammar.figure.finditer(text)
        if (figure := _figure(match, grammar)) and not _inside(figure.number, quoted)
    ]
    return list(_with_lent_units(text, found))


def _slogans(text: str, longest: int) -> list[tuple[int, int]]:
    if "“" not in text:
        return []
    return [m.span() for m in _QUOTED.finditer(text) if m.end() - m.start() <= longest + 2]


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Is a place inside one of the spans, which are in order?"""
    before = bisect_left(spans, (place, 0)) - 1
    return before >= 0 and place < spans[before][1]


def _figure(match: re.Match[str], grammar: _Grammar) -> Figure | None:
    if match["rank"]:
        return Figure(*_from(match, match.start()), match["rank"], "位", "rank", "exact")
    if match["value"] is None:
        return _in_words(match, grammar)
    if match["name"] or (match["unit"] == "年" and re.fullmatch(r"\d{4}", match["value"])):
        return None
    value = match["value"].replace(",", "")
    scale, unit = match["scale"] or "", match["unit"] or ""
    start, qualifier = _qualified(match, grammar)
    if match["ratio"]:
        ratio = match.string[match.start("ratio") - 1 : match.end("ratio")]
        return Figure(*_from(match, start), value, ratio, "ratio", qualifier)
    upper = (match["upper"] or "").replace(",", "")
    if not unit and not scale:
        return Figure(*_from(match, start), value, "", "count", qualifier)
    kind: Kind = grammar.kinds[match["plain"]] if unit else "people"
    if upper:
        return Figure(*_from(match, start), value, scale + unit, kind, "range", upper)
    bounded = bool(match["after"]) and qualifier != "approx"
    return Figure(*_from(match, start), value, scale + unit, kind, qualifier, bounded=bounded)


_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)}


def _in_words(match: re.Match[str], grammar: _Grammar) -> Figure | None:
    """A rank or growth that is said in words."""
    begin = match.start()
    if match["growth"]:
        return Figure(*_from(match, begin), "", "", "words", "exact")
    if not grammar.ranked.search(match.string, max(0, begin - 32), begin):
        return None
    rank = _number(match["place"]) if match["place"] else 1
    qualifier: Qualifier = "at_most" if match["among"] else "exact"
    return Figure(*_from(match, begin), str(rank), "位", "rank", qualifier)


def _number(words: str) -> int:
    """The number that Chinese numerals up to ninety-nine say: 十二 is 12."""
    tens, ten, ones = words.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _from(match: re.Match[str], start: int) -> tuple[int, int, int]:
    return start, match.start(), match.end()


def _qualified(match: re.Match[str], grammar: _Grammar) -> tuple[int, Qualifier]:
    """Where the figure starts with the word before it, and what is said of its number."""
    begin = match.start()
    word = grammar.before.search(match.string, max(0, begin - 9), begin)
    start = word.start() if word else begin
    if match["after"]:
        return start, grammar.afters[match["after"]]
    if word:
        return start, grammar.befores[word.group(1)]
    return start, "at_least" if match["some"] or match["more"] else "exact"


_LIST = frozenset("、和及，")
_REACHED = frozenset("至到为达")
_ENDS = frozenset("，、。；）")


def _with_lent_units(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """The figures, each with the unit it has from the next of its list (15、22个百分点).

    A number without a unit is a figure only where a clause ends with what it reached (缩小至2.93).
    """
    for each, following in zip_longest(found, found[1:]):
        if following and _lends(text, each, following):
            yield replace(each, unit=following.unit, kind=following.kind)
        elif each.unit or each.kind == "words":
            yield each
        elif _reached(text, each):
            yield replace(each, kind="ratio")


def _lends(text: str, one: Figure, other: Figure) -> bool:
    """Is the unit of a figure that of the one before it too (3500万、2300万人次)?"""
    if other.start != one.end + 1 or text[one.end] not in _LIST:
        return False
    if one.kind == "people":
        return other.kind != "people" and other.unit.startswith(one.unit)
    if one.unit:
        return one.unit == "个" and other.unit == "个百分点"
    return bool(other.unit) and one.kind != "words"


def _reached(text: str, figure: Figure) -> bool:
    before, after = text[figure.start - 1 : figure.start], text[figure.end : figure.end + 1]
    return before in _REACHED and (not after or after in _ENDS)
