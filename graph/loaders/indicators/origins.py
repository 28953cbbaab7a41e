"""Leaves out where a figure came from: 从2020年的2.9万个提高到3.5万个 is read as 提高到3.5万个."""

from __future__ import annotations

from itertools import chain, pairwise

from graph.loaders.indicators.rules import patterns
from graph.loaders.squeezed import Squeezed


def without_origins(view: Squeezed) -> Squeezed:
    """The text without the values that its figures moved away from, in time linear in it.

    A stretch from 从 or 由 on is left out where it holds a number, and a verb that says where the
    figure stands now follows it. What is left keeps its way back to the original.
    """
    cuts = [found.span() for found in patterns().origin.finditer(view.text)]
    if not cuts:
        return view
    edges = [0, *chain.from_iterable(cuts), len(view.text)]
    kept = list(pairwise(edges))[::2]
    return Squeezed(
        "".join(view.text[start:end] for start, end in kept),
        [place for start, end in kept for place in view.places[start:end]],
    )
