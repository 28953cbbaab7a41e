"""The room that a node takes with its name, and how those that overlap are moved apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from viz.caption import LINE_WIDTH, width
from viz.palette import palette
from viz.picture import DrawnNode
from viz.placing.rings import Place, around

_HALF_WIDTH = 7.0
"""Pixels of a half-width character, at the size in which names are drawn."""
_LINE = 17.0
_GAP = 8.0
_ROUNDS = 40
_FAR = 200.0
"""Pixels over which no two boxes meet."""
_MOST_TRIED = 100


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels from a node's middle to the edges of what is drawn of it."""

    side: float
    above: float
    below: float


def box_of(node: DrawnNode) -> Box:
    """The room of a node with its name, in the language in which it takes more."""
    size = palette()[node.kind].size
    widths = [width(each) for each in (node.figure or node.name, node.name_en)]
    lines = 1 + (max(widths) > LINE_WIDTH) + (len(node.documents) > 1)
    widest = max(_line(each) for each in widths)
    return Box(max(size, widest * _HALF_WIDTH / 2), size, size + lines * _LINE + 4)


def _line(wide: int) -> float:
    """The longer line of a name of so many half-width characters, as `caption` breaks it."""
    if wide <= LINE_WIDTH:
        return wide
    return min(LINE_WIDTH, wide / 2 + 2) + 1


def parted(
    places: Mapping[str, Place], boxes: Mapping[str, Box], free: Collection[str]
) -> dict[str, Place]:
    """Places at which no two boxes overlap, or fewer do; only what is `free` moves."""
    now, moving = dict(places), {*free}
    for _ in range(_ROUNDS):
        if not _part(now, boxes, moving):
            return now
    # What is wedged between others goes to the next place that has room for it.
    for id_ in free:
        ways = (around(now[id_], at) for at in range(_MOST_TRIED))
        now[id_] = next(
            (place for place in (now[id_], *ways) if _has_room(id_, place, now, boxes)), now[id_]
        )
    return now


def _has_room(
    id_: str, place: Place, places: Mapping[str, Place], boxes: Mapping[str, Box]
) -> bool:
    (x, y), box = place, boxes[id_]
    for other, (a, b) in places.items():
        second = boxes[other]
        if (
            other != id_
            and abs(x - a) < box.side + second.side
            and y - box.above < b + second.below
            and b - second.above < y + box.below
        ):
            return False
    return True


def _part(places: dict[str, Place], boxes: Mapping[str, Box], free: Collection[str]) -> bool:
    """Part each pair that overlaps, from the top down; were there any?"""
    moved = False
    top = min(places[id_][1] for id_ in free) - _FAR
    bottom = max(places[id_][1] for id_ in free) + _FAR
    near = (id_ for id_, (_, y) in places.items() if top < y < bottom)
    ordered = sorted(near, key=lambda id_: (places[id_][1] - boxes[id_].above, id_))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if places[other][1] - boxes[other].above > places[one][1] + boxes[one].below + _GAP:
                break
            if one in free or other in free:
                moved = _part_two(places, boxes, one, other, free) or moved
    return moved


def _part_two(
    places: dict[str, Place],
    boxes: Mapping[str, Box],
    one: str,
    other: str,
    free: Collection[str],
) -> bool:
    """Move two apart along the axis on which they overlap least."""
    (x, y), (other_x, other_y) = places[one], places[other]
    box, other_box = boxes[one], boxes[other]
    across = box.side + other_box.side + _GAP - abs(x - other_x)
    down = min(y + box.below, other_y + other_box.below) + _GAP
    down -= max(y - box.above, other_y - other_box.above)
    if across <= 0 or down <= 0:
        return False
    share = 0.5 if one in free and other in free else float(one in free)
    if across < down:
        step = across if x > other_x else -across
        places[one] = x + step * share, y
        places[other] = other_x - step * (1 - share), other_y
    else:
        step = down if y > other_y else -down
        places[one] = x, y + step * share
        places[other] = other_x, other_y - step * (1 - share)
    return True
