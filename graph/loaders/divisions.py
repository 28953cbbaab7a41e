"""The administrative divisions of mainland China, prefectures and counties, by who reports.

rules/places.csv holds them as the Ministry of Civil Affairs lists them, taken from the table of
the package addressparser 0.2.4 (MIT) with the changes since 2019.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from graph.errors import RuleError
from graph.loaders.relations.rules import any_of
from graph.loaders.rules import Rules, load_rules

_TABLE = Path(__file__).parent / "rules" / "places.csv"


class DivisionRules(Rules):
    """How names are shortened, and which short names are words of everyday use."""

    kinds: tuple[str, ...]
    towns: tuple[str, ...]
    peoples: tuple[str, ...]
    words: tuple[str, ...]
    abbreviations: dict[str, str]
    sides: tuple[str, ...]


class _RegionRules(Rules):
    parts: dict[str, tuple[str, ...]]


@cache
def division_rules() -> DivisionRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit the schema."""
    return load_rules("divisions", DivisionRules)


@cache
def division_levels() -> Mapping[str, str]:
    """The whole names of all divisions, each with its level: province, city or county."""
    levels: dict[str, str] = {}
    for province, city, name in _rows():
        levels[name] = "city" if name == city else "county"
        levels[province] = "province"
    return levels


def divisions_within(place: str) -> Mapping[str, bool]:
    """The names of the divisions inside a province or city, and for each whether it is the whole.

    `place` is a short name (济南, 山东); a place that is neither has none. Short names (商河) are
    given beside whole ones (商河县), but not those that are words of everyday use.
    """
    return _within().get(place, {})


def is_elsewhere(name: str, place: str) -> bool:
    """Is a name that of divisions which all lie outside a place? 紫金 is, for 湖南.

    No name is elsewhere for a place that is neither a province nor a city.
    """
    holders = _holders().get(short_name(name), frozenset())
    return bool(holders) and place in _within() and place not in holders


def is_reporting(name: str, place: str) -> bool:
    """Is a name that of who reports, or of its province, with its kind or without?

    吉林市 is not, where the province of 吉林 reports.
    """
    return name == place or name in _own_names(place)


@cache
def _own_names(place: str) -> frozenset[str]:
    above = {short_name(province): province for province, _, _ in _rows()}
    if place in above:
        return frozenset({above[place]})
    own = {(city, province) for province, city, _ in _rows() if short_name(city) == place}
    whole = {name for pair in own for name in pair} or {f"{place}市"}
    return reporting(place) | whole


@cache
def reporting(place: str) -> frozenset[str]:
    """The short names of a place that reports and, for a city, of its province: 济南, 山东.

    A county, a district or a town has its name without its kind as well: 鄄城县, 鄄城.
    """
    above = {short_name(province) for province, city, _ in _rows() if short_name(city) == place}
    town = re.sub(f"(?<=..){any_of(division_rules().towns)}$", "", place)
    return frozenset({place, short_name(place), town} | above)


@cache
def _holders() -> Mapping[str, frozenset[str]]:
    """The provinces and cities that have a division of each short name, their own among them."""
    holders: dict[str, set[str]] = defaultdict(set)
    for province, city, name in _rows():
        holders[short_name(name)] |= {short_name(province), short_name(city)}
    return {name: frozenset(each) for name, each in holders.items()}


@cache
def _within() -> Mapping[str, Mapping[str, bool]]:
    names: dict[str, dict[str, bool]] = defaultdict(dict)
    common = division_rules().words
    provinces = {short_name(province) for province, _, _ in _rows()}
    for province, city, name in _rows():
        holders = {short_name(province)}
        if short_name(city) not in provinces:  # 海南 and 吉林 are provinces first
            holders.add(short_name(city))
        for holder in holders - {short_name(name)}:
            if name not in common:
                names[holder][name] = True
            if short_name(name) not in common:
                names[holder].setdefault(short_name(name), False)
    for province in provinces:
        names[province] |= dict.fromkeys(_regions(province), False)
    return names


def _regions(province: str) -> Iterator[str]:
    """The parts of a province: by its letters and a side (皖南), by custom (长株潭)."""
    rules = division_rules()
    yield from load_rules("regions", _RegionRules).parts.get(province, ())
    no_parts = (province, *rules.words)
    for letter in rules.abbreviations.get(province, ""):
        yield from (letter + side for side in rules.sides if letter + side not in no_parts)


@cache
def short_name(division: str) -> str:
    """A division's name without its kind and its peoples, where two characters are left."""
    return _kind().sub("", division)


@cache
def _kind() -> re.Pattern[str]:
    rules = division_rules()
    peoples = f"(?:{any_of(rules.peoples)}+(?=自治))?"
    return re.compile(f"(?<=..){peoples}{any_of(rules.kinds)}$")


@cache
def _rows() -> list[tuple[str, str, str]]:
    try:
        with _TABLE.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            return [(row["province"], row["city"], row["name"]) for row in rows]
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise RuleError(f"{_TABLE.name} cannot be read: {error}.") from error
