"""A first place for what hangs together: ring by ring around its most connected node."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import atan2, cos, pi, sin, sqrt

Place = tuple[float, float]
Joined = Mapping[str, Collection[str]]
"""What each node is joined to, in the order in which it is to be placed."""

ACROSS = 74.0
"""Pixels between two nodes of a ring."""
OUTWARD = 110.0
"""Pixels between two rings."""
_GOLDEN = 2.39996
"""Radians: spreads any number evenly."""


def rings(root: str, joined: Joined, centre: Place = (0.0, 0.0)) -> dict[str, Place]:
    """Places for a node and all that it is joined to over any number of steps.

    Each step is a ring, or several where one has no room for all. What comes from one node stands
    together.
    """
    places, turns = {root: centre}, {root: 0.0}
    ring, radius = [root], 0.0
    while came_from := _next(ring, joined, places):
        rows = _rows(len(came_from), radius + OUTWARD)
        step = 2 * pi / len(came_from)
        first = _best_turn([turns[one] - at * step for at, one in enumerate(came_from.values())])
        for at, id_ in enumerate(came_from):
            turns[id_] = first + at * step
            places[id_] = _at(centre, radius + OUTWARD * (1 + at % rows), turns[id_])
        ring, radius = [*came_from], radius + OUTWARD * rows
    return places


def spiral(ids: Sequence[str], centre: Place = (0.0, 0.0)) -> dict[str, Place]:
    """Places for what is joined to nothing, the first in the middle."""
    return {id_: _at(centre, 0.8 * ACROSS * sqrt(at), at * _GOLDEN) for at, id_ in enumerate(ids)}


def around(anchor: Place, at: int) -> Place:
    """The place of the so manieth node that comes to an anchor."""
    return _at(anchor, 60 + 22 * sqrt(at), at * _GOLDEN)


def _next(ring: Sequence[str], joined: Joined, known: Mapping[str, Place]) -> dict[str, str]:
    """The nodes of the next ring, each with the one that it comes from."""
    found: dict[str, str] = {}
    for id_ in ring:
        for other in joined[id_]:
            if other not in known:
                found.setdefault(other, id_)
    return found


def _best_turn(wanted: Sequence[float]) -> float:
    """How far to turn a ring, so that its nodes are near where they come from."""
    return atan2(sum(map(sin, wanted)), sum(map(cos, wanted)))


def _rows(count: int, first: float) -> int:
    """How many rings hold so many nodes, of which the innermost has that radius."""
    rows, room = 1, 2 * pi * first / ACROSS
    while room < count:
        room += 2 * pi * (first + rows * OUTWARD) / ACROSS
        rows += 1
    return rows


def _at(centre: Place, radius: float, turn: float) -> Place:
    return centre[0] + radius * cos(turn), centre[1] + radius * sin(turn)
