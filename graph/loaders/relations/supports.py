"""SUPPORTS: what serves which goal or measure, by layout or by a sentence's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.loaders.facts import Basis, Entity, Evidence, Relation
from graph.loaders.relations.mentions import LONGEST_QUOTE, Mention, Sentence
from graph.loaders.relations.objectives import Objectives
from graph.loaders.relations.rules import any_of, relation_rules
from graph.loaders.relations.topics import opens_clause

_SERVING = ("Project", "Initiative")
_NEXT_CLAUSE = re.compile(r"[。：；！？\s]*[^，：。；！？\n]+")


def supporting(
    sentence: Sentence, objectives: Objectives, topic: Mention | None
) -> Iterator[Relation]:
    """What the things named in a sentence serve; `topic` is the goal its paragraph is about.

    Things serve the measure that heads their part of the passage; where none does, the goal that
    the paragraph is about, or else the goals of the heading above. What that measure itself names
    (环境治理 under 加强环境治理) is what it does, and does not serve it.
    """
    yield from _by_words(sentence, objectives)
    for thing in sentence.of(*_SERVING):
        shown = sentence.evidence(thing, sentence.clause_at(thing.start))
        measure = objectives.measure_at(thing.start)
        if measure and thing.entity.name in measure.name:
            continue
        if measure:
            yield _relation(thing.entity, measure, "structural", shown, "under_measure", 0.85)
        elif topic:
            yield _relation(thing.entity, topic.entity, "structural", shown, "under_topic", 0.8)
        else:
            for goal in objectives.goals:
                yield _relation(thing.entity, goal, "structural", shown, "under_heading", 0.7)


def measures_supporting(
    sentence: Sentence, objectives: Objectives, topic: Mention | None
) -> Iterator[Relation]:
    """The goals that a measure serves: those of the heading above it and the one its lead names."""
    for measure in sentence.of("Measure"):
        shown = _lead_and_more(sentence, measure)
        for goal in objectives.goals:
            yield _relation(measure.entity, goal, "structural", shown, "measure_of_heading", 0.9)
        if topic:
            goal = topic.entity
            yield _relation(measure.entity, goal, "structural", shown, "measure_names_goal", 0.9)


def _lead_and_more(sentence: Sentence, measure: Mention) -> Evidence:
    """A lead with the clause after it, which says what is done: a lead alone is but a name."""
    passage = sentence.passage
    more = _NEXT_CLAUSE.match(passage.text, measure.end)
    end = more.end() if more and more.end() - measure.start <= LONGEST_QUOTE else measure.end
    return Evidence.of(passage, measure.start, end)


def _by_words(sentence: Sentence, objectives: Objectives) -> Iterator[Relation]:
    """Things that a sentence says serve a goal: 加快建设算力中心，助力数字济南建设.

    Not where somebody else is said to pursue it: 加快建设算力中心，支持烟台打造数字高地.
    """
    things = sentence.of(*_SERVING)
    others = [
        each
        for each in sentence.of("Area", "Organization")
        if not any(each.within(thing) for thing in things)
    ]
    for goal in sentence.of("Goal"):
        clause = sentence.clause_at(goal.start)
        said = _serves().search(sentence.text(clause.start, goal.start))
        if not said:
            continue
        verb = clause.start + said.start()
        another = any(clause.start <= each.start < goal.start for each in others)
        for thing in () if another else _before(sentence, verb):
            if goal.entity.name in thing.entity.name:
                continue
            confidence = 0.85 if thing.start >= clause.start else 0.75
            shown = sentence.evidence(thing, goal)
            yield _relation(thing.entity, goal.entity, "stated", shown, "said_to_serve", confidence)
        measure = objectives.measure_at(goal.start)
        if measure and goal.entity.name not in measure.name:
            shown = sentence.evidence(goal, clause)
            yield _relation(measure, goal.entity, "stated", shown, "measure_said_to_serve", 0.75)


def _before(sentence: Sentence, verb: int) -> Sequence[Mention]:
    """The things named before a verb in its clause, or in the clause before one it opens."""
    clause = sentence.clause_at(verb)
    number = sentence.clauses.index(clause)
    opens = opens_clause(sentence.text(clause.start, verb))
    first = sentence.clauses[number - 1] if opens and number else clause
    return [
        each for each in sentence.of(*_SERVING) if first.start <= each.start and each.end <= verb
    ]


def _relation(
    source: Entity, target: Entity, basis: Basis, shown: Evidence, rule: str, confidence: float
) -> Relation:
    return Relation(
        type="SUPPORTS",
        source=source.name,
        source_type=source.type,
        target=target.name,
        target_type=target.type,
        basis=basis,
        evidence=shown,
        rule=rule,
        confidence=confidence,
    )


@cache
def _serves() -> re.Pattern[str]:
    rules = relation_rules().supports
    return re.compile(f"{any_of(rules.serves)}{any_of(rules.between)}*[^，。]{{0,{rules.gap}}}$")
