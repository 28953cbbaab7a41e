"""Government bodies by the form of their names, and the tasks that they are said to answer for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.loaders.document import Document, Passage
from graph.loaders.duties import Duty, Span, bodies_in, duties_in, item_of, only_duties
from graph.loaders.facts import Entity, Evidence
from graph.loaders.names.completion import organization_kind
from graph.loaders.relations.mentions import Mention, mention_of
from graph.loaders.squeezed import squeeze

_SHORTEST_NAME = 2
_LONGEST_TASK = 60
_STOPS = "。；;，,！"


def with_bodies(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities with the bodies that stand in each passage, and the tasks of those named there.

    What the models took for a name across such a body is none, but for what stands before the
    bracket of a duty. A duty for which its item names neither measure nor project makes a measure
    of the item's words.
    """
    named: dict[int, list[Mention]] = {}
    for entity in entities:
        passage = document.passages[entity.evidence.passage]
        named.setdefault(passage.position, []).append(mention_of(passage, entity))
    kept: list[Entity] = []
    for before, passage in zip((None, *document.passages), document.passages, strict=False):
        kept.extend(_in_passage(passage, named.get(passage.position, [])))
        if before and before.section == passage.section and _is_about(before, passage):
            item = Duty((), "lead", item_of(before.text))
            kept.extend(_measures(before, [item], named.get(before.position, [])))
    return kept


def _is_about(before: Passage, passage: Passage) -> bool:
    """Does a passage tell who answers for the one before it, which tells none itself?"""
    return only_duties(passage.text) and not duties_in(before.text)


def _in_passage(passage: Passage, mentions: Sequence[Mention]) -> Iterator[Entity]:
    duties = duties_in(passage.text)
    spans = _apart([*(span for duty in duties for span in duty.bodies), *bodies_in(passage.text)])
    cut = [_before_bodies(passage, each, spans) for each in mentions]
    whole = [each for each in cut if not any(_broken(each, span) for span in spans)]
    yield from (each.entity for each in whole)
    known = {(each.entity.type, each.entity.name) for each in whole}
    for start, end in spans:
        name = passage.text[start:end]
        inside = any(each.start < end and start < each.end for each in whole if _hides(each))
        if ("Organization", name) not in known and not inside:
            known.add(("Organization", name))
            yield Entity(
                type="Organization",
                name=name,
                evidence=Evidence.of_name(passage, start, end),
                rule="body",
                confidence=0.9,
                kind=organization_kind(name),
            )
    yield from _measures(passage, duties, whole)


def _measures(
    passage: Passage, duties: Sequence[Duty], named: Sequence[Mention]
) -> Iterator[Entity]:
    for start, end in dict.fromkeys(_tasks(passage, duties, named)):
        yield Entity(
            type="Measure",
            name=passage.text[start:end],
            evidence=Evidence.of_name(passage, start, end),
            rule="duty",
            confidence=0.9,
        )


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans without those that have characters in common with an earlier one."""
    kept: list[Span] = []
    for start, end in spans:
        if all(end <= left or right <= start for left, right in kept):
            kept.append((start, end))
    return sorted(kept)


def _broken(mention: Mention, body: Span) -> bool:
    """Does a name reach into a body's, hold it between marks, or take it for another thing?"""
    start, end = body
    if mention.entity.type == "Measure" or mention.end <= start or end <= mention.start:
        return False
    if (mention.start, mention.end) != body and mention.start <= start and end <= mention.end:
        return any(mark in mention.entity.name for mark in "）)、，")
    return (mention.start, mention.end) != body or mention.entity.type != "Organization"


def _before_bodies(passage: Passage, mention: Mention, bodies: Sequence[Span]) -> Mention:
    """A name without the bracket that opens right before one of the bodies, and what follows it."""
    for start, _ in bodies:
        length = start - 1 - mention.start
        if (
            _SHORTEST_NAME <= length < mention.end - mention.start
            and passage.text[start - 1] in "（("
        ):
            named = replace(
                mention.entity,
                name=squeeze(passage.text[mention.start : start - 1]).text,
                evidence=Evidence.of_name(passage, mention.start, start - 1),
            )
            return Mention(named, mention.start, start - 1)
    return mention


def _hides(mention: Mention) -> bool:
    return mention.entity.type not in ("Measure", "Area")


def _tasks(passage: Passage, duties: Sequence[Duty], named: Sequence[Mention]) -> Iterator[Span]:
    for duty in duties:
        start, end = duty.item
        if passage.heading or any(
            each.entity.type in ("Measure", "Project") and start <= each.start < end
            for each in named
        ):
            continue
        words = passage.text[start:end]
        stops = [place for mark in "。；" if (place := words.find(mark)) > 0]
        task = words[: min(stops, default=len(words))].rstrip(_STOPS)
        task = task[:_LONGEST_TASK].rsplit("，", 1)[0] if len(task) > _LONGEST_TASK else task
        if len(task) >= 4 and not bodies_only(task):
            yield start, start + len(task)


def bodies_only(words: str) -> bool:
    """Whether words begin with a duty and name no work of their own."""
    return words.startswith("由") or any(start == 0 for start, _ in bodies_in(words))
