"""Whether two names of projects, goals or programmes are of one thing that was renamed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from graph.folding import fold
from graph.tracking.rules import tracking_rules

_SHORTEST = 3


@lru_cache(1 << 14)
def plain(name: str) -> str:
    """A name without what only says that it is a project or of what sort."""
    rules = tracking_rules().renamed
    short = fold(name)
    for pattern in (*rules.leads, *rules.tails):
        shorter = pattern.sub("", short)
        short = shorter if len(shorter) >= 2 else short
    return short


def same_names(own: Sequence[str], others: Sequence[str]) -> Mapping[str, str]:
    """For each of some names the one of the others that is the same but for idle words.

    That is all that can be said of two places: what one of them names more narrowly, such as
    《山东省规划纲要》 beside 《规划纲要》, is its own.
    """
    plainly = {plain(name): name for name in reversed(others)}
    found: dict[str, str] = {}
    for name in own:
        if other := plainly.pop(plain(name), None):
            found[name] = other
    return found


def pairs(own: Sequence[str], others: Sequence[str]) -> Mapping[str, str]:
    """For each of some names the one of the others that is the same thing, where only one can be.

    比亚迪二期 is 比亚迪整车二期, 轨道交通4号线 is 4号线; 二期 is never 三期.
    """
    found: dict[str, list[str]] = {name: [b for b in others if _are_one(name, b)] for name in own}
    taken = [other for candidates in found.values() for other in candidates]
    return {
        name: candidates[0]
        for name, candidates in found.items()
        if len(candidates) == 1 and taken.count(candidates[0]) == 1
    }


def _are_one(name: str, other: str) -> bool:
    short, long = sorted((plain(name), plain(other)), key=len)
    if short == long:
        return True
    if len(short) < _SHORTEST or _told_apart(short) != _told_apart(long):
        return False
    if long.startswith(short) or long.endswith(short):
        return True
    return short[:2] == long[:2] and short[-2:] == long[-2:] and _is_within(short, long)


def _told_apart(name: str) -> list[str]:
    """What tells things of one sort apart: numbers, phases, directions."""
    return sorted(re.findall(tracking_rules().renamed.apart.pattern, name))


def _is_within(short: str, long: str) -> bool:
    """Do the characters of one come in the other in their order?"""
    rest = iter(long)
    return all(each in rest for each in short)
