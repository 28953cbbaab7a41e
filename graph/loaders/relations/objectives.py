"""What a passage works for: the measure that heads it and the goals its section's heading names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity
from graph.loaders.relations.mentions import Mention
from graph.loaders.relations.rules import relation_rules


@dataclass(frozen=True, slots=True)
class Objectives:
    """What things named in a passage may serve.

    `measures` are those that head it or a part of it, in the order of the text; `goals` those of
    the nearest heading above it that names any.
    """

    measures: Sequence[Mention]
    goals: Sequence[Entity]

    def measure_at(self, place: int) -> Entity | None:
        """The measure whose part of the passage this place falls in."""
        before = [each.entity for each in self.measures if each.start <= place]
        return before[-1] if before else None


def heading_goals(document: Document, entities: Sequence[Entity]) -> Mapping[int, Sequence[Entity]]:
    """For each section, the goals of its heading, or of the nearest heading above that has any.

    Headings that only say what part of the report follows (“十五五”时期主要目标) name none.
    """
    titles = relation_rules().supports.titles
    own: dict[int, list[Entity]] = defaultdict(list)
    for entity in entities:
        passage = document.passages[entity.evidence.passage]
        if entity.type == "Goal" and passage.heading and not any(w in entity.name for w in titles):
            own[passage.section].append(entity)
    found: dict[int, Sequence[Entity]] = {}
    for section in document.sections:
        above = () if section.parent is None else found[section.parent]
        found[section.position] = own[section.position] or above
    return found


def objectives_of(
    passage: Passage, mentions: Sequence[Mention], goals: Mapping[int, Sequence[Entity]]
) -> Objectives:
    """What the things named in this passage may serve."""
    measures = [each for each in mentions if each.entity.type == "Measure"]
    return Objectives(measures, goals[passage.section])
