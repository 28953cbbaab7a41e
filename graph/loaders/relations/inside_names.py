"""Bodies and divisions inside the names of projects: those of 北方工业大学延庆校区.

They are found by their form, the list of known organizations, the table of divisions, and by what
the document names elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from graph.loaders.divisions import divisions_within
from graph.loaders.document import Document
from graph.loaders.facts import Entity, Evidence
from graph.loaders.gazetteer import Gazetteer
from graph.loaders.names.completion import organization_kind
from graph.loaders.names.lexicon import lexicon
from graph.loaders.relations.mentions import Mention, mention_of
from graph.loaders.relations.rules import any_of, relation_rules
from graph.loaders.squeezed import PASSAGES
from graph.loaders.words import cut

_SHORTEST = 2


def with_inside_names(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and the owners and divisions that the names of the projects hold."""
    known = frozenset(
        each.name for each in entities if each.type == "Organization" and each.kind != "government"
    )
    divisions = _divisions(document.place)
    found = list(entities)
    named = {(each.evidence.passage, each.type, each.name) for each in entities}
    for entity in entities:
        if entity.type != "Project":
            continue
        mention = mention_of(document.passages[entity.evidence.passage], entity)
        for inside in _inside(document, mention, known, divisions):
            key = inside.evidence.passage, inside.type, inside.name
            if key not in named:
                named.add(key)
                found.append(inside)
    return found


@lru_cache(PASSAGES)
def opens_with_owner(name: str, known: frozenset[str] = frozenset()) -> str:
    """The body that a project's name opens with, and that is not all of the name; or none.

    `known` are organizations that the document names besides.
    """
    for end in range(len(name) - _SHORTEST, _SHORTEST - 1, -1):
        body, rest = name[:end], name[end:]
        told = body in known
        formed = not told and _is_body(body)
        listed = body in lexicon().organizations
        if not (told or formed or listed) or not may_be_owned(rest):
            continue
        words = cut(name)
        if end not in words.starts:
            continue
        if told or (formed and not words.tags[0].startswith("v")):
            return body
        if listed:
            return _whole_company(body, rest)
    return ""


def _whole_company(body: str, rest: str) -> str:
    """A company's name with what follows of it: 恒力重工 in 恒力重工二期; none where all does."""
    more = _goes_on().match(rest)
    if not more:
        return body
    return body + more[0] if len(rest) - more.end() >= _SHORTEST else ""


def is_seat(after: str) -> bool:
    """Do these words after a place's name tell of a part of something that is there? 校区, 基地."""
    return bool(_seats().match(after))


def _inside(
    document: Document, mention: Mention, known: frozenset[str], divisions: Gazetteer
) -> Iterator[Entity]:
    passage = document.passages[mention.entity.evidence.passage]
    name = mention.entity.name
    if passage.text[mention.start : mention.end] != name:
        return
    owner = opens_with_owner(name, known)
    if owner:
        yield Entity(
            type="Organization",
            name=owner,
            evidence=Evidence.of_name(passage, mention.start, mention.start + len(owner)),
            rule="owner_of_project",
            kind=organization_kind(owner),
            confidence=0.8,
        )
    for at, end in divisions.within(name):
        if at > 0 and (name[:at] == owner or is_seat(name[end:])):
            yield Entity(
                type="Area",
                name=name[at:end],
                evidence=Evidence.of_name(passage, mention.start + at, mention.start + end),
                rule="division_in_project",
                confidence=0.9,
            )


def may_be_owned(rest: str) -> bool:
    """Is what follows a body's name the name of something that it has, not its own doing?"""
    rules = relation_rules()
    return not (rest.startswith(rules.involves.not_owned) or rest in rules.located.whole)


def _is_body(name: str) -> bool:
    """Has a name the form of a university's, a hospital's, a laboratory's or a company's?"""
    form = _bodies().fullmatch(name)
    return bool(form and form[1] not in relation_rules().involves.no_owners)


@lru_cache(PASSAGES)
def _divisions(place: str) -> Gazetteer:
    return Gazetteer(each for each in divisions_within(place) if len(each) >= _SHORTEST)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(f"([^、和与及“”（）]{{2,10}}){any_of(relation_rules().involves.bodies)}")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(f"[^、和与]{{0,2}}{any_of(relation_rules().located.companies)}")


@cache
def _seats() -> re.Pattern[str]:
    return re.compile(f"(?:[^至、]{{0,2}}){any_of(relation_rules().located.seats)}")
