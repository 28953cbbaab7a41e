"""Whether a result meets a target: both are stretches of numbers, as exactly as they are given."""

from __future__ import annotations

from math import inf
from typing import Literal

from graph.tracking.figures import Figure
from graph.tracking.rules import Better, tracking_rules

Verdict = Literal["met", "missed", "on_the_way", "no_figure", "not_comparable"]
VERDICTS: tuple[Verdict, ...] = ("met", "missed", "on_the_way", "no_figure", "not_comparable")
Stretch = tuple[float, float]
_EXACT = 1e-9


def judged(target: Figure, result: Figure) -> Verdict:
    """`met`, `missed`, or `not_comparable` where the result is too rough to tell.

    Both have numbers and are of one kind.
    """
    wanted, given = _wanted(target), _given(result)
    if _lies_in(given, wanted) or (result.qualifier == "approx" and _has(wanted, _point(result))):
        return "met"
    return "missed" if given[1] < wanted[0] or given[0] > wanted[1] else "not_comparable"


def better(target: Figure) -> Better:
    """The way in which values of what is aimed at are better."""
    if target.falls or target.measure == "rank" or target.qualifier == "at_most":
        return "lower"
    return tracking_rules().better.way(target.canonical)


def asks_less(target: Figure, before: Figure) -> bool:
    """Is a target met by less than what there was before?"""
    aimed, reached = _point(target), _point(before)
    match better(target):
        case "higher":
            return aimed < reached - _margin(reached)
        case "lower":
            return aimed > reached + _margin(reached)
        case _:
            return False


def leaves_open(said: Figure, value: Figure) -> bool:
    """May what is said of a value be said of this exact one? 100万吨以上 may, of 119.3万吨."""
    low, high = _ends(said)
    match said.qualifier:
        case "at_least":
            return _point(value) >= low - _margin(low)
        case "at_most":
            return _point(value) <= high + _margin(high)
        case _:
            return _has(_given(said), _point(value))


def _wanted(target: Figure) -> Stretch:
    """All values that meet a target."""
    low, high = _ends(target)
    room = _open(target) if target.qualifier == "approx" else 0.0
    way = better(target)
    if target.qualifier == "at_least":
        return low - _margin(low), inf
    if target.qualifier == "at_most":
        return -inf, high + _margin(high)
    if way == "near":
        room = _open(target) if target.qualifier != "range" else 0.0
    lowest = -inf if way == "lower" else low - room - _margin(low)
    highest = inf if way == "higher" else high + room + _margin(high)
    return lowest, highest


def _given(result: Figure) -> Stretch:
    """All values that a result may stand for."""
    low, high = _ends(result)
    room = _open(result)
    match result.qualifier:
        case "approx":
            return low - room, high + room
        case "at_least":
            return low, high + room
        case "at_most":
            return low - room, high
        case _:
            return low, high


def _ends(figure: Figure) -> Stretch:
    point = _point(figure)
    other = point if figure.upper is None else figure.upper
    return min(point, other), max(point, other)


def _point(figure: Figure) -> float:
    if figure.number is None:
        raise ValueError("a figure without a number cannot be compared")
    return figure.number


def _open(figure: Figure) -> float:
    return tracking_rules().tolerance.of(_point(figure), figure.base_unit)


def _lies_in(inner: Stretch, outer: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _has(stretch: Stretch, point: float) -> bool:
    return stretch[0] <= point <= stretch[1]


def _margin(value: float) -> float:
    return abs(value) * _EXACT + _EXACT
