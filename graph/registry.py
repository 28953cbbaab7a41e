"""The agency registry: which government bodies a place has and what each answers for."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

import rjieba

from graph.errors import RuleError
from graph.folding import fold
from graph.glossary import seed_glossary
from graph.loaders.divisions import division_levels, short_name

# How a province calls itself in the names of its bodies.
_OWNERS = ("自治区", "省", "市")


@dataclass(frozen=True, slots=True)
class Agency:
    """A government body of one place and the words that name the fields of its mandate."""

    place: str
    name: str
    short: str
    english: str
    mandate: tuple[str, ...]

    def fields_in(self, text: str) -> list[str]:
        """The fields of its mandate that a text names in whole words.

        质量 does not stand in 高质量发展. Of two fields of which one is a part of the other (医院,
        公立医院), only the longer counts.
        """
        folded = fold(text)
        named = [field for field in self.mandate if _stands_in(fold(field), folded)]
        return [
            field for field in named if not any(field in other for other in named if other != field)
        ]


def _stands_in(field: str, text: str) -> bool:
    start = text.find(field)
    # Most fields stand in no text: where its words begin need not be known then.
    edges = _word_edges(text) if start >= 0 else frozenset()
    while start >= 0:
        if start in edges and start + len(field) in edges:
            return True
        start = text.find(field, start + 1)
    return False


@lru_cache(maxsize=1024)
def _word_edges(text: str) -> frozenset[int]:
    return frozenset(accumulate(map(len, rjieba.cut(text)), initial=0))


def seed_registry() -> list[Agency]:
    """The agencies of single places that come with Lantu.

    Raises RuleError where a line does not fit.
    """
    return [_agency(row["place"], row) for row in _rows("agencies.csv")]


def official_name(name: str, place: str) -> str:
    """The full name of the agency of a place that has this name, or the name as it is."""
    return _official_names(place).get(fold(name), name)


@lru_cache(maxsize=1024)
def _official_names(place: str) -> Mapping[str, str]:
    return {
        fold(name): agency.name
        for agency in agencies_of(place, _shipped())
        for name in (agency.name, agency.short)
    }


@cache
def _shipped() -> Sequence[Agency]:
    return seed_registry()


def agencies_of(place: str, registry: Iterable[Agency]) -> list[Agency]:
    """The agencies of one place; of a province that has none of its own, those all have."""
    return [agency for agency in registry if agency.place == place] or [*_of_province(place)]


def _of_province(place: str) -> Iterator[Agency]:
    """The agencies of a province by the names that they have in every one."""
    provinces = (name for name, level in division_levels().items() if level == "province")
    province = next((name for name in provinces if short_name(name) == place), "")
    owner = next((each for each in _OWNERS if province.endswith(each)), "")
    if not owner:
        return
    entry = seed_glossary().find("Area", place)
    english = entry.english if entry else province
    slots = {"place": province, "owner": owner, "english": english}
    for row in _rows("agencies-of-provinces.csv", ("only", "except")):
        only, but = ([each for each in row[name].split(";") if each] for name in ("only", "except"))
        if (not only or place in only) and place not in but:
            yield _agency(place, {key: text.format(**slots) for key, text in row.items()})


def _agency(place: str, row: Mapping[str, str]) -> Agency:
    mandate = tuple(field for field in row["mandate"].split(";") if field)
    return Agency(place, row["name"], row["short"], row["english"], mandate)


@cache
def _rows(file: str, may_be_empty: Sequence[str] = ()) -> Sequence[Mapping[str, str]]:
    lines = files("seed").joinpath(file).read_text("utf-8").splitlines()
    rows = [*csv.DictReader(lines)]
    for number, row in enumerate(rows, start=2):
        if not all(value or name in may_be_empty for name, value in row.items()):
            raise RuleError(f"{file}, line {number}: every column must be filled")
    return rows
