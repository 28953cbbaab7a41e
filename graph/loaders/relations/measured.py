"""MEASURED_BY: which figures a measure, a goal or a thing is judged by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from graph.loaders.facts import Basis, Entity, Indicator, Relation
from graph.loaders.relations.mentions import Mention, Sentence
from graph.loaders.relations.objectives import Objectives
from graph.loaders.relations.rules import relation_rules

_SUBJECTS = ("Goal", "Project", "Initiative")


def measured(
    sentence: Sentence,
    indicators: Sequence[Indicator],
    objectives: Objectives,
    topic: Mention | None,
) -> Iterator[Relation]:
    """What the figures of a sentence measure.

    A figure measures what its clause opens with, and the measure that heads its part of the
    passage; where none does, the goal that the paragraph is about, or else those of the heading.
    """
    for indicator in indicators:
        place = bisect_left(sentence.passage.offsets, indicator.evidence.start)
        if not sentence.span.start <= place < sentence.span.end:
            continue
        if subject := _subject(sentence, place):
            yield _relation(subject, indicator, "stated", "figure_of_subject", 0.85)
        if measure := objectives.measure_at(place):
            yield _relation(measure, indicator, "structural", "figure_under_measure", 0.8)
        elif topic:
            yield _relation(topic.entity, indicator, "structural", "figure_under_topic", 0.7)
        else:
            for goal in objectives.goals:
                yield _relation(goal, indicator, "structural", "figure_under_heading", 0.6)


def _subject(sentence: Sentence, place: int) -> Entity | None:
    """The one thing that opens the clause of a figure, if it is the only one named there.

    What is only named for an example (中欧铁路等25个案例) is not what the figure counts.
    """
    clause = sentence.clause_at(place)
    named = [each for each in sentence.mentions if clause.start <= each.start < clause.end]
    subjects = [each for each in named if each.entity.type in _SUBJECTS]
    if len(named) != 1 or not subjects or subjects[0].start != clause.start:
        return None
    example = sentence.text(subjects[0].end, clause.end).startswith(relation_rules().lists.more)
    return None if example else subjects[0].entity


def _relation(
    source: Entity, indicator: Indicator, basis: Basis, rule: str, confidence: float
) -> Relation:
    return Relation(
        type="MEASURED_BY",
        source=source.name,
        source_type=source.type,
        target=indicator.name,
        target_type="Indicator",
        basis=basis,
        evidence=indicator.evidence,
        rule=rule,
        confidence=confidence,
    )
