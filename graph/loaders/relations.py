"""Relations: which of a document's named things belong together, and what says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Indicator, Relation
from graph.loaders.involves import involved
from graph.loaders.located import located
from graph.loaders.mentions import Mention, mentions_by_passage, sentences
from graph.loaders.topics import heads, topic_of


def find_relations(
    document: Document, entities: Sequence[Entity], indicators: Sequence[Indicator]
) -> list[Relation]:
    """The relations between a document's entities, and from them to its indicators."""
    mentions = mentions_by_passage(document, entities)
    found: dict[tuple[int, str, str, str], Relation] = {}
    for passage in document.passages:
        for each in _of_sentences(passage, mentions[passage.position]):
            found.setdefault((passage.position, each.type, each.source, each.target), each)
    return list(found.values())


def _of_sentences(passage: Passage, mentions: Sequence[Mention]) -> Iterator[Relation]:
    topic: Mention | None = None
    for sentence in sentences(passage, mentions):
        if heads(sentence):
            topic = topic_of(sentence, "Area")
        yield from located(sentence, topic)
        yield from involved(sentence)
