"""The shortest ways from one thing to another, to be drawn and read step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.queries.catalogue import find
from graph.queries.former import id_now
from graph.queries.paths import shortest_ways
from graph.stores.interface import Store
from viz.picture import Picture
from viz.subgraph import picture_of

MOST_WAYS = 6


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways as the ids of the things on them; `total` counts those that are not given too.

    The picture holds the things, and between them the claims that the ways go over.
    """

    ways: Sequence[Sequence[str]]
    total: int
    picture: Picture


def ways_between(
    store: Store, start: str, end: str, *, inferred: bool = True, unsure: bool = False
) -> Ways:
    """The shortest ways between two things, those that rest least on inference first."""
    statement = find("path").statement
    start, end = id_now(store, start), id_now(store, end)
    found = shortest_ways(store, statement, [start], [end], unsure=unsure, inferred=inferred)
    on_them = dict.fromkeys(thing for way in found for thing in way)
    picture = picture_of(store, [start, *on_them, end], unsure=unsure)
    concluded = {
        pair
        for edge in picture.edges
        if edge.basis == "inferred"
        for pair in ((edge.source, edge.target), (edge.target, edge.source))
    }
    best = sorted(found, key=lambda way: sum(pair in concluded for pair in pairwise(way)))
    return Ways(best[:MOST_WAYS], len(found), picture)
