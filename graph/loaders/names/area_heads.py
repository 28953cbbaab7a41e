"""Areas that open other names (贵阳都市圈发展规划), and zones that known areas open: 南港工业区."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.loaders.divisions import divisions_within, is_elsewhere
from graph.loaders.document import Document
from graph.loaders.facts import Entity, Evidence
from graph.loaders.gazetteer import Gazetteer
from graph.loaders.relations.mentions import mention_of, mentions_by_passage
from graph.loaders.relations.rules import any_of, relation_rules

_THINGS = ("Project", "Initiative")
_KNOWN = 4
"""Longer names of areas are whole, and no start of a zone's."""


def with_area_heads(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, the areas that names of projects and initiatives open with, and zones.

    A zone is what a known area's name and a word like 工业区 after it name. Areas that a passage
    names anyway are not added. Raises RuleError where the rules do not fit their schema.
    """
    known = {(each.evidence.passage, each.name) for each in entities if each.type == "Area"}
    added: list[Entity] = []
    for area in (*_heads(document, entities), *_zones(document, entities)):
        if (area.evidence.passage, area.name) not in known:
            known.add((area.evidence.passage, area.name))
            added.append(area)
    return [*entities, *added]


def _heads(document: Document, entities: Sequence[Entity]) -> Iterator[Entity]:
    for entity in entities:
        head = _head(entity.name) if entity.type in _THINGS else ""
        if not head:
            continue
        passage = document.passages[entity.evidence.passage]
        start = mention_of(passage, entity).start
        if passage.text.startswith(head, start):
            evidence = Evidence.of_name(passage, start, start + len(head))
            yield _area(head, evidence, "area_head")


def _zones(document: Document, entities: Sequence[Entity]) -> Iterator[Entity]:
    """The zones that no name covers, after the name of an area of the document or the division."""
    areas = {each.name for each in entities if each.type == "Area" and len(each.name) <= _KNOWN}
    names = (areas | divisions_within(document.place).keys()) - set(relation_rules().located.wide)
    near = {name for name in names if not is_elsewhere(name, document.place)}
    if not near:
        return
    named = Gazetteer(near)
    mentions = mentions_by_passage(document, entities)
    for passage in document.passages:
        around = mentions[passage.position]
        for start, end in _kinds_behind(passage.text, named):
            if not any(each.start <= start and end <= each.end for each in around):
                yield _area(passage.text[start:end], Evidence.of(passage, start, end), "zone")


def _kinds_behind(text: str, named: Gazetteer) -> Iterator[tuple[int, int]]:
    """Where an area's name and a word for zones stand together, none over another."""
    taken = 0
    for start, name in named.at_each(text, range(len(text))):
        kind = _kinds().match(text, start + len(name)) if start >= taken else None
        if kind:
            taken = kind.end()
            yield start, taken


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(any_of(relation_rules().heads.kinds))


@cache
def _head(name: str) -> str:
    """The area that a name opens with, or nothing."""
    rules = relation_rules()
    for pattern in _patterns():
        found = pattern.match(name)
        if found is None or any(word in found.group() for word in rules.heads.common):
            continue
        head, rest = found.group(), name[found.end() :]
        if head not in rules.located.wide and rest not in rules.located.whole:
            return head
    return ""


def _area(name: str, evidence: Evidence, rule: str) -> Entity:
    return Entity(type="Area", name=name, evidence=evidence, rule=rule, confidence=0.7)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rules = relation_rules().heads
    letters = "[\u4e00-\u9fff]"
    zone = f"{letters}{{1,{rules.longest}}}?{any_of(rules.zones)}(?=.{{2}})"
    worked = f"(?=.{{0,6}}?{any_of(rules.works)})"
    water = f"{letters}{{1,2}}{any_of(rules.waters)}{worked}"
    return re.compile(zone), re.compile(water)
