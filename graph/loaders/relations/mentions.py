"""Mentions: where a document's entities stand in its passages and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.gazetteer import Gazetteer

LONGEST_QUOTE = 80
"""Characters of a quote that a reader takes in at a glance."""
_SENTENCE = re.compile(r"[^。；！？;\n]+[。；！？;]?")
_CLAUSE = re.compile(r"[^，,：:。；！？;\n]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a passage's text that names an entity."""

    entity: Entity
    start: int
    end: int

    def within(self, other: Mention | Span) -> bool:
        """Does it lie inside the other stretch?"""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, up to a full stop or semicolon, with what is named in it."""

    passage: Passage
    span: Span
    clauses: Sequence[Span]
    mentions: Sequence[Mention]

    def text(self, start: int, end: int) -> str:
        """The words of the passage from `start` to `end`."""
        return self.passage.text[start:end]

    def of(self, *types: str) -> list[Mention]:
        """The mentions of entities of these types."""
        return [mention for mention in self.mentions if mention.entity.type in types]

    def clause_at(self, place: int) -> Span:
        """The clause that a place in the passage's text falls in."""
        return next((clause for clause in self.clauses if place < clause.end), self.clauses[-1])

    def clause_of(self, mention: Mention) -> Evidence:
        """The clause that a mention stands in, or as much of it from the mention on as is short."""
        clause = self.clause_at(mention.start)
        start, end = min(clause.start, mention.start), max(clause.end, mention.end)
        if end - start > LONGEST_QUOTE:
            start = mention.start
            end = max(mention.end, min(end, start + LONGEST_QUOTE))
        return self.evidence(Span(start, end))

    def evidence(self, *parts: Mention | Span) -> Evidence:
        """The shortest stretch that covers all of these, with quotation marks around it."""
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        start -= self.passage.text[:start].endswith("“")
        end += self.passage.text.startswith("”", end)
        return Evidence.of(self.passage, start, end)


def mentions_by_passage(
    document: Document, entities: Sequence[Entity]
) -> Mapping[int, Sequence[Mention]]:
    """Each passage's mentions in the order of the text.

    Areas are found wherever the text has their name, for a place is named again and again.
    """
    found: dict[int, list[Mention]] = defaultdict(list)
    for entity in entities:
        passage = document.passages[entity.evidence.passage]
        found[passage.position].append(mention_of(passage, entity))
    areas = {each.name: each for each in reversed(entities) if each.type == "Area"}
    names = Gazetteer(areas)
    for passage in document.passages:
        mentions = found[passage.position]
        mentions += _named_again(passage, mentions, areas, names)
        mentions.sort(key=lambda each: (each.start, -each.end))
    return found


def sentences(passage: Passage, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """The sentences of a passage, each with what is named in it."""
    for match in _SENTENCE.finditer(passage.text):
        span = Span(*match.span())
        named = [each for each in mentions if span.start <= each.start < span.end]
        clauses = [Span(*each.span()) for each in _CLAUSE.finditer(passage.text, *match.span())]
        if clauses:
            yield Sentence(passage, span, clauses, named)


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions whose name is not a part of another, longer one around it."""
    return [
        each
        for each in mentions
        if not any(
            each.within(other)
            and each.entity.name != other.entity.name
            and each.entity.name in other.entity.name
            for other in mentions
        )
    ]


def mention_of(passage: Passage, entity: Entity) -> Mention:
    """Where the entity is named: its name if the quote holds it, else the whole quote."""
    start = bisect_left(passage.offsets, entity.evidence.start)
    end = start + len(entity.evidence.quote)
    at = passage.text.find(entity.name, start, end)
    return Mention(entity, at, at + len(entity.name)) if at >= 0 else Mention(entity, start, end)


def _named_again(
    passage: Passage,
    mentions: Sequence[Mention],
    areas: Mapping[str, Entity],
    names: Gazetteer,
) -> Iterator[Mention]:
    taken = [mention for mention in mentions if mention.entity.type == "Area"]
    for start, end in names.within(passage.text):
        mention = Mention(areas[passage.text[start:end]], start, end)
        if not any(mention.start < each.end and each.start < mention.end for each in taken):
            yield mention
