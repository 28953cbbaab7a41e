"""INVOLVES: who builds, owns, runs or partners in a thing, by its name or by its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.loaders.facts import Relation
from graph.loaders.mentions import Mention, Sentence
from graph.loaders.relation_rules import any_of, list_end, relation_rules

_THINGS = ("Project", "Initiative")
_BY_NAME = "owner_in_name"


def involved(sentence: Sentence) -> Iterator[Relation]:
    """The bodies that take part in the things named in a sentence."""
    things = sentence.of(*_THINGS)
    for body in sentence.of("Organization"):
        for thing in things:
            name = thing.entity.name
            owned = name.startswith(body.entity.name) and name != body.entity.name
            if owned and body.entity.kind != "government":
                yield _relation(sentence, thing, body, _BY_NAME)
        if not any(body.within(thing) for thing in things):
            yield from _by_clause(sentence, body, things)


def _by_clause(sentence: Sentence, body: Mention, things: list[Mention]) -> Iterator[Relation]:
    say = _patterns()
    clause = sentence.clause_at(body.start)
    before = sentence.text(clause.start, body.start)
    after = sentence.text(body.end, clause.end)
    later = [each for each in things if body.end <= each.start < clause.end]
    if say.acts.match(after) and say.before_actor.fullmatch(before):
        for thing in later:
            yield _relation(sentence, thing, body, "body_acts")
    if body.start == sentence.span.start and body.entity.kind != "government":
        for thing in things:
            within = sentence.clause_at(thing.start)
            words = sentence.text(within.start, within.end)
            own = thing.start >= clause.end and thing.start > within.start
            if own and say.achieves.search(words):
                yield _relation(sentence, thing, body, "body_achieves")
    elif say.partner.search(before) and say.together.match(after):
        for thing in later:
            yield _relation(sentence, thing, body, "partner")


def _relation(sentence: Sentence, thing: Mention, body: Mention, rule: str) -> Relation:
    return Relation(
        type="INVOLVES",
        source=thing.entity.name,
        source_type=thing.entity.type,
        target=body.entity.name,
        target_type="Organization",
        basis="stated",
        evidence=sentence.evidence(thing, thing if rule == _BY_NAME else body),
        rule=rule,
        confidence=0.9 if rule == _BY_NAME else 0.8,
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    before_actor: re.Pattern[str]
    acts: re.Pattern[str]
    achieves: re.Pattern[str]
    partner: re.Pattern[str]
    together: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = relation_rules().involves
    return _Patterns(
        before_actor=re.compile(f"(?:.*{any_of(rules.before_actor)})?"),
        acts=re.compile(f"{list_end()}(?:在.{{1,4}})?{any_of(rules.acts)}"),
        achieves=re.compile(any_of(rules.achieves)),
        partner=re.compile(f"{any_of(rules.partners)}$"),
        together=re.compile(list_end() + any_of(rules.together)),
    )
