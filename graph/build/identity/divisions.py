"""The administrative divisions of China as a hierarchy: which one a name means to who says it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from graph.loaders.divisions import division_rules, short_name


@dataclass(frozen=True, slots=True)
class Division:
    """A province, a city of it or a county of that city; what it is not in is empty."""

    province: str
    city: str = ""
    county: str = ""

    @property
    def name(self) -> str:
        """Its whole name."""
        return self.county or self.city or self.province

    @property
    def path(self) -> str:
        """Its name with those of what it lies in, which no two have in common."""
        return "/".join(filter(None, (self.province, self.city, self.county)))


def province_of(place: str) -> str:
    """The short name of the province that a province or city lies in; empty for other places."""
    return _provinces().get(place, "")


def is_city(place: str) -> bool:
    """Does a place call itself 市: is it a city, or one that is its own province?"""
    return place in _municipalities() or (bool(province_of(place)) and province_of(place) != place)


@lru_cache(1 << 14)
def division_meant(name: str, place: str) -> Division | None:
    """The division that a name means in the reports of a place, if it can mean one only.

    A county's short name (章丘) is understood within the province that reports, and not where it is
    a word of everyday use.
    """
    found = _named().get(name, ())
    highest = [each for each in found if not each.county]
    if name != short_name(name) or not highest:
        near = [each for each in found if short_name(each.province) == province_of(place)]
        if name == short_name(name):
            found = () if name in division_rules().words else tuple(near)
        elif len(found) > 1:
            found = tuple(near)
    elif highest:
        # 吉林 is the province, 吉林市 the city.
        found = tuple(sorted(highest, key=lambda each: bool(each.city))[:1])
    return found[0] if len(found) == 1 else None


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    table = files("graph.loaders.rules").joinpath("places.csv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines())
    return tuple((row["province"], row["city"], row["name"]) for row in rows)


@cache
def _municipalities() -> frozenset[str]:
    return frozenset(short_name(city) for province, city, _ in _rows() if city == province)


@cache
def _divisions() -> tuple[Division, ...]:
    found: dict[Division, None] = {}
    for province, city, county in _rows():
        found[Division(province)] = None
        if city != province:
            found[Division(province, city)] = None
        if county not in (province, city):
            found[Division(province, city if city != province else "", county)] = None
    return tuple(found)


@cache
def _named() -> Mapping[str, tuple[Division, ...]]:
    named: dict[str, dict[Division, None]] = defaultdict(dict)
    for each in _divisions():
        named[each.name][each] = None
        named[short_name(each.name)][each] = None
    return {name: tuple(each) for name, each in named.items()}


@cache
def _provinces() -> Mapping[str, str]:
    held = {short_name(each.city): short_name(each.province) for each in _divisions() if each.city}
    return held | {short_name(each.province): short_name(each.province) for each in _divisions()}
