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

from graph.loaders.indicators.numerals import mixed, plain, tenths
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
    per: tuple[str, ...]
    bracketed: tuple[str, ...]


class _Numerals(Rules):
    units: tuple[str, ...]
    behind: tuple[str, ...]
    one: tuple[str, ...]


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
    numerals: _Numerals
    negative: tuple[str, ...]
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


_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?![\d年])(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = "[一二两三四五六七八九十][一二两三四五六七八九十百千零〇]*"
# A number may not continue a letter, another number or 第.
_OPENING = r"(?<![A-Za-z0-9.第+/×])(?<!\d[∶：:,\-])(?<![A-Za-z][\-—])"
# Nor a numeral what may be the rest of another, or a word of which it is a part (之一, “一).
_OPENING_NUMERAL = "(?<![A-Za-z0-9.第之“零〇一二两三四五六七八九十百千万亿点几数])"
_DASH = r"(?:[\-–—−‐‑~～〜∼]{1,2}|至|到)"
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
    negative: re.Pattern[str]
    counted: frozenset[str]
    built: re.Pattern[str]
    one: frozenset[str]


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
    units = _units(list(kinds), rules)
    moved = _units([unit for unit, kind in kinds.items() if kind != "time"], rules)
    bracketed, per = alternation(rules.units.bracketed), alternation(rules.units.per)
    scales, follow = alternation(rules.units.scales), alternation(rules.names.follow)
    figure = rf"""
        第(?P<rank>\d{{1,3}})(?:位|名(?!录|单)|(?=[，。；、！）]|$))
      | (?P<top>{alternation(rules.words.top)})
      | (?:第|(?P<among>前))(?P<place>[一二三四五六七八九十]{{1,3}})(?:位|名)?(?=[，。；、！）]|$)
      | (?:保持|实现)?(?P<growth>{alternation(rules.words.growth)})(?=[，。；、！）]|$)
      | (?P<of>[百千])分之(?P<parts>{_DIGITS}|{_NUMERAL}(?:点{_NUMERAL})?)
        (?P<after_parts>{alternation(tuple(afters))})?
      | (?:{_OPENING_NUMERAL}(?P<whole>{_NUMERAL})分之(?P<part>{_NUMERAL})
          | {_OPENING}(?P<upon>[1-9]\d?)/(?P<under>[1-9]\d{{0,2}})(?![\d/.]))
        (?P<after_part>{alternation(tuple(afters))})?(?=[的，。；、！）]|$)
      | (?:{_OPENING}(?P<minus>[\-−‐‑–])?(?P<value>{_DIGITS})|{_OPENING_NUMERAL}(?P<numeral>{_NUMERAL}))
        (?:
            [∶：:](?P<ratio>1)(?![\d.∶：:个])
          | (?P<each>(?:{scales})?(?:{moved})|{scales}){_DASH}(?P<repeated>{_DIGITS})(?=(?P=each))
          | {_DASH}(?P<upper>{_DIGITS})(?=[万亿余多届]|(?:{scales})?(?:{moved}))
        )?
        (?P<some>余|多)?
        (?:
            (?P<large>亿|万)
            (?:
                (?P<rest>{_DIGITS})(?:(?P<small>千万|百万|万|千|百)|(?<=万\d{{3}})|(?<=万\d{{4}}))
              | (?P<words>{_NUMERAL})(?P<tail>万)?
            )(?={moved})
          | (?P<scale>{scales})
        )?
        (?P<more>余|多|\+)?
        (?P<unit>(?P<plain>{units})(?P<per>/(?:{per}))?(?:（(?:{bracketed})）)?)?
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
        re.compile(rf"(?:{alternation(rules.negative)})$"),
        frozenset(rules.numerals.units),
        re.compile(rf"(?:{alternation(rules.numerals.behind)})$"),
        frozenset(rules.numerals.one),
    )


def _units(units: Sequence[str], rules: FigureRules) -> str:
    """A pattern of units, none of which is the beginning of another word."""
    words = []
    for unit in sorted(units, key=len, reverse=True):
        others = [re.escape(word) for word in rules.not_units.get(unit, ())]
        if unit[-1].isascii() and unit[-1].isalnum():
            others.append("[A-Za-z0-9]")
        words.append(re.escape(unit) + (f"(?!{'|'.join(others)})" if others else ""))
    return "|".join(words)


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
    if match["parts"] or match["part"] or match["upon"]:
        return _part(match, grammar)
    if match["value"] is None and match["numeral"] is None:
        return _in_words(match, grammar)
    if match["name"] or (match["unit"] == "年" and re.fullmatch(r"\d{4}", match["value"] or "")):
        return None
    try:
        value = plain(match["value"] or match["numeral"])
        rest = plain(match["rest"] or match["words"] or "0")
    except ValueError:
        return None
    start, qualifier = _qualified(match, grammar)
    if match["ratio"]:
        ratio = match.string[match.start("ratio") - 1 : match.end("ratio")]
        return Figure(*_from(match, start), value, ratio, "ratio", qualifier)
    scale, unit = match["large"] or match["scale"] or "", match["unit"] or ""
    if match["large"]:
        value = mixed(value, scale, rest, match["small"] or match["tail"] or "")
    if match["numeral"]:
        if not _counts(match, value, grammar):
            return None
        if unit == "成":
            value, unit = tenths(value), "%"
    upper = plain(match["upper"] or match["repeated"] or "0")
    if match["minus"] and grammar.negative.search(match.string, max(0, match.start() - 6), match.start()):
        value = f"-{value}"
    if not unit and not scale:
        return Figure(*_from(match, start), value, "", "count", qualifier)
    kind: Kind = grammar.kinds[match["plain"]] if unit else "people"
    if match["per"]:
        kind = "amount"
    if upper != "0":
        return Figure(*_from(match, start), value, scale + unit, kind, "range", upper)
    bounded = bool(match["after"]) and qualifier != "approx"
    return Figure(*_from(match, start), value, scale + unit, kind, qualifier, bounded=bounded)


def _counts(match: re.Match[str], value: str, grammar: _Grammar) -> bool:
    """Is a number in Chinese numerals one that is counted, and no part of a name (四个自信)?"""
    if match["plain"] not in grammar.counted or match["ratio"]:
        return False
    scaled, kind = match["large"] or match["scale"], grammar.kinds[match["plain"]]
    if scaled or len(value) > 1:
        return True
    if value == "1":
        return match["plain"] in grammar.one
    ends = match.string[match.end() : match.end() + 1] in _ENDS
    return kind == "share" or ends or bool(grammar.built.search(match.string, max(0, match.start() - 6), match.start()))


def _part(match: re.Match[str], grammar: _Grammar) -> Figure | None:
    """A share in words or as a fraction: 百分之八十 is 80%, 三分之一 is 1/3."""
    try:
        if match["parts"]:
            value, unit = plain(match["parts"]), "%" if match["of"] == "百" else "‰"
        else:
            part, whole = plain(match["part"] or match["upon"]), plain(match["whole"] or match["under"])
            if int(part) >= int(whole):
                return None
            value, unit = f"{part}/{whole}", ""
    except ValueError:
        return None
    start, qualifier = _qualified(match, grammar)
    return Figure(*_from(match, start), value, unit, "share", qualifier)


def _in_words(match: re.Match[str], grammar: _Grammar) -> Figure | None:
    """A rank or growth that is said in words."""
    begin = match.start()
    if match["growth"]:
        return Figure(*_from(match, begin), "", "", "words", "exact")
    if not grammar.ranked.search(match.string, max(0, begin - 32), begin):
        return None
    try:
        rank = plain(match["place"] or "一")
    except ValueError:
        return None
    qualifier: Qualifier = "at_most" if match["among"] else "exact"
    return Figure(*_from(match, begin), rank, "位", "rank", qualifier)


def _from(match: re.Match[str], start: int) -> tuple[int, int, int]:
    return start, match.start(), match.end()


def _qualified(match: re.Match[str], grammar: _Grammar) -> tuple[int, Qualifier]:
    """Where the figure starts with the word before it, and what is said of its number."""
    begin = match.start()
    word = grammar.before.search(match.string, max(0, begin - 9), begin)
    start = word.start() if word else begin
    if after := match["after"] or match["after_part"] or match["after_parts"]:
        return start, grammar.afters[after]
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
        elif each.unit or each.kind in ("words", "share"):
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
