"""A place for each node of a picture that has none, beside those that have one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

import networkx as nx

from viz.picture import Picture
from viz.placing.boxes import Box, box_of, parted
from viz.placing.forces import settled
from viz.placing.rings import ACROSS, Joined, Place, around, rings, spiral

_MOST_PUSHED = 300
"""New nodes that push one another into place; more stand in rings, which takes no time."""
_MOST_PARTED = 600
"""Nodes whose names are kept apart; of more, names cannot be read before one comes close."""
_GAP = 60.0
"""Pixels between what is not joined."""
_WIDE = 1.5
"""How much wider than high what is not joined is packed."""


def places_of(picture: Picture, held: Mapping[str, Place]) -> dict[str, Place]:
    """The middle of each node that is not `held`, in pixels, y downwards.

    Those that are joined to what is held find their places around it; the rest stands beside,
    what hangs together close by. What is held is where it is said to be.
    """
    held = {node.id: held[node.id] for node in picture.nodes if node.id in held}
    boxes = {node.id: box_of(node) for node in picture.nodes}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in picture.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in picture.edges)
    joined = {
        id_: sorted(graph[id_], key=lambda other: (-graph.degree[other], other)) for id_ in graph
    }
    places = dict(held)
    apart: list[list[str]] = []
    grown: set[str] = set()
    for component in nx.connected_components(graph):
        if component & held.keys():
            grown |= component - held.keys()
        else:
            apart.append([id_ for id_ in joined if id_ in component])
    if grown:
        places |= _grown([id_ for id_ in joined if id_ in grown], held, joined, boxes)
    pushed = sum(map(len, apart)) <= _MOST_PUSHED
    blocks = [_block(ids, joined, boxes, pushed) for ids in apart if len(ids) > 1]
    if single := [id_ for ids in apart if len(ids) == 1 for id_ in ids]:
        blocks.append(_block(single, joined, boxes, pushed))
    blocks.sort(key=lambda each: -each.width * each.height)
    places |= _packed(blocks, [_edges(id_, place, boxes) for id_, place in places.items()])
    return {id_: place for id_, place in places.items() if id_ not in held}


def _grown(
    fresh: Sequence[str],
    places: Mapping[str, Place],
    joined: Joined,
    boxes: Mapping[str, Box],
) -> dict[str, Place]:
    """Places for what is joined, over any number of steps, to what has one."""
    by_anchor = _by_anchor(fresh, places, joined)
    if len(fresh) > _MOST_PUSHED:
        return _beside(by_anchor, places, joined)
    begun = dict(places)
    for ids in by_anchor.values():
        for id_ in ids:
            near = next(other for other in joined[id_] if other in begun)
            begun[id_] = around(begun[near], len(begun))
    places = settled(begun, joined, fresh)
    return parted(places, boxes, fresh) if len(places) <= _MOST_PARTED else places


def _by_anchor(
    fresh: Collection[str], places: Mapping[str, Place], joined: Joined
) -> Mapping[str, list[str]]:
    """New nodes by the node, of those that have a place, that is fewest steps away."""
    anchor = {id_: id_ for id_ in places}
    found: dict[str, list[str]] = {}
    queue = [*places]
    for id_ in queue:
        for other in joined[id_]:
            if other not in anchor:
                anchor[other] = anchor[id_]
                found.setdefault(anchor[id_], []).append(other)
                queue.append(other)
    return found


def _beside(
    by_anchor: Mapping[str, list[str]], places: Mapping[str, Place], joined: Joined
) -> dict[str, Place]:
    """Very many new nodes: rings around the only one that has a place, else round heaps outside."""
    if len(places) == 1:
        ((root, centre),) = places.items()
        return rings(root, joined, centre)
    x, y = (sum(place[axis] for place in places.values()) / len(places) for axis in (0, 1))
    furthest = max(hypot(place[0] - x, place[1] - y) for place in places.values()) + ACROSS
    taken = [(x, y, furthest)]
    found = dict(places)
    for anchor, ids in sorted(by_anchor.items(), key=lambda each: (-len(each[1]), each[0])):
        heap = spiral(ids)
        radius = max(hypot(*place) for place in heap.values()) + ACROSS / 2
        turn = atan2(places[anchor][1] - y, places[anchor][0] - x)
        centre = _free((x, y), turn, furthest + radius, radius, taken)
        taken.append((*centre, radius))
        found |= {id_: (centre[0] + at[0], centre[1] + at[1]) for id_, at in heap.items()}
    return found


_Circle = tuple[float, float, float]
_TURN = pi / 36


def _free(
    centre: Place, turn: float, away: float, radius: float, taken: Sequence[_Circle]
) -> Place:
    """The middle of a circle that meets no other, as near as can be to a direction."""
    while True:
        for step in range(37):
            for side in (step, -step):
                x = centre[0] + away * cos(turn + side * _TURN)
                y = centre[1] + away * sin(turn + side * _TURN)
                if all(hypot(x - a, y - b) >= radius + other for a, b, other in taken):
                    return x, y
        away += radius


@dataclass(frozen=True, slots=True)
class _Block:
    """What hangs together, with its own places, whose upper left corner is 0, 0."""

    places: Mapping[str, Place]
    width: float
    height: float


_Edges = tuple[float, float, float, float]


def _edges(id_: str, place: Place, boxes: Mapping[str, Box]) -> _Edges:
    """Left, top, right and bottom of what is drawn of a node."""
    (x, y), box = place, boxes[id_]
    return x - box.side, y - box.above, x + box.side, y + box.below


def _around(edges: Iterable[_Edges]) -> _Edges:
    left, top, right, bottom = zip(*edges, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _block(ids: Sequence[str], joined: Joined, boxes: Mapping[str, Box], pushed: bool) -> _Block:
    hub = max(ids, key=lambda id_: len(joined[id_]))
    places = rings(hub, joined) if joined[hub] else spiral(ids)
    if pushed and joined[hub]:
        places = settled(places, joined, ids)
    if len(ids) <= _MOST_PUSHED:
        places = parted(places, boxes, ids)
    left, top, right, bottom = _around(_edges(id_, place, boxes) for id_, place in places.items())
    moved = {id_: (x - left, y - top) for id_, (x, y) in places.items()}
    return _Block(moved, right - left, bottom - top)


def _packed(blocks: Sequence[_Block], known: Sequence[_Edges]) -> dict[str, Place]:
    """Blocks in rows, the largest first: below what is known, or beside it where it is high."""
    row_x = y = 0.0
    area = sum((each.width + _GAP) * (each.height + _GAP) for each in blocks)
    wide = max((_WIDE * area) ** 0.5, max((each.width for each in blocks), default=0.0))
    if known:
        left, top, right, bottom = _around(known)
        high = (bottom - top) * _WIDE > right - left
        row_x, y = (right + _GAP, top) if high else (left, bottom + _GAP)
        wide = max(wide, 0.0 if high else right - left)
    x, row = row_x, 0.0
    found: dict[str, Place] = {}
    for each in blocks:
        if x > row_x and x + each.width > row_x + wide:
            x, y, row = row_x, y + row + _GAP, 0.0
        found |= {id_: (x + a, y + b) for id_, (a, b) in each.places.items()}
        x, row = x + each.width + _GAP, max(row, each.height)
    return found
