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


def reporting_division(place: str) -> Division | None:
    """The province or city that reports under a short name; None for other places."""
    found = [each for each in _named().get(place, ()) if not each.county]
    return min(found, key=lambda each: bool(each.city), default=None)


@lru_cache(1 << 14)
def division_meant(name: str, place: str) -> Division | None:
    """The division that a name means in the reports of a place, if it can mean one only.

    A county's short name (章丘) is understood within the province that reports, and not where it is
    a word of everyday use. Of several counties of a name (鼓楼区) that of the city that reports is
    meant, or that of the city before it (南京市鼓楼区).
    """
    found = _named().get(name, ())
    if not found:
        return _inside_another(name)
    is_short = name == short_name(name)
    highest = [each for each in found if not each.county]
    if is_short and highest:
        # 吉林 is the province, 吉林市 the city.
        return min(highest, key=lambda each: bool(each.city))
    if is_short and name in division_rules().words:
        return None
    if not is_short and len(found) == 1:
        return found[0]
    in_city = [each for each in found if each.city and short_name(each.city) == place]
    near = [each for each in found if short_name(each.province) == province_of(place)]
    for several in (in_city, near):
        if len(several) == 1:
            return several[0]
    return None


def _inside_another(name: str) -> Division | None:
    """The county that a name means by the province or city that it begins with."""
    for length in range(2, len(name) - 1):
        within = [each for each in _named().get(name[:length], ()) if not each.county]
        rest = name[length:]
        inside = [
            each
            for each in _named().get(rest, ())
            if each.county
            and rest == each.name
            and any(each.path.startswith(f"{other.path}/") for other in within)
        ]
        if len(inside) == 1:
            return inside[0]
    return None


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
