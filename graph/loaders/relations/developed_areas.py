"""Areas that a clause tells are built up: 高新东区 in 加快高新东区开发建设."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.loaders.document import Document
from graph.loaders.facts import Entity, Evidence
from graph.loaders.relations.area_names import is_area
from graph.loaders.relations.rules import any_of, relation_rules


def with_developed_areas(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and the areas whose clause says nothing but that they are developed."""
    areas = {(each.evidence.passage, each.name) for each in entities if each.type == "Area"}
    found = list(entities)
    for passage in document.passages:
        for clause in _developed().finditer(passage.text):
            name = clause["area"]
            if (passage.position, name) not in areas and is_area(name, document.place):
                areas.add((passage.position, name))
                found.append(
                    Entity(
                        type="Area",
                        name=name,
                        evidence=Evidence.of(passage, clause.start("area"), clause.end()),
                        rule="developed_area",
                        confidence=0.9,
                    )
                )
    return found


@cache
def _developed() -> re.Pattern[str]:
    rules = relation_rules().topic
    return re.compile(
        f"(?:^|[，。；：])(?:{any_of(rules.before)})+"
        f"(?P<area>[^，。；：、和与及的等“”（）\\s]{{1,6}}{any_of(rules.developed)})"
        f"{any_of(rules.developing)}(?=[，。；]|$)"
    )
