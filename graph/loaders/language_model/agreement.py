"""Two extractors' facts as one list: agreement and disagreement are kept as confidence.

What both found is held for surer than either alone: 1 - (1 - a)(1 - b), as for two independent
witnesses. What only one of two found, though both were asked, keeps `ALONE` of its confidence.
Where both found the same name or figure but read it differently, the first extractor's reading
stays, at `DISPUTED` of its confidence.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from graph.folding import fold
from graph.loaders.facts import Entity, Indicator, Relation

ALONE = 0.7
DISPUTED = 0.5

Kind = TypeVar("Kind", Entity, Indicator, Relation)


def agreed(first: Sequence[Kind], second: Sequence[Kind]) -> list[Kind]:
    """The facts of two extractors over the same text, each once, with their confidence."""
    others: dict[Hashable, Kind] = {}
    for fact in second:
        others.setdefault(_about(fact), fact)
    merged: list[Kind] = [_weighed(fact, others.get(_about(fact))) for fact in first]
    known = {_about(fact) for fact in first}
    merged += [_weighed(fact, None) for about, fact in others.items() if about not in known]
    return merged


def _weighed(fact: Kind, other: Kind | None) -> Kind:
    if other is None:
        return replace(fact, confidence=fact.confidence * ALONE)
    if _reading(fact) != _reading(other):
        return replace(fact, confidence=fact.confidence * DISPUTED)
    doubt = (1 - fact.confidence) * (1 - other.confidence)
    return replace(fact, confidence=1 - doubt)


def _about(fact: Entity | Indicator | Relation) -> Hashable:
    """What a fact is about: two facts about the same thing are two readings of it."""
    passage = fact.evidence.passage
    match fact:
        case Entity():
            return passage, fold(fact.name)
        case Indicator():
            figure = max(fact.evidence.quote.find(fact.value), 0)
            return passage, fact.value, fold(fact.unit), fact.evidence.start + figure
        case Relation():
            return passage, fact.type, fold(fact.source), fold(fact.target)


def _reading(fact: Entity | Indicator | Relation) -> Hashable:
    match fact:
        case Entity():
            return fact.type
        case Indicator():
            return fact.measure, fact.direction, fact.qualifier, fact.year, fact.status
        case Relation():
            return fact.source_type, fact.target_type
