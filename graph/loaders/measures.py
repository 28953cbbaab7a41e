"""What kind of quantity a figure is: a level, a flow, a change or a rank, and which way it went."""

from __future__ import annotations

import re
from typing import Literal

from graph.loaders.figures import Figure
from graph.loaders.indicator_rules import patterns

Measure = Literal["level", "flow", "change", "rank"]
Direction = Literal["up", "down", ""]

_RATES_OF_CHANGE = re.compile(r"(?:增速|增幅|涨幅|降幅|减幅|增长率)")
_POINTS = frozenset({"个百分点", "百分点"})
_WORSE = re.compile(r"低于|降|减|缩|回落|收窄|改善|少|比[^，]*低|慢")


def direction(trail: str) -> Direction:
    """Which way the verbs before a figure say it went."""
    found = _WORSE.search(trail)
    return "down" if found else "up"


def is_change(figure: Figure, trail: str, noun: str) -> bool:
    """Do the words before a figure say that it is how much something grew or fell?"""
    if figure.unit in _POINTS or figure.unit == "倍":
        return not (figure.unit == "倍" and trail.endswith("到"))
    if _RATES_OF_CHANGE.search(trail) and figure.kind == "share":
        return True
    if patterns().reach.search(trail):
        return False
    moved = (
        bool(patterns().up.search(trail) or patterns().down.search(trail)) or trail[:1] in "比较"
    )
    if figure.kind == "share":
        return moved and bool(trail)
    return moved and bool(trail) and bool(noun)


def level_or_flow(noun: str, trail: str, verb: str, figure: Figure, after: str) -> Measure:
    """Is a figure that is no change an amount at a time or one done in the period?"""
    rules = patterns()
    if figure.kind in ("share", "ratio", "time"):
        return "level"
    if "累计" in noun or "累计" in trail or "累计" in verb:
        return "level"
    if rules.flow_end.search(noun):
        return "flow"
    if rules.level_end.search(noun):
        return "level"
    if rules.ongoing.search(verb):
        return "level"
    if verb and rules.done.search(verb):
        return "flow"
    if rules.reach.search(trail) or figure.qualifier == "at_least" and not trail and not verb:
        return "level"
    return "flow"
