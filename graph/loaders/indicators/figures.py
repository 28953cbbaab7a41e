"""The number-and-unit grammar of Chinese report prose: text to figures with their spans.

A figure is a number with a unit or a scale (5.4万个, 3000多家, 超过80%, 1.2—1.5万亿元), a ratio to
one (2.5∶1), a rank (第8位, 首位, 前十) or growth in words (保持合理增长). Dates, ordinals and
numbers inside names are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from graph.loaders.indicators.grammar import Grammar, Kind, Qualifier, grammar
from graph.loaders.numerals import mixed, plain, tenths


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


# No word of figures.toml that stands before a number is longer.
_LONGEST_WORD = 6
_QUOTED = re.compile(r"“[^“”]*”")


def find_figures(text: str) -> list[Figure]:
    """The figures of a squeezed text (see `squeeze`), in its order, in time linear in it."""
    rules = grammar()
    quoted = _slogans(text, rules.quoted)
    found = [
        figure
        for match in rules.figure.finditer(text)
        if (figure := _figure(match, rules)) and not _inside(figure.number, quoted)
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


def _figure(match: re.Match[str], rules: Grammar) -> Figure | None:
    if match["rank"]:
        return Figure(*_from(match, match.start(), rules), match["rank"], "位", "rank", "exact")
    if match["parts"] or match["part"] or match["upon"]:
        return _part(match, rules)
    if match["value"] is None and match["numeral"] is None:
        return _in_words(match, rules)
    if match["name"] or (match["unit"] == "年" and re.fullmatch(r"\d{4}", match["value"] or "")):
        return None
    try:
        value, unit = _value(match, rules), _unit(match)
    except ValueError:
        return None
    start, qualifier = _qualified(match, rules)
    if match["numeral"]:
        if not _counts(match, value, rules):
            return None
        if unit == "成":
            value, unit = tenths(value), "%"
    upper = plain(match["upper"] or match["repeated"]) if match["upper"] or match["each"] else ""
    if match["ratio"] or not unit:
        kind: Kind = "ratio" if match["ratio"] else "count"
        return Figure(*_from(match, start, rules), value, unit, kind, qualifier)
    kind = rules.kinds[match["plain"]] if match["plain"] else "people"
    kind = "amount" if match["per"] else kind
    if upper:
        return Figure(*_from(match, start, rules), value, unit, kind, "range", upper)
    bounded = bool(match["after"]) and qualifier != "approx"
    return Figure(*_from(match, start, rules), value, unit, kind, qualifier, bounded=bounded)


def _value(match: re.Match[str], rules: Grammar) -> str:
    """The number as digits. Raises ValueError where Chinese numerals say none."""
    value = plain(match["value"] or match["numeral"])
    if match["large"]:
        rest = plain(match["rest"] or match["words"])
        value = mixed(value, match["large"], rest, match["small"] or match["tail"] or "")
    return f"-{value}" if _is_negative(match, rules) else value


def _is_negative(match: re.Match[str], rules: Grammar) -> bool:
    """Is the stroke before a number a minus? It may only part the number from what is before."""
    return bool(match["minus"]) and _behind(match, rules.negative)


def _unit(match: re.Match[str]) -> str:
    if match["ratio"]:
        return match.string[match.start("ratio") - 1 : match.end("ratio")]
    return (match["large"] or match["scale"] or "") + (match["unit"] or "")


def _behind(match: re.Match[str], words: re.Pattern[str]) -> bool:
    """Do such words stand right before the match?"""
    return bool(words.search(match.string, max(0, match.start() - _LONGEST_WORD), match.start()))


def _counts(match: re.Match[str], value: str, rules: Grammar) -> bool:
    """Is a number in Chinese numerals one that is counted, and no part of a name (四个自信)?"""
    if match["plain"] not in rules.counted or match["ratio"]:
        return False
    scaled, kind = match["large"] or match["scale"], rules.kinds[match["plain"]]
    if scaled or len(value) > 1:
        return True
    if value == "1":
        return match["plain"] in rules.one
    ends = match.string[match.end() : match.end() + 1] in _ENDS
    return kind == "share" or ends or _behind(match, rules.built)


def _part(match: re.Match[str], rules: Grammar) -> Figure | None:
    """A share in words or as a fraction: 百分之八十 is 80%, 三分之一 is 1/3."""
    try:
        value, unit = _hundredths(match) if match["parts"] else (_fraction(match), "")
    except ValueError:
        return None
    start, qualifier = _qualified(match, rules)
    return Figure(*_from(match, start, rules), value, unit, "share", qualifier)


def _hundredths(match: re.Match[str]) -> tuple[str, str]:
    return plain(match["parts"]), "%" if match["of"] == "百" else "‰"


def _fraction(match: re.Match[str]) -> str:
    part, whole = plain(match["part"] or match["upon"]), plain(match["whole"] or match["under"])
    if int(part) >= int(whole):
        raise ValueError(match.group())
    return f"{part}/{whole}"


def _in_words(match: re.Match[str], rules: Grammar) -> Figure | None:
    """A rank or growth that is said in words."""
    begin = match.start()
    if match["growth"]:
        return Figure(*_from(match, begin, rules), "", "", "words", "exact")
    if not rules.ranked.search(match.string, max(0, begin - 32), begin):
        return None
    try:
        rank = plain(match["place"] or "一")
    except ValueError:
        return None
    qualifier: Qualifier = "at_most" if match["among"] else "exact"
    return Figure(*_from(match, begin, rules), rank, "位", "rank", qualifier)


def _from(match: re.Match[str], start: int, rules: Grammar) -> tuple[int, int, int]:
    number = match.start()
    if match["minus"] and not _is_negative(match, rules):
        number = match.end("minus")
        start = number if start == match.start() else start
    return start, number, match.end()


def _qualified(match: re.Match[str], rules: Grammar) -> tuple[int, Qualifier]:
    """Where the figure starts with the word before it, and what is said of its number."""
    begin = match.start()
    word = rules.before.search(match.string, max(0, begin - 9), begin)
    start = word.start() if word else begin
    if after := match["after"] or match["after_part"] or match["after_parts"]:
        return start, rules.afters[after]
    if word:
        return start, rules.befores[word.group(1)]
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
