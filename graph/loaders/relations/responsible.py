"""RESPONSIBLE_FOR: who answers for what, where the text says so: （牵头单位：住建厅）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.loaders.facts import Entity, Relation
from graph.loaders.relations.mentions import Mention, Sentence
from graph.loaders.relations.objectives import Objectives
from graph.loaders.relations.rules import any_of, list_end, relation_rules


def responsible(sentence: Sentence, objectives: Objectives) -> Iterator[Relation]:
    """Who a sentence says answers for its projects, or else for the measure they stand under."""
    say = _patterns()
    for body in sentence.of("Organization"):
        clause = sentence.clause_at(body.start)
        before = sentence.text(sentence.span.start, body.start)
        after = sentence.text(body.end, clause.end)
        if not say.label.search(before) and not (say.by.search(before) and say.leads.match(after)):
            continue
        for thing in _charge(sentence, body, objectives):
            yield Relation(
                type="RESPONSIBLE_FOR",
                source=body.entity.name,
                source_type="Organization",
                target=thing.name,
                target_type=thing.type,
                basis="stated",
                evidence=sentence.evidence(body, clause),
                rule="named_responsible",
                confidence=0.95,
            )


def _charge(sentence: Sentence, body: Mention, objectives: Objectives) -> Sequence[Entity]:
    projects = [each.entity for each in sentence.of("Project")]
    if projects:
        return projects
    measure = objectives.measure_at(body.start)
    return [measure] if measure else []


@dataclass(frozen=True, slots=True)
class _Patterns:
    label: re.Pattern[str]
    by: re.Pattern[str]
    leads: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = relation_rules().responsible
    return _Patterns(
        label=re.compile(f"{any_of(rules.labels)}[：:][^）)]*$"),
        by=re.compile(f"{any_of(rules.by)}[^，。]{{0,20}}$"),
        leads=re.compile(f"(?:[、和及].{{2,12}})?{list_end()}{any_of(rules.leads)}"),
    )
