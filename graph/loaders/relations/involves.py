"""INVOLVES: who builds, owns, runs or partners in a thing, by its name or by its clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from graph.loaders.facts import Relation
from graph.loaders.relations.inside_names import may_be_owned
from graph.loaders.relations.listed import Listed, lists_of
from graph.loaders.relations.mentions import Mention, Sentence
from graph.loaders.relations.rules import any_of, list_end, relation_rules

_THINGS = ("Project", "Initiative")
_BY_NAME = "owner_in_name"


def involved(sentence: Sentence) -> Iterator[Relation]:
    """The bodies that take part in the things named in a sentence."""
    things = sentence.of(*_THINGS)
    areas = {each.entity.name for each in sentence.of("Area")}
    bodies = sentence.of("Organization")
    for body in bodies:
        if body.entity.kind != "government":
            owned = (each for each in sentence.of("Project") if _owned(each, body, areas))
            yield from (_relation(sentence, thing, body, _BY_NAME) for thing in owned)
    free = [each for each in bodies if not any(each.within(thing) for thing in things)]
    for partners in lists_of(sentence, free):
        yield from _by_clause(sentence, partners, things)


def _owned(thing: Mention, body: Mention, areas: Collection[str]) -> bool:
    """Does the name of a thing open with that of a body, after an area or not?"""
    before, found, after = thing.entity.name.partition(body.entity.name)
    own = found and after and may_be_owned(after)
    return bool(own and (not before or before in areas))


def _by_clause(sentence: Sentence, bodies: Listed, things: list[Mention]) -> Iterator[Relation]:
    """What the words around a list of bodies say that they take part in."""
    say = _patterns()
    here = [each for each in things if bodies.clause.start <= each.start < bodies.clause.end]
    earlier = [each for each in here if each.end <= bodies.start]
    later = [each for each in here if bodies.end <= each.start < bodies.next]
    found: list[tuple[str, Mention]] = []
    if say.acts.match(bodies.after) and say.before_actor.fullmatch(bodies.before):
        found += (("body_acts", each) for each in later)
        if say.by.search(bodies.before):
            found += (("built_by", each) for each in earlier)
    if say.partner.search(bodies.before) and say.together.match(bodies.after):
        found += (("partner", each) for each in later)
    if bodies.start == sentence.span.start:
        found += (("body_achieves", each) for each in _achieved(sentence, bodies, things))
    for rule, thing in found:
        for body in bodies.members:
            if rule != "body_achieves" or body.entity.kind != "government":
                yield _relation(sentence, thing, body, rule)


def _achieved(sentence: Sentence, bodies: Listed, things: list[Mention]) -> Iterator[Mention]:
    """What later clauses of a sentence that bodies open say was done: 实现碳酸锂项目投产."""
    for thing in things:
        clause = sentence.clause_at(thing.start)
        words = sentence.text(clause.start, clause.end)
        own = thing.start >= bodies.clause.end and thing.start > clause.start
        if own and _patterns().achieves.search(words):
            yield thing


def _relation(sentence: Sentence, thing: Mention, body: Mention, rule: str) -> Relation:
    return Relation(
        type="INVOLVES",
        source=thing.entity.name,
        source_type=thing.entity.type,
        target=body.entity.name,
        target_type="Organization",
        basis="stated",
        evidence=sentence.clause_of(thing) if rule == _BY_NAME else sentence.evidence(thing, body),
        rule=rule,
        confidence=0.9 if rule == _BY_NAME else 0.8,
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    before_actor: re.Pattern[str]
    by: re.Pattern[str]
    acts: re.Pattern[str]
    achieves: re.Pattern[str]
    partner: re.Pattern[str]
    together: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = relation_rules().involves
    manner = f"{any_of(relation_rules().located.manners)}*"
    acts = (*rules.acts, *relation_rules().located.acts)
    return _Patterns(
        before_actor=re.compile(f"(?:.*{any_of(rules.before_actor)})?"),
        by=re.compile(f"{any_of(rules.by)}$"),
        acts=re.compile(f"{list_end()}(?:在.{{1,4}})?{manner}{any_of(acts)}"),
        achieves=re.compile(any_of(rules.achieves)),
        partner=re.compile(f"{any_of(rules.partners)}$"),
        together=re.compile(list_end() + any_of(rules.together)),
    )
