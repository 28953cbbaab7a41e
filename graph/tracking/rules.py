"""The rules by which results are held against targets, from tracking.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from graph.build.series.rules import Respelling
from graph.loaders.rules import Rules, read_rules

Language = Literal["en", "zh"]
Better = Literal["higher", "lower", "near"]


class Tolerance(Rules):
    """How much of a value is left open by 左右."""

    share: float = Field(ge=0, lt=1)
    points_least: float
    points_most: float
    percent: tuple[str, ...]

    def of(self, value: float, base_unit: str) -> float:
        """How far from a value what is said to be about it may lie."""
        share = abs(value) * self.share
        if base_unit in self.percent:
            return min(max(share, self.points_least), self.points_most)
        return share


class BetterRules(Rules):
    """Which way an indicator is better, by its name."""

    lower: tuple[re.Pattern[str], ...]
    near: tuple[re.Pattern[str], ...]

    def way(self, name: str) -> Better:
        """The way in which values of an indicator of this name are better."""
        if any(each.search(name) for each in self.near):
            return "near"
        return "lower" if any(each.search(name) for each in self.lower) else "higher"


class AlikeRules(Rules):
    """Which words of a name say nothing of what is measured."""

    respelled: tuple[Respelling, ...]
    idle: tuple[re.Pattern[str], ...]
    opposed: tuple[tuple[re.Pattern[str], ...], ...]


class RenamedRules(Rules):
    """Which words of the name of a project say nothing, and which tell it from others."""

    leads: tuple[re.Pattern[str], ...]
    tails: tuple[re.Pattern[str], ...]
    apart: re.Pattern[str]


class TrackingRules(Rules):
    """How a result is held against a target."""

    tolerance: Tolerance
    better: BetterRules
    alike: AlikeRules
    renamed: RenamedRules
    why: dict[str, dict[Language, str]]
    words: dict[str, dict[Language, str]]


@cache
def tracking_rules() -> TrackingRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("tracking.toml"), TrackingRules)
