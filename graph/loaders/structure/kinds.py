"""Says what kind of document it is by its title: one that reports, plans, does both, or neither."""

from __future__ import annotations

import re
from typing import Literal

from graph.loaders.structure.layout import Front

Kind = Literal["report", "review", "plan", "norm", ""]
"""A report reviews, then plans; a norm (条例) does neither; empty where it cannot be told."""


def kind_of(title: str, name: str, opening: str, rules: Front) -> Kind:
    """The kind of a document by its title, else by its opening words, else by its file's name."""
    if told := _told(title, rules):
        return told
    if re.search(rules.report, opening):
        return "report"
    return "" if title else _told(name, rules)


def _told(title: str, rules: Front) -> Kind:
    kinds: tuple[tuple[Kind, str], ...] = (
        ("report", rules.report),
        ("review", rules.review),
        ("norm", rules.norm),
        ("plan", rules.plan),
    )
    return next((kind for kind, pattern in kinds if re.search(pattern, title)), "")
