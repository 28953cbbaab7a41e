"""Where nodes are drawn, as the server says it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import hypot, isfinite

import pytest

from viz.picture import DrawnEdge, DrawnNode, Picture
from viz.placing import places_of
from viz.placing.boxes import box_of

Place = tuple[float, float]


def picture(count: int, edges: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> Picture:
    """So many projects with long names, joined by their numbers."""
    nodes = [
        DrawnNode(f"project-{at:020x}", "Project", f"第{at}期轨道交通工程") for at in range(count)
    ]
    drawn = [DrawnEdge("SUPPORTS", nodes[a].id, nodes[b].id, "stated", 1.0) for a, b in edges]
    return Picture(nodes, drawn)


def star(leaves: int) -> Picture:
    return picture(leaves + 1, [(at, 0) for at in range(1, leaves + 1)])


CHAIN = picture(12, [(at, at + 1) for at in range(11)])
SEVERAL = picture(30, [(at, at - at % 6) for at in range(24) if at % 6])


def overlapping(drawn: Picture, places: dict[str, Place]) -> list[tuple[str, str]]:
    """The nodes whose names or marks lie on one another."""
    found = []
    for one, other in combinations(drawn.nodes, 2):
        (x, y), (a, b) = places[one.id], places[other.id]
        box, second = box_of(one), box_of(other)
        aside = abs(x - a) < box.side + second.side
        if aside and y - box.above < b + second.below and b - second.above < y + box.below:
            found.append((one.name, other.name))
    return found


@pytest.mark.parametrize("drawn", [star(8), star(60), CHAIN, SEVERAL], ids=lambda p: len(p.nodes))
def test_every_node_has_a_place_of_its_own(drawn: Picture) -> None:
    places = places_of(drawn, {})
    assert places.keys() == {node.id for node in drawn.nodes}
    assert overlapping(drawn, places) == []


def test_the_same_picture_is_placed_the_same() -> None:
    assert places_of(SEVERAL, {}) == places_of(SEVERAL, {})


def test_what_has_a_place_keeps_it_and_what_is_new_stands_near_and_free() -> None:
    before = star(12)
    held = places_of(before, {})
    after = picture(30, [(at, 0) for at in range(1, 13)] + [(at, 3) for at in range(13, 30)])
    fresh = places_of(after, held)
    assert not fresh.keys() & held.keys()
    assert overlapping(after, held | fresh) == []
    x, y = held[after.nodes[3].id]
    assert all(hypot(a - x, b - y) < 700 for a, b in fresh.values())


def test_what_is_joined_to_nothing_stands_beside_what_is_held() -> None:
    drawn = picture(4, [(0, 1)])
    held = {drawn.nodes[0].id: (0.0, 0.0), drawn.nodes[1].id: (120.0, 90.0)}
    assert overlapping(drawn, held | places_of(drawn, held)) == []


def test_little_that_comes_to_very_many_is_placed_once_and_for_all_parts() -> None:
    pairs = [(at, at + 1) for at in range(0, 1_900, 2)]
    drawn = picture(2_000, [*pairs, *((at, at - 1_900) for at in range(1_900, 2_000))])
    held = {each.id: (90.0 * (at % 44), 90.0 * (at // 44)) for at, each in enumerate(drawn.nodes)}
    fresh = {each.id for each in drawn.nodes[1_900:]}
    kept = {id_: place for id_, place in held.items() if id_ not in fresh}
    assert places_of(drawn, kept).keys() == fresh


@pytest.mark.parametrize("held", [{}, {0: (50.0, -20.0)}, {0: (0.0, 0.0), 1: (300.0, 0.0)}])
def test_as_many_as_a_canvas_holds_are_placed_apart(held: dict[int, Place]) -> None:
    count = 1_200
    drawn = picture(count, [(at, (at - 1) // 7) for at in range(1, count)])
    kept = {drawn.nodes[at].id: place for at, place in held.items()}
    places = kept | places_of(drawn, kept)
    assert len(places) == count
    assert all(isfinite(x) and isfinite(y) for x, y in places.values())
    cells = {(round(x / 12), round(y / 12)) for x, y in places.values()}
    assert len(cells) > 0.97 * count
