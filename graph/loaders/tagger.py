"""The statistical tagger: names in a passage, by a model trained on reports read by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from graph.errors import RuleError
from graph.loaders.document import Document, Passage
from graph.loaders.lexicon import lexicon
from graph.loaders.token_features import Features, features
from graph.loaders.words import Words, cut

_MODEL = Path(__file__).parent / "models" / "entities.crfsuite"


Name = tuple[int, int, str, float]
"""A name in a squeezed text: start, end, type, confidence."""


def tagged_names(document: Document, passage: Passage, text: str) -> list[Name]:
    """The names the tagger sees in a passage, whose text without spaces is given."""
    words = cut(text)
    rows = passage_features(document, passage, words)
    return [
        (
            words.starts[each.start],
            words.starts[each.end],
            each.type.rstrip("?"),
            each.confidence,
        )
        for each in tag(trained_tagger(), words, rows)
    ]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name the tagger sees: words `start` to `end` of a passage."""

    start: int
    end: int
    type: str
    confidence: float


def passage_features(
    document: Document, passage: Passage, words: Words
) -> list[Features]:
    """The features of each word of a passage."""
    part = document.section_of(passage).part
    kind = "heading" if passage.heading else "lead" if passage.lead else "body"
    return features(words, f"p={kind}|{part}", lexicon())


def tag(
    tagger: pycrfsuite.Tagger, words: Words, rows: Sequence[Features]
) -> list[Tagged]:
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


@cache
def trained_tagger() -> pycrfsuite.Tagger:
    """The tagger with the model that ships with Lantu.

    Raises RuleError where the model is missing or damaged.
    """
    tagger = pycrfsuite.Tagger()
    try:
        tagger.open(str(_MODEL))
    except (OSError, ValueError) as error:
        raise RuleError(f"The model {_MODEL.name} cannot be read: {error}.") from error
    return tagger
