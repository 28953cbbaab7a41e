"""Areas that the table of administrative divisions knows: 长沙 in 支持长沙…, in 长沙奥体中心."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.loaders.divisions import divisions_within
from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity
from graph.loaders.names.standing import Standing, standing
from graph.loaders.relations.mentions import Mention

_HIDING = ("Area", "Organization")


def with_divisions(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and the divisions of the reporting place that are named and not among them.

    One mention a passage. A division that is only a part of another area's or a body's name is left
    to that name. Raises RuleError where the table or its rules are damaged.
    """
    names = divisions_within(document.place)
    added = [
        entity
        for passage, mentions, found in standing(document, entities, names)
        for entity in _divisions(passage, mentions, found, names)
    ]
    return [*entities, *added]


def _divisions(
    passage: Passage,
    mentions: Sequence[Mention],
    found: Sequence[Standing],
    names: Mapping[str, bool],
) -> Iterator[Entity]:
    hiding = [each for each in mentions if each.entity.type in _HIDING]
    named = {each.entity.name for each in hiding}
    for each in found:
        # A name with its kind need not stand between the edges of words.
        stands = each.whole or (names[each.name] and len(each.name) > 2)
        if stands and each.name not in named and not each.over(hiding):
            named.add(each.name)
            yield Entity(
                type="Area",
                name=each.name,
                evidence=each.evidence(passage),
                rule="division",
                confidence=0.8,
            )
