"""The rules by which citations are found, from citations.toml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from graph.loaders.rules import Rules, read_rules


class MannerRules(Rules):
    """Which words before and behind a name say how a document speaks of a work."""

    follows: re.Pattern[str]
    makes: re.Pattern[str]
    follows_behind: re.Pattern[str]
    makes_behind: re.Pattern[str]
    reach: int


class NamedRules(Rules):
    """Which names without《》are works."""

    endings: tuple[str, ...]


class CitationRules(Rules):
    """What names a work, how it is spoken of, and what is no citation."""

    usual: tuple[str, ...]
    before: re.Pattern[str]
    not_before: re.Pattern[str]
    not_behind: re.Pattern[str]
    short: tuple[str, ...]
    short_said: str
    issued: str
    boilerplate: tuple[re.Pattern[str], ...]
    manner: MannerRules
    named: NamedRules


@cache
def citation_rules() -> CitationRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("citations.toml"), CitationRules)
