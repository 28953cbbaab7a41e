"""Names that were found once in a document, wherever else it names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.names.divisions import division_rules
from graph.loaders.relations.area_names import is_area
from graph.loaders.relations.mentions import Mention, mentions_by_passage
from graph.loaders.relations.rules import any_of
from graph.loaders.squeezed import squeeze
from graph.loaders.words import cut

# Shorter names are words of other names and of everyday use; an area's seldom are.
_SHORTEST = 6
_SURE = 0.5
# What may stand inside another name, and what hides the same name inside it.
_INNER = ("Area", "Organization")


def with_repeats(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and mentions of them in passages where they were not seen, one a passage."""
    known = _known(entities, document.place)
    if not known:
        return list(entities)
    pattern = re.compile(any_of(known))
    mentions = mentions_by_passage(document, entities)
    added = [
        entity
        for passage in document.passages
        for entity in _repeats(passage, pattern, known, mentions[passage.position])
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
    return entity.type != "Measure" and len(entity.name) >= _SHORTEST


def _repeats(
    passage: Passage,
    pattern: re.Pattern[str],
    known: Mapping[str, Entity],
    mentions: Sequence[Mention],
) -> Iterator[Entity]:
    squeezed = squeeze(passage.text)
    if not pattern.search(squeezed.text):
        return
    own = [
        each
        for each in mentions
        if each.entity.evidence.passage == passage.position and each.entity.type != "Measure"
    ]
    named = {(each.entity.type, each.entity.name) for each in own}
    edges = frozenset(cut(squeezed.text).starts)
    for match in pattern.finditer(squeezed.text):
        entity = known[match.group()]
        start, end = squeezed.span(*match.span())
        around = [each for each in own if each.start < end and start < each.end]
        whole = match.start() in edges and match.end() in edges
        if (entity.type, entity.name) in named or not whole or _hidden(entity, around):
            continue
        named.add((entity.type, entity.name))
        yield replace(entity, evidence=Evidence.of_name(passage, start, end), rule="repeated")


def _hidden(entity: Entity, around: Sequence[Mention]) -> bool:
    """Is a name here a part of another, and nothing by itself?"""
    if entity.type not in _INNER:
        return bool(around)
    return any(each.entity.type in (entity.type, *_INNER) for each in around)
