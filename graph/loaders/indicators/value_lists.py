"""Values that stand in one list: which belong to as many names, and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from graph.loaders.indicators.clauses import AND, Place
from graph.loaders.indicators.names import (
    listed,
    split_predicate,
    split_rank,
    split_trail,
    trimmed,
)


def split_words(place: Place, words: str) -> tuple[str, str]:
    """The words before a figure as what it measures and the verbs that join them."""
    return split_rank(words) if place.figure.kind == "rank" else split_trail(words)


def joined_values(queue: Sequence[Place], named: int) -> Sequence[Place]:
    """The figures that one 分别, or one list of names, joins, from the first of the queue on.

    `named` is for how many things the values before stood that were joined, or 1: as many figures
    that name nothing are theirs (A、B分别达到1亿、2亿元，增长3%和下降4%).
    """
    size = 1
    while size < len(queue) and queue[size].chained and not _noun(queue[size]):
        size += 1
    run = queue[:size]
    told = "分别" in run[0].before or (1 < named == size and not _noun(run[0]))
    if told and _alike(run):
        return run
    run = [run[0], *takewhile(lambda place: not place.before, run[1:])]
    if "分别" in run[0].before or (len(run) > 1 and _names_each(run)):
        return run
    return run[:1]


def _alike(run: Sequence[Place]) -> bool:
    """Have values that bring verbs of their own (增长3%、下降4%) one unit?"""
    own = any(place.before for place in run[1:])
    return not own or len({place.figure.unit for place in run}) == 1


def _noun(place: Place) -> str:
    return split_words(place, trimmed(place.before))[0]


def _names_each(run: Sequence[Place]) -> bool:
    """Do several values stand for as many things named (城乡居民收入, 甲和乙产值增长7%、8%)?"""
    if any(place.figure.unit != run[0].figure.unit for place in run):
        return False
    noun, trail = split_words(run[0], trimmed(run[0].before))
    told = trail or len(run) > 2
    return bool(noun and told) and len(listed(noun, len(run))) == len(run)


def shared_predicate(place: Place, following: Place | None) -> str:
    """What is said behind the next count for this one too (173人和6个团队入选)."""
    if not following or not following.follows or following.figure.kind != "count":
        return ""
    between = following.before.removeprefix(place.after)
    if following.above != place.after and between not in AND:
        return ""
    return split_predicate(following.after)[1]


def shared_kind(counted: str, following: Place | None) -> str:
    """What the next count says for this one too (1个国家级、2个省级重点专科)."""
    if not counted.endswith("级") or not following or not following.chained:
        return ""
    return split_predicate(following.after)[0].partition("级")[2]
