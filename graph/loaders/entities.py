"""Finds the named things of a document: goals, measures, projects, initiatives, areas, bodies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, EntityType, Evidence
from graph.loaders.names import bare_name, organization_kind
from graph.loaders.squeezed import Squeezed, squeeze
from graph.loaders.tagger import tagged_names

_SHORTEST_QUOTE = 4
_LONGEST_NAME = 60


def find_entities(document: Document) -> list[Entity]:
    """The named things of a document, one mention a passage, in the order of the text."""
    entities: list[Entity] = []
    for passage in document.passages:
        mentions = {
            (each.type, each.name): each
            for each in reversed([*_mentions(document, passage)])
        }
        entities.extend(sorted(mentions.values(), key=lambda each: each.evidence.start))
    return entities


def _mentions(document: Document, passage: Passage) -> Iterator[Entity]:
    if passage.lead:
        yield _measure(passage, *passage.lead)
    squeezed = squeeze(passage.text)
    for start, end, kind, confidence in tagged_names(document, passage, squeezed.text):
        name, start, end = bare_name(squeezed.text, start, end)
        if not name or name == document.place or len(name) > _LONGEST_NAME:
            continue
        yield Entity(
            type=cast(EntityType, kind),
            name=name,
            evidence=_evidence(passage, squeezed, start, end),
            rule="tagger",
            confidence=confidence,
            kind=organization_kind(name) if kind == "Organization" else "",
        )


def _measure(passage: Passage, start: int, end: int) -> Entity:
    return Entity(
        type="Measure",
        name=squeeze(passage.text[start:end]).text,
        evidence=Evidence.of(passage, start, end),
        rule="lead",
    )


def _evidence(passage: Passage, squeezed: Squeezed, start: int, end: int) -> Evidence:
    """The words of a name, with so many after or before them as make a quote."""
    missing = max(0, _SHORTEST_QUOTE - (end - start))
    end = min(len(squeezed.text), end + missing)
    start = max(0, min(start, end - _SHORTEST_QUOTE))
    return Evidence.of(passage, *squeezed.span(start, end))
