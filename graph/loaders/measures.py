"""What kind of quantity a figure is: a level, a flow, a change or a rank, and which way it went."""

from __future__ import annotations

import re
from typing import Literal

from graph.loaders.figures import Figure
from graph.loaders.indicator_rules import patterns

Measure = Literal["level", "flow", "change", "rank"]
Direction = Literal["up", "down", ""]

_RATES_OF_CHANGE = re.compile(r"(?:增速|增幅|涨幅|降幅|减幅|增长率|增长(?:预期)?目标)")
_POINTS = frozenset({"个百分点", "百分点", "个基点", "基点"})
# Verbs of doing that more than so many (超过80项) stay done under.
_HANDED_OVER = frozenset({"完成", "提供", "发放", "解决", "办理"})
_WORSE = re.compile(r"低于|降|减|缩|回落|收窄|改善|少|比[^，]*低|慢")
_NEW = re.compile(r"新增|净增|新[建开设改扩认培引获登签投]|年产")
_RISEN = re.compile(r"至$|(?<!达)到$")
_EVENTS = re.compile(r"场|次|届|列|班")
_STOCKS = re.compile(r"千瓦|公里|P$|平方公里|头|张|架")


def direction(trail: str) -> Direction:
    """Which way the verbs before a figure say it went."""
    return "down" if _WORSE.search(trail) else "up"


def is_change(figure: Figure, trail: str, noun: str) -> bool:
    """Do the words before a figure say that it is how much something grew or fell?"""
    if figure.unit in _POINTS or figure.kind == "words":
        return True
    if figure.unit == "倍":
        return not trail.endswith("到")
    if figure.kind == "share" and _RATES_OF_CHANGE.search(trail or noun):
        return True
    if not trail or patterns().reach.search(trail):
        return False
    if figure.kind != "share" and patterns().done.fullmatch(noun):
        return False
    moved = patterns().up.search(trail) or patterns().down.search(trail) or trail[0] in "比较"
    return bool(moved and (figure.kind == "share" or noun))


def level_or_flow(name: str, trail: str, verb: str, figure: Figure) -> Measure:
    """Is a figure that is no change an amount at a time or one done in the period?"""
    rules = patterns()
    if figure.kind in ("share", "ratio", "time"):
        return "level"
    if "累计" in name or "累计" in trail or "累计" in verb:
        return "level"
    if _NEW.search(name) or _NEW.search(verb):
        return "flow"
    flow, level = rules.flow_end.search(name), rules.level_end.search(name)
    if flow and level:
        flow, level = (None, level) if level.start() < flow.start() else (flow, None)
    if _EVENTS.search(figure.unit) or flow:
        return "flow"
    if figure.kind == "count" and _RISEN.search(trail):
        return "level"
    if rules.done.match(name):
        return "flow"
    if figure.kind == "count" and figure.start < figure.number and verb not in _HANDED_OVER:
        return "level"
    if level and figure.kind == "count" and rules.done.fullmatch(verb):
        return "flow"
    if level or rules.ongoing.search(verb) or rules.reach.search(trail):
        return "level"
    if verb and rules.done.search(verb):
        return "flow"
    stands = figure.start < figure.number and _STOCKS.search(figure.unit)
    return "level" if stands else "flow"
