"""The rules by which the stage of a project is told, from stages.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from graph.loaders.rules import Rules, read_rules

StageName = Literal["planned", "to_start", "under_way", "finished", "in_operation"]
# What comes later counts where a document says several: that a thing was finished says more than
# that it is spoken of as in use.
STAGES: tuple[StageName, ...] = ("planned", "to_start", "under_way", "in_operation", "finished")
Speaks = Literal["finish", "start", "work", "preparation", "use"]


class InPart(Rules):
    """The stage that words tell of in a review and in a plan."""

    review: StageName
    plan: StageName


class TimeRules(Rules):
    """What stands before words that speak of what is done already, or not yet, and by when."""

    done: re.Pattern[str]
    coming: re.Pattern[str]
    due: re.Pattern[str]


class StageRule(Rules):
    """Words beside a name, and what they speak of."""

    side: Literal["before", "after"]
    speaks_of: Speaks
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None


class StageRules(Rules):
    """How far a project is, by the verb beside its name."""

    between: str
    tail: int
    speaks_of: dict[Speaks, InPart]
    time: TimeRules
    rule: tuple[StageRule, ...] = Field(min_length=1)

    def on(self, side: Literal["before", "after"]) -> tuple[StageRule, ...]:
        """The rules of one side of a name, in their order."""
        return tuple(each for each in self.rule if each.side == side)


@cache
def stage_rules() -> StageRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("stages.toml"), StageRules)
