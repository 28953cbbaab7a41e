"""The agency registry: which government bodies a place has and what each answers for."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from graph.errors import RuleError
from graph.model import fold


@dataclass(frozen=True, slots=True)
class Agency:
    """A government body of one place and the words that name the fields of its mandate."""

    place: str
    name: str
    short: str
    english: str
    mandate: tuple[str, ...]

    def fields_in(self, text: str) -> list[str]:
        """The fields of its mandate that a text names."""
        folded = fold(text)
        return [field for field in self.mandate if fold(field) in folded]


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


def agencies_of(place: str, registry: Iterable[Agency]) -> list[Agency]:
    """The agencies of one place."""
    return [agency for agency in registry if agency.place == place]
