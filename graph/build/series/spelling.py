"""One name for each measured thing: 全省生产总值, GDP and 地区生产总值 are one indicator."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from graph.build.series.rules import series_rules
from graph.build.series.units import base_unit
from graph.folding import fold

_QUOTATION = re.compile(r"[“”\"‘’\s]")


def canonical_name(name: str, measures: Collection[str], units: Collection[str], place: str) -> str:
    """The name that all spellings of an indicator share within the place that reports.

    `measures` and `units` are those of its values: 新增 is left out of the name of a flow only,
    累计 of a level or flow, 经济 is 地区生产总值 only where it grows by so many per cent, and names
    of the rules' `in_units` stand for others only where all values are levels in one unit: the
    roads opened in a year are not the length of all.
    """
    grows = measures == {"change"} and "%" in units
    bases = {base_unit(each) for each in units}
    unit = bases.pop() if len(bases) == 1 and measures == {"level"} else ""
    plain = _QUOTATION.sub("", series_rules().examples.sub("", name)) or name
    known = _synonym(plain, grows, unit)
    while not known:
        shorter = _shortened(plain, measures, place)
        if shorter == plain:
            return _respelled(plain) if _respelled(plain) != fold(plain) else plain
        plain = shorter
        known = _synonym(plain, grows, unit)
    return known


def _synonym(name: str, grows: bool, unit: str) -> str:
    key = _key(name)
    others = _growth() if grows else _in_units().get(unit, {})
    return _synonyms().get(key) or others.get(key, "")


@cache
def _synonyms() -> Mapping[str, str]:
    return _by_key(series_rules().synonyms)


@cache
def _in_units() -> Mapping[str, Mapping[str, str]]:
    return {unit: _by_key(groups) for unit, groups in series_rules().in_units.items()}


@cache
def _growth() -> Mapping[str, str]:
    return _by_key(series_rules().growth)


def _by_key(groups: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    return {_key(each): name for name, others in groups.items() for each in (name, *others)}


def _key(name: str) -> str:
    return fold(_respelled(name))


def _respelled(name: str) -> str:
    for each in series_rules().respelled:
        name = each.old.sub(each.new, name)
    return name


def _shortened(name: str, measures: Collection[str], place: str) -> str:
    """The name without one thing that it begins or ends with, or as it is."""
    prefixes, suffixes = series_rules().prefixes, series_rules().suffixes
    own = re.match(rf"{re.escape(place)}[省市县区]?(?=..)", name) if place else None
    if own:
        return name[own.end() :]
    if not name.startswith(prefixes.kept):
        allowed = "|".join((*prefixes.any, *prefixes.of(measures)))
        if found := re.match(rf"(?:{allowed})(?=..)", name):
            return name[found.end() :]
    if not name.endswith(suffixes.kept):
        allowed = "|".join((*suffixes.any, *suffixes.of(measures)))
        if found := re.search(rf"(?<=..)(?:{allowed})$", name):
            return name[: found.start()]
    return name
