"""Lists of ids in portions of the length that a statement's parameter may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from graph.stores.statements.parameters import MOST_ELEMENTS

ByLabel = Mapping[str, Sequence[str]]


def portions(ids: Sequence[str]) -> Iterator[list[str]]:
    """The ids in order, some at a time."""
    return (list(ids[start : start + MOST_ELEMENTS]) for start in range(0, len(ids), MOST_ELEMENTS))


def pairs(sources: Sequence[str], targets: Sequence[str]) -> Iterator[dict[str, list[str]]]:
    """Every portion of `sources` with every one of `targets`, as parameters of these names."""
    for some, others in product(portions(sources), portions(targets)):
        yield {"sources": some, "targets": others}
