"""The statistical tagger: names in a passage, by a model trained on reports read by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pycrfsuite

from graph.loaders.names.token_features import Features
from graph.loaders.words import Words

_SURELY_NONE = 0.95


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name the tagger sees: words `start` to `end` of a passage."""

    start: int
    end: int
    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the tagger makes of a passage.

    `names` are those it sees, in order, none over another. `begins` and `goes_on` hold for each
    word and each type of `types` the chance that a name of it begins there, or goes on there.
    """

    names: Sequence[Tagged]
    types: Sequence[str]
    begins: Sequence[Sequence[float]]
    goes_on: Sequence[Sequence[float]]

    def chance(self, start: int, end: int, place: int) -> float:
        """How likely the words `start` to `end` are a name of the type at a place in `types`."""
        chance = self.begins[start][place]
        if chance and end - start > 1:
            chance *= min(self.goes_on[i][place] for i in range(start + 1, end))
        if chance and end < len(self.goes_on):
            chance *= 1 - self.goes_on[end][place]
        return chance


def tag(tagger: pycrfsuite.Tagger, words: Words, rows: Sequence[Features]) -> Tagging:
    """The names in a passage, and how likely each of its words is to be in one."""
    types = sorted(label[2:] for label in tagger.labels() if label.startswith("B-"))
    first = [f"B-{kind}" for kind in types]
    further = [f"I-{kind}" for kind in types]
    chance = tagger.marginal
    nothing = [0.0] * len(types)
    names: list[Tagged] = []
    begins: list[list[float]] = [nothing] * len(words)
    goes_on: list[list[float]] = [nothing] * len(words)
    for start, end in words.sentences():
        labels = tagger.tag(rows[start:end])
        names.extend(
            Tagged(start + a, start + b, kind, chance(f"B-{kind}", a))
            for a, b, kind in spans(labels)
        )
        for i in range(end - start):
            if chance("O", i) < _SURELY_NONE:
                begins[start + i] = [chance(label, i) for label in first]
                goes_on[start + i] = [chance(label, i) for label in further]
    return Tagging(names, types, begins, goes_on)


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of words that B- and I- labels mark, with their types."""
    start, kind = -1, ""
    for position, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            yield start, position, kind
            start = -1
        if label.startswith("B-") or (start < 0 and label.startswith("I-")):
            start, kind = position, label[2:]
