"""Areas that open the names of things: 贵阳都市圈 in 贵阳都市圈发展规划, 大黑河 in 大黑河治理."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.loaders.document import Document
from graph.loaders.facts import Entity, Evidence
from graph.loaders.mentions import mention_of
from graph.loaders.relation_rules import any_of, relation_rules

_THINGS = ("Project", "Initiative")
_SHORTEST_QUOTE = 4


def with_area_heads(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and the areas that names of projects and initiatives open with.

    Those that a passage names as areas anyway are not added. Raises RuleError where the rules do
    not fit their schema.
    """
    known = {(each.evidence.passage, each.name) for each in entities if each.type == "Area"}
    added: list[Entity] = []
    for area in _heads(document, entities):
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
            end = min(max(start + len(head), start + _SHORTEST_QUOTE), len(passage.text))
            evidence = Evidence.of(passage, start, end)
            yield Entity(
                type="Area", name=head, evidence=evidence, rule="area_head", confidence=0.7
            )


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


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rules = relation_rules().heads
    letters = "[\u4e00-\u9fff]"
    zone = f"{letters}{{1,{rules.longest}}}?{any_of(rules.zones)}(?=.{{2}})"
    worked = f"(?=.{{0,6}}?{any_of(rules.works)})"
    water = f"{letters}{{1,2}}{any_of(rules.waters)}{worked}"
    return re.compile(zone), re.compile(water)
