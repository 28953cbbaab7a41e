"""The statistical tagger: names in a passage, by a model trained on reports read by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pycrfsuite

from graph.loaders.token_features import Features
from graph.loaders.words import Words


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name the tagger sees: words `start` to `end` of a passage."""

    start: int
    end: int
    type: str
    confidence: float


def tag(tagger: pycrfsuite.Tagger, words: Words, rows: Sequence[Features]) -> list[Tagged]:
    """The names in a passage, in order, none over another."""
    tagged: list[Tagged] = []
    for start, end in words.sentences():
        labels = tagger.tag(rows[start:end])
        tagged.extend(
            Tagged(start + a, start + b, kind, tagger.marginal(f"B-{kind}", a))
            for a, b, kind in spans(labels)
        )
    return tagged


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of words that B- and I- labels mark, with their types."""
    start, kind = -1, ""
    for position, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            yield start, position, kind
            start = -1
        if label.startswith("B-") or (start < 0 and label.startswith("I-")):
            start, kind = position, label[2:]
