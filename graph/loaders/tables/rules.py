"""The wording of tables, read from rules/tables.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from graph.loaders.rules import Rules, load_rules
from graph.loaders.structure.layout import Pattern


class ColumnRules(Rules):
    """What the head of a column of each kind looks like."""

    number: Pattern
    project: Pattern
    measure: Pattern
    indicator: Pattern
    name: Pattern
    unit: Pattern
    place: Pattern
    lead: Pattern
    support: Pattern
    owner: Pattern
    nature: Pattern
    amount: Pattern


class RowRules(Rules):
    """What the words in cells mean."""

    total: Pattern
    group: Pattern
    numbering: Pattern
    joints: Pattern
    more: Pattern
    change: Pattern
    changes: Pattern


class CaptionRules(Rules):
    """What the title of a table says of its rows."""

    project: Pattern
    measure: Pattern
    indicator: Pattern


class WhenRules(Rules):
    """What heads say of time and status."""

    expected: Pattern
    target: Pattern
    actual: Pattern
    last_year: Pattern
    several: Pattern


class TableRules(Rules):
    """All of rules/tables.toml."""

    columns: ColumnRules
    rows: RowRules
    captions: CaptionRules
    when: WhenRules
    natures: Mapping[str, Literal["anticipatory", "binding"]]
    signs: Mapping[str, str]


@cache
def table_rules() -> TableRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit the schema."""
    return load_rules("tables", TableRules)
