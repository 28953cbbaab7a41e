"""The rules of figures.toml, and the pattern of a figure that they make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
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


_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?![\d年])(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = "[一二两三四五六七八九十][一二两三四五六七八九十百千零〇]*"
# A number may not continue a letter, another number or 第.
_OPENING = r"(?<![A-Za-z0-9.第+/×])(?<!\d[∶：:,\-])(?<![A-Za-z][\-—])"
# Nor may a numeral be what may be the rest of another, or a word of which it is a part (之一, “一).
_OPENING_NUMERAL = "(?<![A-Za-z0-9.第之“零〇一二两三四五六七八九十百千万亿点几数])"
_DASH = r"(?:[\-–—−‐‑~～〜∼]{1,2}|至|到)"


@dataclass(frozen=True, slots=True)
class Grammar:
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
def grammar() -> Grammar:
    """The patterns made of figures.toml. Raises RuleError where it does not fit its schema."""
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
    # Few characters begin a figure: it is soon seen of the others.
    begins = "".join({word[0] for word in (*rules.words.top, *rules.words.growth)})
    figure = rf"""
        (?=[\d第前百千保实一二两三四五六七八九十\-−‐‑–{begins}])(?:
        第(?P<rank>\d{{1,3}})(?:位|名(?!录|单)|(?=[，。；、！）]|$))
      | (?P<top>{alternation(rules.words.top)})
      | (?:第|(?P<among>前))(?P<place>[一二三四五六七八九十]{{1,3}})(?:位|名)?(?=[，。；、！）]|$)
      | (?:保持|实现)?(?P<growth>{alternation(rules.words.growth)})(?=[，。；、！）]|$)
      | (?P<of>[百千])分之(?P<parts>{_DIGITS}|{_NUMERAL}(?:点{_NUMERAL})?)
        (?P<after_parts>{alternation(tuple(afters))})?
      | (?:{_OPENING_NUMERAL}(?P<whole>{_NUMERAL})分之(?P<part>{_NUMERAL})
          | {_OPENING}(?P<upon>[1-9]\d?)/(?P<under>[1-9]\d{{0,2}})(?![\d/.]))
        (?P<after_part>{alternation(tuple(afters))})?(?=[的，。；、！）]|$)
      | (?:
            {_OPENING}(?P<minus>[\-−‐‑–])?(?P<value>{_DIGITS})
          | {_OPENING_NUMERAL}(?P<numeral>{_NUMERAL})
        )
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
        (?P<name>{follow})?)
    """
    return Grammar(
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
