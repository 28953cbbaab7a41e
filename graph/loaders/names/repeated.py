"""Names that were found once in a document, wherever else it names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.loaders.divisions import division_rules
from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity
from graph.loaders.names.standing import Standing, standing
from graph.loaders.relations.area_names import is_area
from graph.loaders.relations.mentions import Mention

# Shorter names are words of other names and of everyday use; an area's seldom are.
_SHORTEST = 6
# In quotation marks they stand for themselves: “鲁通码”.
_SHORTEST_QUOTED = 2
_SURE = 0.5
# What may stand inside another name, and what hides the same name inside it.
_INNER = ("Area", "Organization")


def with_repeats(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and mentions of them in passages where they were not seen, one a passage."""
    known = _known(entities, document.place)
    added = [
        entity
        for passage, mentions, found in standing(document, entities, known)
        for entity in _repeats(passage, mentions, found, known)
    ]
    return [*entities, *added]


def _known(entities: Sequence[Entity], place: str) -> Mapping[str, Entity]:
    """The entities that may be looked for, by name; of several of one name the surest."""
    known: dict[str, Entity] = {}
    for each in sorted(entities, key=lambda each: -each.confidence):
        if each.confidence >= _SURE and _may_be_looked_for(each, place):
            known.setdefault(each.name, each)
    return known


def _may_be_looked_for(entity: Entity, place: str) -> bool:
    if entity.type == "Area":
        everyday = entity.name in division_rules().words
        return not everyday and is_area(entity.name, place)
    return entity.type != "Measure" and len(entity.name) >= _SHORTEST_QUOTED


def _repeats(
    passage: Passage,
    mentions: Sequence[Mention],
    found: Sequence[Standing],
    known: Mapping[str, Entity],
) -> Iterator[Entity]:
    own = [
        each
        for each in mentions
        if each.entity.evidence.passage == passage.position and each.entity.type != "Measure"
    ]
    named = {(each.entity.type, each.entity.name) for each in own}
    for each in found:
        entity = known[each.name]
        seen = (entity.type, entity.name) in named
        stands = each.whole and (entity.type == "Area" or _by_itself(each, passage))
        if not seen and stands and not _hidden(entity, each.over(own)):
            named.add((entity.type, entity.name))
            yield replace(entity, evidence=each.evidence(passage), rule="repeated")


def _by_itself(found: Standing, passage: Passage) -> bool:
    """Is a name long enough to be no part of another, or quoted whole?"""
    quoted = passage.text[found.start - 1 : found.end + 1]
    return len(found.name) >= _SHORTEST or quoted == f"“{found.name}”"


def _hidden(entity: Entity, around: Sequence[Mention]) -> bool:
    """Is a name here a part of another, and nothing by itself?"""
    if entity.type not in _INNER:
        return bool(around)
    return any(each.entity.type in (entity.type, *_INNER) for each in around)
