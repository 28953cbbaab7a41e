"""Lets networkx run on a faster backend where one is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import entry_points
from typing import Any

import networkx as nx

# Below so many steps, handing a graph over takes longer than the work.
_WORTH_WHILE = 300_000


@contextmanager
def fastest(steps: int) -> Iterator[None]:
    """While it is open, functions run on the backends that are installed, where these have them.

    What networkx is told by NETWORKX_BACKEND_PRIORITY holds instead. `steps` is about how much is
    to be done: little is done faster at once.
    """
    # What stubs say of it is older than what it is.
    own: Any = nx.config.backend_priority
    installed = [] if own.algos or steps < _WORTH_WHILE else _installed()
    if not installed:
        yield
        return
    with own(algos=installed):
        yield


@cache
def _installed() -> list[str]:
    """The backends that load: one that was made for another networkx does not."""
    found = []
    for each in entry_points(group="networkx.backends"):
        try:
            each.load()
        except (ImportError, AttributeError):
            continue
        # What is for networkx's own tests it does not take.
        if not each.value.startswith("networkx."):
            found.append(each.name)
    return sorted(found)
