"""Relations: which of a document's named things belong together, and what says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.loaders.document import Document, Passage
from graph.loaders.duties import only_duties
from graph.loaders.facts import Entity, Indicator, Relation
from graph.loaders.relations.area_names import is_area
from graph.loaders.relations.involves import involved
from graph.loaders.relations.located import located
from graph.loaders.relations.measured import measured
from graph.loaders.relations.mentions import Mention, Sentence, mentions_by_passage, sentences
from graph.loaders.relations.objectives import Objectives, heading_goals, objectives_of
from graph.loaders.relations.responsible import responsible
from graph.loaders.relations.supports import measures_supporting, supporting
from graph.loaders.relations.topics import heads, topic_of

_BY_NAME = ("area_in_name", "owner_in_name")


def find_relations(
    document: Document, entities: Sequence[Entity], indicators: Sequence[Indicator]
) -> list[Relation]:
    """The relations between a document's entities, and from them to its indicators.

    Each is given once a passage, by the first rule that finds it, and once for all where a name
    says it. Raises RuleError where the rules do not fit their schema.
    """
    places = [
        each for each in entities if each.type != "Area" or is_area(each.name, document.place)
    ]
    mentions = mentions_by_passage(document, places)
    figures = _by_passage(indicators)
    goals = heading_goals(document, entities)
    found: dict[tuple[str, ...], Relation] = {}
    by_name: set[tuple[str, ...]] = set()
    charged: Sequence[Mention] = ()
    for passage in document.passages:
        named = mentions[passage.position]
        objectives = objectives_of(passage, named, goals)
        for each in (
            *_of_passage(passage, named, figures[passage.position], objectives, document.place),
            *responsible(passage, named, charged),
        ):
            claim = (each.type, each.source_type, each.source, each.target_type, each.target)
            if claim[1:3] == claim[3:] or claim in by_name:
                continue
            if each.rule in _BY_NAME:
                by_name.add(claim)
            found.setdefault((str(passage.position), *claim), each)
        if not only_duties(passage.text):
            charged = named
    return list(found.values())


def _by_passage(indicators: Sequence[Indicator]) -> Mapping[int, Sequence[Indicator]]:
    figures: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        figures[indicator.evidence.passage].append(indicator)
    return figures


@dataclass(frozen=True, slots=True)
class _Topics:
    """What a stretch of a passage is about, by the short sentence at its head."""

    area: Mention | None = None
    goal: Mention | None = None

    @classmethod
    def after(cls, sentence: Sentence) -> _Topics:
        return cls(topic_of(sentence, "Area"), topic_of(sentence, "Goal"))


def _of_passage(
    passage: Passage,
    mentions: Sequence[Mention],
    indicators: Sequence[Indicator],
    objectives: Objectives,
    place: str,
) -> Iterator[Relation]:
    topics = _Topics()
    for sentence in sentences(passage, mentions):
        if heads(sentence):
            opens = sentence.span.start == 0
            topics = _Topics.after(sentence) if opens else _Topics()
        yield from located(sentence, topics.area, place)
        yield from involved(sentence)
        yield from measured(sentence, indicators, objectives, topics.goal)
        if not passage.heading:
            yield from supporting(sentence, objectives, topics.goal)
            yield from measures_supporting(sentence, objectives, topics.goal)
