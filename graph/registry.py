"""The agency registry: which government bodies a place has and what each answers for."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

import rjieba

from graph.errors import RuleError
from graph.folding import fold


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
    edges = _word_edges(text)
    start = text.find(field)
    while start >= 0:
        if start in edges and start + len(field) in edges:
            return True
        start = text.find(field, start + 1)
    return False


@lru_cache(maxsize=1024)
def _word_edges(text: str) -> frozenset[int]:
    return frozenset(accumulate(map(len, rjieba.cut(text)), initial=0))


def seed_registry() -> list[Agency]:
    """The agencies that come with Lantu. Raises RuleError where a line does not fit."""
    lines = files("seed").joinpath("agencies.csv").read_text("utf-8").splitlines()
    agencies = []
    for number, row in enumerate(csv.DictReader(lines), start=2):
        mandate = tuple(field for field in (row["mandate"] or "").split(";") if field)
        if not (row["place"] and row["name"] and row["short"] and row["english"] and mandate):
            raise RuleError(f"agencies.csv, line {number}: every column must be filled")
        agencies.append(Agency(row["place"], row["name"], row["short"], row["english"], mandate))
    return agencies


def official_name(name: str, place: str) -> str:
    """The full name of the agency of a place that has this name, or the name as it is."""
    return _official_names().get((place, fold(name)), name)


@lru_cache(maxsize=1)
def _official_names() -> Mapping[tuple[str, str], str]:
    return {
        (agency.place, fold(name)): agency.name
        for agency in seed_registry()
        for name in (agency.name, agency.short)
    }


def agencies_of(place: str, registry: Iterable[Agency]) -> list[Agency]:
    """The agencies of one place."""
    return [agency for agency in registry if agency.place == place]
