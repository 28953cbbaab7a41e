"""The rules by which a name in two documents is one thing, from identity.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from graph.loaders.rules import Rules, read_rules

Reach = Literal["world", "province", "place", "document"]


class Respelling(Rules):
    """A pattern, under `from`, and what is written for it."""

    old: re.Pattern[str] = Field(alias="from")
    new: str = Field(alias="to")


class AskingRules(Rules):
    """What two things share and how much that makes them one."""

    ask: float
    holds: float
    alike: float
    same_area: float
    same_goal: float
    same_indicator: float
    same_document: float
    run: int
    most_alike: int


class IdentityRules(Rules):
    """How names are compared, how far they reach, and when a person is asked."""

    numbered: tuple[str, ...]
    apart: re.Pattern[str]
    between: re.Pattern[str]
    around: dict[str, re.Pattern[str]]
    ways: re.Pattern[str]
    local_prefixes: tuple[str, ...]
    not_local_prefixes: tuple[str, ...]
    local_names: tuple[re.Pattern[str], ...]
    respelled: tuple[Respelling, ...]
    own_bodies: frozenset[str]
    quoted: tuple[str, ...]
    not_quoted: re.Pattern[str]
    before_quoted: re.Pattern[str]
    counted: re.Pattern[str]
    beginnings: dict[str, tuple[str, ...]]
    endings_of_long: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]
    kept_endings: dict[str, tuple[str, ...]]
    reach: dict[str, Reach]
    slogans_reach: dict[str, Reach]
    slogans: dict[str, tuple[re.Pattern[str], ...]]
    shared: dict[str, tuple[str | tuple[str, ...], ...]]
    components: dict[str, tuple[re.Pattern[str], ...]]
    asking: AskingRules


@cache
def identity_rules() -> IdentityRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("identity.toml"), IdentityRules)
