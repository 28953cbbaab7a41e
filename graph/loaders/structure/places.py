"""Reads whose document it is: the division that words name, with or without those around it."""

from __future__ import annotations

import re
from functools import cache

from graph.loaders.divisions import division_levels, division_rules, short_name
from graph.loaders.gazetteer import Gazetteer
from graph.loaders.structure.layout import Places as Rules

_LONGEST = 12
_LONGEST_CHAIN = 32
# How many characters a short name has.
_SHORT = (4, 3, 2)


def place_in(text: str, rules: Rules) -> tuple[str, str]:
    """The first place that a title names, and its level; both empty where it names none.

    It stands at the beginning or behind words that a place follows (关于印发《, 2025年).
    """
    text = re.sub(rules.quoted, "", text)
    starts = [0, *(found.end() for found in re.finditer(rules.behind, text))]
    for start in starts:
        if place := _innermost(text, start, rules):
            return _named(place, rules)
    return "", ""


def place_alone(text: str, rules: Rules) -> tuple[str, str]:
    """The place that words which hold nothing else name (河北省邢台市任泽区); 本县 names none."""
    place = _innermost(re.sub(rules.bodies, "", text), 0, rules)
    return _named(place, rules) if place else ("", "")


def place_before(text: str, rules: Rules) -> tuple[str, str]:
    """The place that the name of an office begins with (邢台市任泽区教育局)."""
    place = _innermost(re.sub(rules.bodies, "", text), 0, rules, followed="")
    return _named(place, rules) if place else ("", "")


def _innermost(text: str, start: int, rules: Rules, followed: str | None = None) -> str:
    """The last division of a chain that begins here: 任泽区 of 邢台市任泽区2025年….

    `followed` says what must stand behind a name that the table does not know.
    """
    place = ""
    followed = rules.followed if followed is None else followed
    words = text[start : start + _LONGEST_CHAIN]
    if short := _short(words, rules):
        place, words = short[0], words[short[1] :]
    while found := _division(words, not place, followed, rules):
        place, words = found, words[len(found) :]
    zone = re.match(rules.zone, words)
    if zone and place:
        return place + zone[0]
    return place or _zone(words, rules)


def _short(words: str, rules: Rules) -> tuple[str, int] | None:
    """The division whose short name words begin with, and that name's length.

    It counts where a year or another division stands behind it: 横峰2025年…, 广西桂林市….
    """
    for length in _SHORT:
        whole = _by_short_name().get(words[:length], "")
        rest = words[length:]
        if whole and (re.match(rules.behind_short, rest) or any(_known().at(rest, 0))):
            return whole, length
    return None


def _zone(words: str, rules: Rules) -> str:
    """The zone of a city that words begin with (济南高新区)."""
    found = re.match(f"(?P<city>[一-鿿]{{2,4}}?){rules.zone}", words)
    return found[0] if found and f"{found['city']}市" in division_levels() else ""


def _division(words: str, opens: bool, followed: str, rules: Rules) -> str:
    """The division that words begin with, known or by its ending alone."""
    known = next(iter(_known().at(words, 0)), "")
    everyday = opens and known in rules.inner
    if known and (not everyday or re.match(rules.behind_everyday, words[len(known) :])):
        return known
    for found in re.finditer(rules.ending, words[:_LONGEST]):
        name = words[: found.end()]
        if re.search(rules.none, name):
            return ""
        settled = opens and len(name) <= rules.surest and re.search(rules.sure, name)
        if settled or re.match(followed, words[found.end() :]):
            return name
    return ""


def _named(place: str, rules: Rules) -> tuple[str, str]:
    """A place's name without its ending, and its level of government."""
    if re.search(f"{rules.zone}$", place):
        return place, ""
    for rule in rules.levels:
        if re.search(f"(?:{rule.ending})$", place):
            level = division_levels().get(place, rule.level)
            return place if rule.keep else short_name(place), level
    return place, ""


@cache
def _by_short_name() -> dict[str, str]:
    """The whole names by the short ones that name one division, or a province before all others."""
    wholes: dict[str, set[str]] = {}
    for name in division_levels():
        wholes.setdefault(short_name(name), set()).add(name)
    common = division_rules().words
    named: dict[str, str] = {}
    for short, names in wholes.items():
        provinces = {name for name in names if division_levels()[name] == "province"}
        if len(told := provinces or names) == 1 and short not in {*told, *common}:
            named[short] = next(iter(told))
    return named


@cache
def _known() -> Gazetteer:
    return Gazetteer(division_levels())
