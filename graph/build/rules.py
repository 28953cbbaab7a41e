"""The rules by which agencies are found to answer for something, from mandates.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.loaders.rules import Rules, read_rules


class MandateRules(Rules):
    """How sure a mandate makes us, how much of it a text has to name, and what names too much."""

    confidence: float
    text_confidence: float
    text_fields: int
    common: frozenset[str]


@cache
def mandate_rules() -> MandateRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("mandates.toml"), MandateRules)
