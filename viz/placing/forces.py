"""Nodes that push one another away and are held together by what joins them.

The grid variant of Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991):
only what stands near pushes. It begins where nodes stand and draws nothing by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import hypot

from viz.placing.rings import Joined, Place

APART = 105.0
"""Pixels at which two joined nodes rest."""
_WIDE = 1.35
"""How much further nodes stand apart side by side than one over the other: names are wide."""
_HUB = 12
"""With so many neighbours a node holds each half as tight, so that there is room for all."""
_NEAR = 2.5 * APART
_MOST_TURNS, _MOST_MOVES = 90, 9_000
_FASTEST = 60.0
"""Pixels that a node moves at most in the first turn."""
_TOUCHING = 1.0


def settled(places: Mapping[str, Place], joined: Joined, free: Collection[str]) -> dict[str, Place]:
    """The places after all turns; only what is `free` moves."""
    moving = {*free}
    now = {id_: (x / _WIDE, y) for id_, (x, y) in places.items()}
    turns = min(_MOST_TURNS, max(1, _MOST_MOVES // max(1, len(free))))
    for turn in range(turns):
        cells = _cells(now)
        furthest = _FASTEST * (1 - turn / turns)
        moves = {id_: _force(id_, now, joined, _near(cells, now[id_])) for id_ in free}
        for id_, (x, y) in moves.items():
            long = hypot(x, y)
            share = min(long, furthest) / long if long else 0.0
            now[id_] = now[id_][0] + x * share, now[id_][1] + y * share
    return {
        id_: (now[id_][0] * _WIDE, now[id_][1]) if id_ in moving else place
        for id_, place in places.items()
    }


def _force(id_: str, places: Mapping[str, Place], joined: Joined, near: Iterable[str]) -> Place:
    own_x, own_y = places[id_]
    x = y = 0.0
    for other in near:
        if other == id_:
            continue
        across, down = own_x - places[other][0], own_y - places[other][1]
        square = across * across + down * down
        if square < _TOUCHING:
            # Two that stand on one another part, each to its own side.
            across, down, square = (_TOUCHING if id_ < other else -_TOUCHING), 0.0, _TOUCHING
        if square < _NEAR * _NEAR:
            push = APART * APART / square
            x, y = x + across * push, y + down * push
    for other in joined[id_]:
        across, down = places[other][0] - own_x, places[other][1] - own_y
        hub = max(len(joined[id_]), len(joined[other]))
        pull = hypot(across, down) / APART / (1 + hub / _HUB)
        x, y = x + across * pull, y + down * pull
    return x, y


_Cell = tuple[int, int]


def _cell(place: Place) -> _Cell:
    return int(place[0] // _NEAR), int(place[1] // _NEAR)


def _cells(places: Mapping[str, Place]) -> Mapping[_Cell, list[str]]:
    found: dict[_Cell, list[str]] = defaultdict(list)
    for id_, place in places.items():
        found[_cell(place)].append(id_)
    return found


def _near(cells: Mapping[_Cell, list[str]], place: Place) -> Iterator[str]:
    column, row = _cell(place)
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            yield from cells.get((x, y), ())
