"""The rules by which values make series, from series.toml."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from graph.loaders.rules import Rules, read_rules

ValueKind = Literal["year", "baseline", "difference", "average", "period", "part", "share"]


class Respelling(Rules):
    """A pattern, under `from`, and what is written for it."""

    old: re.Pattern[str] = Field(alias="from")
    new: str = Field(alias="to")


class EdgeRules(Rules):
    """What the name of an indicator may begin or end with, by the measure of its values."""

    any: tuple[str, ...]
    level: tuple[str, ...] = ()
    flow: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    kept: tuple[str, ...]

    def of(self, measures: Collection[str]) -> tuple[str, ...]:
        """The patterns for an indicator that has values of one of these measures only."""
        of_measure = {"level": self.level, "flow": self.flow, "change": self.change}
        return next((of_measure.get(each, ()) for each in measures if len(measures) == 1), ())


class KindRules(Rules):
    """Which words before a value say what it is the value of."""

    baseline: tuple[re.Pattern[str], ...]
    difference: tuple[re.Pattern[str], ...]
    average: tuple[re.Pattern[str], ...]
    share: tuple[re.Pattern[str], ...]
    part: tuple[re.Pattern[str], ...]
    period: tuple[re.Pattern[str], ...]
    adds_up: re.Pattern[str]
    years: re.Pattern[str]
    year: re.Pattern[str]

    @cached_property
    def said_before(self) -> Mapping[ValueKind, tuple[re.Pattern[str], ...]]:
        """The patterns of each kind that is said right before a value, the first to fit counts."""
        return {
            "baseline": self.baseline,
            "difference": self.difference,
            "share": self.share,
            "part": self.part,
            "average": self.average,
            "period": self.period,
        }


class SeriesRules(Rules):
    """How one measured thing is spelled, what a number is the value of, which units compare."""

    examples: re.Pattern[str]
    respelled: tuple[Respelling, ...]
    prefixes: EdgeRules
    suffixes: EdgeRules
    synonyms: dict[str, tuple[str, ...]]
    in_units: dict[str, dict[str, tuple[str, ...]]]
    growth: dict[str, tuple[str, ...]]
    kinds: KindRules
    units: dict[str, dict[str, float]]


@cache
def series_rules() -> SeriesRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("series.toml"), SeriesRules)
