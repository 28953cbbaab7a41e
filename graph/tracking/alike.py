"""Whether two indicators that are not of one series measure the same, by their names."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from graph.build.series.rules import series_rules
from graph.folding import fold
from graph.tracking.rules import tracking_rules


@lru_cache(1 << 14)
def core(name: str) -> str:
    """What a name comes down to: its characters, in no order of their own, without idle words.

    支路街巷环境综合整治 and 实施环境整治支路街巷 have one core.
    """
    rules = tracking_rules().alike
    plain = name
    for each in (*series_rules().respelled, *rules.respelled):
        plain = each.old.sub(each.new, plain)
    for pattern in rules.idle:
        plain = pattern.sub("", plain)
    return "".join(sorted(fold(plain or name)))


def likeness(core: str, other: str) -> float:
    """How much of the longer of two cores is in the other, from 0 to 1."""
    shared = (Counter(core) & Counter(other)).total()
    return shared / max(len(core), len(other), 1)


def are_opposed(name: str, other: str) -> bool:
    """Do two names say different things of what is counted, as 开工安置房 and 建成安置房 do?"""
    first, second = _group(name), _group(other)
    return first is not None and second is not None and first != second


def _group(name: str) -> int | None:
    groups = enumerate(tracking_rules().alike.opposed)
    return next((at for at, group in groups if any(_begins(each, name) for each in group)), None)


def _begins(pattern: re.Pattern[str], name: str) -> bool:
    return bool(pattern.match(name))
