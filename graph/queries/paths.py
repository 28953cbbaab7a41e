"""The shortest ways from one thing to another, over whatever documents speak of what lies between.

A thing has a node in each document that speaks of it, so a way goes from node to node within a
document and from document to document at a thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from graph.queries.certainty import is_shown_in_cypher
from graph.stores.interface import Limits, Store

MOST_STEPS = 6
_MOST_WAYS = 200
_ENOUGH = Limits(rows=200_000, seconds=5.0)
Way = tuple[str, ...]
"""The ids of things, from the first to the last."""


def shortest_ways(
    store: Store,
    statement: str,
    starts: Sequence[str],
    ends: Sequence[str],
    *,
    unsure: bool,
    inferred: bool = True,
) -> list[Way]:
    """The shortest ways between two things, at most 200 of them, in the order of ids.

    `statement` tells which claims join things: what it matches between two is a step, if
    it is sure or `unsure` ones are asked for, and said by a document or `inferred` ones are taken
    too. Raises StoreError and QueryLimit.
    """
    pattern = re.sub(r"-\[claim:([^\]]*)\]->", r"-[claim:\1]-", statement.split("\nWHERE")[0])
    sure = "" if unsure else f"AND {is_shown_in_cypher('claim')} "
    said = "" if inferred else "AND claim.basis <> 'inferred' "
    step = f"{pattern} WHERE a.thing IN $things {sure}{said}RETURN DISTINCT a.thing, b.thing"
    sides = (_Side(starts), _Side(ends))
    for _ in range(MOST_STEPS):
        near, far = sorted(sides, key=lambda side: len(side.edge))
        if not near.edge:
            return []
        found = store.read(step, {"things": sorted(near.edge)}, _ENOUGH)
        near.grow((str(one), str(other)) for one, other in found.rows)
        if meeting := sorted(near.edge & far.seen):
            ways = (
                (*reversed(before), each, *after)
                for each in meeting
                for before in sides[0].back(each)
                for after in sides[1].back(each)
            )
            return sorted(islice(ways, _MOST_WAYS))
    return []


class _Side:
    """What has been reached from one end."""

    def __init__(self, things: Sequence[str]) -> None:
        self.edge = {*things}
        self.seen = {*things}
        self._before: dict[str, set[str]] = defaultdict(set)

    def grow(self, steps: Iterator[tuple[str, str]]) -> None:
        """Go one step on from the edge."""
        edge: set[str] = set()
        for one, other in steps:
            if other not in self.seen:
                self._before[other].add(one)
                edge.add(other)
        self.edge = edge
        self.seen |= edge

    def back(self, thing: str) -> Iterator[Way]:
        """The ways from a thing, which is left out, back to the end."""
        if not (before := self._before.get(thing)):
            yield ()
        for each in sorted(before or ()):
            for way in self.back(each):
                yield (each, *way)
