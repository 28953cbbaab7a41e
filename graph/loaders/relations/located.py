"""LOCATED_IN: where a thing is, by its name, by its sentence or by what its paragraph is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.loaders.facts import Relation
from graph.loaders.names.list_tails import is_shared
from graph.loaders.relations.area_names import areas_in_name, is_wide, short_name
from graph.loaders.relations.listed import Listed, lists_of
from graph.loaders.relations.mentions import Mention, Sentence, outermost
from graph.loaders.relations.rules import any_of, list_end, relation_rules
from graph.loaders.relations.topics import is_ground, is_topic

_PLACED = ("Project", "Organization", "Initiative")
_CONFIDENCE: Mapping[str, float] = {
    "area_in_name": 0.9,
    "area_before_name": 0.9,
    "area_wins": 0.9,
    "arrives_in_area": 0.9,
    "at_area": 0.85,
    "happens_at_area": 0.85,
    "area_acts": 0.85,
    "area_achieves": 0.85,
    "sentence_about_area": 0.75,
    "passage_about_area": 0.8,
}


def located(sentence: Sentence, topic: Mention | None, place: str) -> Iterator[Relation]:
    """Where the things named in a sentence are.

    `topic` is the area that its paragraph is about, `place` the short name of who reports.
    """
    areas, things = sentence.of("Area"), outermost(sentence.of(*_PLACED))
    bodies = sentence.of("Organization")
    in_names = {thing: areas_in_name(thing, areas, bodies, place) for thing in things}
    for thing, named in in_names.items():
        for area in named:
            yield _relation(sentence, thing, area, "area_in_name")
    for thing, area in _arrivals(sentence, areas, things):
        yield _relation(sentence, thing, area, "arrives_in_area")
    nameless = [thing for thing, named in in_names.items() if not named]
    for places in lists_of(sentence, _free(areas, things)):
        for rule, thing in _around(sentence, places, things, nameless):
            for area in _shared_out(places, thing, things):
                yield _relation(sentence, thing, area, rule)
        for thing in _under(sentence, places, nameless):
            yield _relation(sentence, thing, places.members[0], "sentence_about_area")
    if topic and not is_wide(topic.entity.name):
        for thing in filter(_may_stand_in, nameless):
            yield _relation(sentence, thing, topic, "passage_about_area")


def _free(areas: Sequence[Mention], things: Sequence[Mention]) -> list[Mention]:
    """The areas that are not part of a thing's name, though they may open its quote."""
    return [
        area
        for area in areas
        if not any(area.within(thing) and area.entity.name in thing.entity.name for thing in things)
    ]


def _around(
    sentence: Sentence,
    places: Listed,
    things: Sequence[Mention],
    nameless: Sequence[Mention],
) -> Iterator[tuple[str, Mention]]:
    """The things that the words around a list of areas place there, each with its rule.

    What further clauses name is there only where it is `nameless`: its name tells of no place.
    """
    say = _patterns()
    here = [each for each in things if places.clause.start <= each.start < places.clause.end]
    earlier = [each for each in here if each.end <= places.start]
    later = [each for each in here if places.end <= each.start < places.next]
    if say.at.search(places.before):
        yield from (("at_area", each) for each in later)
        if say.happens.match(places.after):
            of = relation_rules().located.attributive
            doing = (each for each in earlier if of not in sentence.text(each.end, places.start))
            yield from (("happens_at_area", each) for each in doing)
    elif say.acts.match(places.after) and say.before_actor.fullmatch(places.before):
        yield from (("area_acts", each) for each in later)
        if say.backing.search(places.before):
            yield from (("area_acts", each) for each in _backed(sentence, places, nameless))
    if say.wins.match(places.after):
        yield from (("area_wins", each) for each in later)
    if places.start == sentence.span.start and not is_wide(places.members[0].entity.name):
        yield from (("area_achieves", each) for each in _achieved(sentence, places, nameless))
    for each in here:
        opened = each.start == places.start and each.end > places.end
        between = sentence.text(places.end, each.start)
        shared = between in relation_rules().lists.parting and is_shared(sentence, each)
        close = shared or say.closing.fullmatch(between)
        if opened or (each in later and close and not say.partner.search(places.before)):
            yield "area_before_name", each


def _arrivals(
    sentence: Sentence, areas: Sequence[Mention], things: Sequence[Mention]
) -> Iterator[tuple[Mention, Mention]]:
    """The things said to come to an area that the sentence names, in full or short: 迁入雄安."""
    named = {area.entity.name: area for area in reversed(areas)}
    forms = [((name, short_name(name)), area) for name, area in named.items()]
    for clause in sentence.clauses if forms else ():
        here = [each for each in things if clause.start <= each.start and each.end <= clause.end]
        for arrival in _patterns().arrives.finditer(sentence.text(clause.start, clause.end)):
            place = clause.start + arrival.end()
            for form, area in forms:
                if sentence.passage.text.startswith(form, place):
                    yield from ((each, area) for each in here if each.end <= place)


