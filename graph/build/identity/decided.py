"""What people decided about which things are one: it comes before any rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from graph.decisions import Decision
from graph.ids import id_before, is_of_before

Pair = frozenset[str]
APART = "thing-"
"""What leads the id of a node in the id of the thing that it is when people told it apart."""


def verdicts(decisions: Iterable[Decision]) -> Mapping[Pair, Decision]:
    """The last decision on each two things or nodes, without what was undone."""
    last = {
        frozenset((each.name, each.other)): each
        for each in decisions
        if each.kind in ("same", "different", "unsure", "undo")
    }
    return {pair: each for pair, each in last.items() if each.kind != "undo"}


def as_now(decisions: Sequence[Decision], ids: Iterable[str]) -> Sequence[Decision]:
    """Decisions with the ids that things and nodes have now, however they were written down.

    `ids` are those of all; they are gone through only where something has an id of before.
    """
    before = {name for each in decisions for name in (each.name, each.other) if is_of_before(name)}
    if not before:
        return decisions
    now = {}
    for id_ in ids:
        for known in (id_, APART + id_):
            if (old := id_before(known)) in before:
                now[old] = known
    return [
        replace(each, name=now.get(each.name, each.name), other=now.get(each.other, each.other))
        for each in decisions
    ]


def decided(things: Mapping[str, str], decisions: Sequence[Decision]) -> Mapping[str, str]:
    """The things of the nodes that people moved to others, by node, where rules say `things`.

    Of one thing, nodes told apart are several; different things that were said to be the same are
    one, which keeps the id that was named first.
    """
    held = verdicts(decisions)
    apart = _told_apart(things, held)
    now = {**things, **apart}
    roots = _joined(now, held.values())
    moved = {node: roots.get(thing, thing) for node, thing in now.items()}
    return {node: thing for node, thing in moved.items() if thing != things[node]}


def _told_apart(things: Mapping[str, str], held: Mapping[Pair, Decision]) -> Mapping[str, str]:
    """The nodes that leave their thing: nodes nobody spoke of stay with the one named first."""
    spoken_of: dict[str, dict[str, None]] = defaultdict(dict)
    for each in held.values():
        thing = things.get(each.name, "")
        if each.kind == "different" and thing and thing == things.get(each.other):
            spoken_of[thing] |= {each.name: None, each.other: None}
    leaving: dict[str, str] = {}
    for nodes in spoken_of.values():
        for cluster in _clusters([*nodes], held)[1:]:
            leaving |= dict.fromkeys(cluster, APART + min(cluster))
    return leaving


def _clusters(nodes: Sequence[str], held: Mapping[Pair, Decision]) -> list[list[str]]:
    """Each node with the first of those before it that it was not told apart from any of."""
    clusters: list[list[str]] = []
    for each in nodes:
        verdict = {other: held.get(frozenset((each, other))) for other in nodes if other != each}
        different = {other for other, said in verdict.items() if said and said.kind == "different"}
        fitting = (cluster for cluster in clusters if different.isdisjoint(cluster))
        cluster = next(fitting, None)
        if cluster is None:
            clusters.append([each])
        else:
            cluster.append(each)
    return clusters


def _joined(things: Mapping[str, str], decisions: Iterable[Decision]) -> Mapping[str, str]:
    """For each thing that was said to be the same as another, the thing they are."""
    groups: dict[str, list[str]] = {}
    refused: set[Pair] = set()
    same: list[tuple[str, str]] = []
    for each in decisions:
        ends = things.get(each.name, each.name), things.get(each.other, each.other)
        if each.kind == "same":
            same.append(ends)
        elif each.kind == "different":
            refused.add(frozenset(ends))
    for one, other in same:
        first, second = groups.get(one, [one]), groups.get(other, [other])
        apart = any(frozenset(pair) in refused for pair in combinations({*first, *second}, 2))
        if first is not second and not apart:
            first += [each for each in second if each not in first]
            groups |= dict.fromkeys(first, first)
    return {thing: group[0] for thing, group in groups.items()}
