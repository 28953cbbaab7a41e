"""What kind of quantity a figure is: a level, a flow, a change or a rank, and which way it went."""

from __future__ import annotations

from typing import Literal

from graph.loaders.indicators.figures import Figure
from graph.loaders.indicators.rules import indicator_rules, patterns

Measure = Literal["level", "flow", "change", "rank"]
Direction = Literal["up", "down", ""]


def direction(trail: str) -> Direction:
    """Which way the verbs before a figure say it went."""
    return "down" if indicator_rules().measures.worse.search(trail) else "up"


def is_change(figure: Figure, trail: str, noun: str) -> bool:
    """Do the words before a figure say that it is how much something grew or fell?"""
    rules = indicator_rules().measures
    if figure.unit in rules.points or figure.kind == "words":
        return True
    if figure.unit == "倍":
        return not trail.endswith("到")
    if figure.kind == "share" and rules.rates_of_change.search(trail or noun):
        return True
    if figure.kind == "share" and figure.value.startswith("-") and not trail:
        return True
    if not trail or patterns().reach.search(trail):
        return False
    if figure.kind != "share" and patterns().done.fullmatch(noun):
        return False
    moved = patterns().up.search(trail) or patterns().down.search(trail) or trail[0] in "比较"
    return bool(moved and (figure.kind == "share" or noun))


def level_or_flow(name: str, trail: str, verb: str, figure: Figure) -> Measure:
    """Is a figure that is no change an amount at a time or one done in the period?"""
    rules, words = indicator_rules().measures, patterns()
    if figure.kind in ("share", "ratio", "time"):
        return "level"
    if "累计" in name or "累计" in trail or "累计" in verb:
        return "level"
    if rules.new.search(name) or rules.new.search(verb):
        return "flow"
    flow, level = words.flow_end.search(name), words.level_end.search(name)
    if flow and level:
        flow, level = (None, level) if level.start() < flow.start() else (flow, None)
    if rules.events.search(figure.unit) or flow:
        return "flow"
    if figure.kind == "count" and rules.risen.search(trail):
        return "level"
    if words.done.match(name):
        return "flow"
    if figure.kind == "count" and figure.start < figure.number and verb not in rules.at_least_done:
        return "level"
    if level and figure.kind == "count" and words.done.fullmatch(verb):
        return "flow"
    if level or words.ongoing.search(verb) or words.reach.search(trail):
        return "level"
    if verb and words.done.search(verb):
        return "flow"
    stands = figure.start < figure.number and rules.stocks.search(figure.unit)
    return "level" if stands else "flow"