def _backed(sentence: Sentence, places: Listed, things: Sequence[Mention]) -> Iterator[Mention]:
    """What the next clauses name, up to one that backs somebody else."""
    for clause in sentence.clauses:
        if clause.start <= places.end:
            continue
        if clause.start >= places.next or _patterns().restarts.match(
            sentence.text(clause.start, clause.end)
        ):
            return
        yield from (each for each in things if clause.start <= each.start < clause.end)


def _achieved(sentence: Sentence, places: Listed, things: Sequence[Mention]) -> Iterator[Mention]:
    """What later clauses without a subject say an area that opens the sentence did or won."""
    for each in things:
        if each.entity.type == "Organization":
            continue
        clause = sentence.clause_at(each.start)
        if places.clause.end <= clause.start < places.next and _patterns().achieves.fullmatch(
            sentence.text(clause.start, each.start)
        ):
            yield each


def _under(sentence: Sentence, places: Listed, things: Sequence[Mention]) -> Iterator[Mention]:
    """The things of the clauses after a first clause that is about one area.

    After an area that somebody builds up (高水平建设城市副中心) only things that head their clause
    are there: what else is built up beside it is not. After its development (加快高新东区开发建设)
    whatever is named is a part of that.
    """
    one = len(places.members) == 1 and not is_wide(places.members[0].entity.name)
    if not one or places.clause != sentence.clauses[0]:
        return
    ground = is_ground(places.before, places.after)
    if not ground and not is_topic(places.before, places.after):
        return
    developed = places.after.startswith(relation_rules().topic.develops)
    for thing in filter(_may_stand_in if places.before else _is_no_authority, things):
        heads_clause = sentence.clause_at(thing.start).start == thing.start
        if places.clause.end <= thing.start < places.next and (
            ground or not places.before or developed or heads_clause
        ):
            yield thing


def _shared_out(places: Listed, thing: Mention, things: Sequence[Mention]) -> Sequence[Mention]:
    """The areas of a list that go with a thing: one each where the sentence says 分别.

    None where it does and not as many things are found as areas.
    """
    here = [each for each in things if places.end <= each.start < places.next]
    if relation_rules().located.respectively not in places.after or thing not in here:
        return places.members
    return [places.members[here.index(thing)]] if len(here) == len(places.members) else []


def _may_stand_in(thing: Mention) -> bool:
    return thing.entity.type != "Initiative" and _is_no_authority(thing)


def _is_no_authority(thing: Mention) -> bool:
    return thing.entity.kind != "government"


def _relation(sentence: Sentence, thing: Mention, area: Mention, rule: str) -> Relation:
    structural = rule == "passage_about_area"
    by_name = rule == "area_in_name"
    shown = sentence.clause_at(thing.start) if structural else area
    return Relation(
        type="LOCATED_IN",
        source=thing.entity.name,
        source_type=thing.entity.type,
        target=area.entity.name,
        target_type="Area",
        basis="structural" if structural else "stated",
        evidence=sentence.clause_of(thing) if by_name else sentence.evidence(thing, shown),
        rule=rule,
        confidence=_CONFIDENCE[rule],
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    at: re.Pattern[str]
    happens: re.Pattern[str]
    before_actor: re.Pattern[str]
    backing: re.Pattern[str]
    restarts: re.Pattern[str]
    acts: re.Pattern[str]
    wins: re.Pattern[str]
    achieves: re.Pattern[str]
    arrives: re.Pattern[str]
    closing: re.Pattern[str]
    partner: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules, end = relation_rules().located, list_end()
    manner = f"{any_of(rules.manners)}*"
    # Members of the list that are not known for areas: 乌江、草海等重点河湖.
    others, more = "(?:[、和][^，、]{1,8}?)+", any_of(relation_rules().lists.more)
    return _Patterns(
        at=re.compile(f"{any_of(rules.at)}$"),
        happens=re.compile(end + manner + any_of(rules.happens)),
        before_actor=re.compile(f"(?:.*{any_of(rules.before_actor)})?"),
        backing=re.compile(f"{any_of(rules.backing)}$"),
        restarts=re.compile(any_of(rules.restarts)),
        acts=re.compile(end + manner + any_of(rules.acts) + "(?![、，和与及等]|$)"),
        wins=re.compile(end + manner + any_of(rules.wins)),
        achieves=re.compile(
            f"{any_of(rules.abroad)}?{manner}"
            f"{any_of((*rules.wins, *relation_rules().involves.achieves))}{any_of(rules.abroad)}?“?"
        ),
        arrives=re.compile(any_of(rules.arrives)),
        closing=re.compile(f"{end}“?|{others}(?={more}){end}“?"),
        partner=re.compile(f"(?:^同|{any_of(rules.partners)})[^，]*$"),
    )
