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
    word and each type of `types` the chance that a name of it begins there, or goes on there; they
    are empty for a word that is surely in none.
    """

    names: Sequence[Tagged]
    types: Sequence[str]
    begins: Sequence[Sequence[float]]
    goes_on: Sequence[Sequence[float]]

    def chances(self, start: int, end: int) -> Sequence[float]:
        """How likely the words `start` to `end` are a name of each of `types`; empty if hardly."""
        chances = self.begins[start]
        inside = self.goes_on[start + 1 : end]
        if not chances or not all(inside):
            return ()
        if inside:
            by_type = zip(chances, *inside, strict=True)
            chances = [begins * min(goes_on) for begins, *goes_on in by_type]
        if end < len(self.goes_on) and self.goes_on[end]:
            further = self.goes_on[end]
            chances = [chance * (1 - more) for chance, more in zip(chances, further, strict=True)]
        return chances


def tag(tagger: pycrfsuite.Tagger, words: Words, rows: Sequence[Features]) -> Tagging:
    """The names in a passage, and how likely each of its words is to be in one."""
    types = sorted(label[2:] for label in tagger.labels() if label.startswith("B-"))
    first = [f"B-{kind}" for kind in types]
    further = [f"I-{kind}" for kind in types]
    chance = tagger.marginal
    names: list[Tagged] = []
    begins: list[Sequence[float]] = [()] * len(words)
    goes_on: list[Sequence[float]] = [()] * len(words)
    for start, end in words.sentences():
        labels = tagger.tag(rows[start:end])
        names.extend(
            Tagged(start + a, start + b, kind, chance(f"B-{kind}", a))
            for a, b, kind in spans(labels)
        )
        opened = False
        for i in range(end - start):
            inside = chance("O", i) < _SURELY_NONE
            if inside:
                begins[start + i] = [chance(label, i) for label in first]
            if inside and opened:
                goes_on[start + i] = [chance(label, i) for label in further]
            opened = inside
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
