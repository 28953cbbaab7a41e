"""RESPONSIBLE_FOR: who answers for what, where the text says so: （牵头单位：住建厅）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.loaders.document import Passage
from graph.loaders.duties import Duty, duties_in
from graph.loaders.facts import Evidence, Relation
from graph.loaders.relations.mentions import LONGEST_QUOTE, Mention

_CHARGES = ("Project", "Measure")


def responsible(
    passage: Passage, mentions: Sequence[Mention], before: Sequence[Mention]
) -> Iterator[Relation]:
    """Who a passage says answers for its projects and measures, each for its own item.

    `before` are the mentions of the last passage that tells of something else, which is meant where
    a passage tells duties and nothing else.
    """
    for duty in duties_in(passage.text):
        charge = _charge(duty, mentions, before)
        for body in mentions:
            if body.entity.type == "Organization" and _among(body, duty):
                for thing in charge:
                    yield Relation(
                        type="RESPONSIBLE_FOR",
                        source=body.entity.name,
                        source_type="Organization",
                        target=thing.entity.name,
                        target_type=thing.entity.type,
                        basis="stated",
                        evidence=_evidence(passage, body, thing),
                        rule="named_responsible",
                        confidence=0.95,
                        role=duty.role,
                    )


def _among(body: Mention, duty: Duty) -> bool:
    return any(start <= body.start and body.end <= end for start, end in duty.bodies)


def _charge(duty: Duty, mentions: Sequence[Mention], before: Sequence[Mention]) -> list[Mention]:
    """What a duty is for: the measure that heads its item, else the projects named in it.

    An item of a paragraph under a measure belongs to that.
    """
    start, end = duty.item
    if start >= end:
        return _headed(before)
    own = [each for each in mentions if start <= each.start < end]
    found = _headed(own)
    if found:
        return found
    above = [each for each in mentions if each.entity.type == "Measure" and each.start <= start]
    return above[-1:]


def _headed(mentions: Sequence[Mention]) -> list[Mention]:
    measures = [each for each in mentions if each.entity.type == "Measure"]
    return measures[-1:] or [each for each in mentions if each.entity.type == "Project"]


def _evidence(passage: Passage, body: Mention, thing: Mention) -> Evidence:
    """The stretch from the thing to the body where one passage has both and it is short."""
    start, end = min(body.start, thing.start), max(body.end, thing.end)
    inside = thing.entity.evidence.passage == passage.position
    if inside and end - start <= LONGEST_QUOTE:
        return Evidence.of(passage, start, end)
    return Evidence.of_name(passage, body.start, body.end)
