"""Examples with features left out at random, so that a model leans on no single one of them.

In documents that nobody has read, what told most of a name in gold (its words, a name known from
other reports) is often missing; a model that has seen the same example without it does better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from graph.training.crf import Sequence_

COPIES = 4
_LEFT_OUT = 0.2


def thinned(examples: Sequence[Sequence_]) -> Iterator[Sequence_]:
    """So many copies of examples, in each of which every feature is left out by the same chance.

    The same examples give the same copies.
    """
    for seed in range(COPIES):
        chance = Random(seed)
        for rows, labels in examples:
            kept = [[each for each in row if chance.random() >= _LEFT_OUT] for row in rows]
            yield kept, labels
