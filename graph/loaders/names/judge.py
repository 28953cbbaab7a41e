"""Which candidates are names, and of what type: a second model that sees whole spans.

Each candidate gets a probability for each label: a type, a type with `?` (an annotator was not
sure whether it is worth naming), or `O`. A candidate is taken where the chance that it is a sure
name outweighs the chance that it is none; where candidates overlap, the better one is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import pycrfsuite

from graph.loaders.facts import EntityType
from graph.loaders.names.candidates import Candidate
from graph.loaders.names.token_features import Features
from graph.loaders.words import Words

Chances = Mapping[str, float]
TYPES: tuple[EntityType, ...] = tuple(each for each in get_args(EntityType) if each != "Measure")
NONE = "O"
UNSURE = "?"
_INNER: frozenset[EntityType] = frozenset({"Area", "Organization"})
# With this share of sure names among what is taken or left, F1 is highest on sections left out.
_LEAST = 0.2
_UNSURE_WEIGHT = 0.3
_NAME_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Judged:
    """Words `start` to `end` of a passage, taken as a name."""

    start: int
    end: int
    type: EntityType
    confidence: float


def sequences(words: Words, found: Sequence[Candidate]) -> list[tuple[int, int]]:
    """The runs of candidates that stand in one sentence, as spans of `found`."""
    runs = []
    first = 0
    for _, end in words.sentences():
        last = first
        while last < len(found) and found[last].start < end:
            last += 1
        if last > first:
            runs.append((first, last))
        first = last
    return runs


def chances(
    model: pycrfsuite.Tagger,
    words: Words,
    found: Sequence[Candidate],
    rows: Sequence[Features],
) -> list[Chances]:
    """For each candidate, the probability of each label."""
    labels = model.labels()
    result: list[Chances] = []
    for first, last in sequences(words, found):
        model.set(rows[first:last])
        result.extend(
            {label: model.marginal(label, position) for label in labels}
            for position in range(last - first)
        )
    return result


def taken(found: Sequence[Candidate], judged: Sequence[Chances]) -> list[Judged]:
    """The candidates that are names, in order; one may lie in another of another type."""
    ranked = []
    for candidate, chance in zip(found, judged, strict=True):
        kind = max(TYPES, key=lambda each: _weight(chance, each))
        sure = chance.get(kind, 0.0)
        wrong = chance.get(NONE, 0.0) + sum(chance.get(each, 0.0) for each in TYPES if each != kind)
        share = sure / (sure + wrong) if sure + wrong else 0.0
        if share >= _LEAST:
            name = 1 - chance.get(NONE, 0.0)
            judgement = Judged(candidate.start, candidate.end, kind, name)
            ranked.append((share + _NAME_WEIGHT * name, judgement))
    ranked.sort(key=lambda each: (-each[0], each[1].start, each[1].end))
    names: list[Judged] = []
    over: dict[int, list[Judged]] = defaultdict(list)
    for _, judgement in ranked:
        span = range(judgement.start, judgement.end)
        if all(_compatible(judgement, other) for word in span for other in over[word]):
            names.append(judgement)
            for word in span:
                over[word].append(judgement)
    return sorted(names, key=lambda each: (each.start, -each.end))


def _weight(chance: Chances, kind: EntityType) -> float:
    return chance.get(kind, 0.0) + _UNSURE_WEIGHT * chance.get(kind + UNSURE, 0.0)


def _compatible(one: Judged, other: Judged) -> bool:
    """May two that share words both be names? A place or body inside a name of another type."""
    inner, outer = (one, other) if one.end - one.start < other.end - other.start else (other, one)
    inside = outer.start <= inner.start and inner.end <= outer.end
    return (
        inside
        and inner.end - inner.start < outer.end - outer.start
        and inner.type in _INNER
        and inner.type != outer.type
    )
