"""Finds the named things of a document: goals, measures, projects, initiatives, areas, bodies."""

from __future__ import annotations

from collections.abc import Iterator

from graph.loaders.divisions import is_reporting
from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.names.bounds import (
    is_no_initiative,
    is_no_project,
    is_own_title,
    is_position,
    within_bounds,
)
from graph.loaders.names.completion import (
    acting_body,
    bare_name,
    completed,
    joined_apart,
    named_apart,
    organization_kind,
    quotations_apart,
    without_verb,
)
from graph.loaders.names.lexicon import lexicon
from graph.loaders.names.recognition import Models, place_of, recognized, trained_models
from graph.loaders.quotes import Quotes
from graph.loaders.squeezed import Squeezed, squeeze
from graph.loaders.words import cut

_LONGEST_NAME = 60
_ACTING = ("Project", "Organization")


def find_entities(document: Document, models: Models | None = None) -> list[Entity]:
    """The named things of a document, each once a passage, in the order of the text.

    The rule of a name is `lead` for a measure and `names` for what the models recognized, those
    that ship with Lantu unless others are given. Raises RuleError where a rule file or a model is
    missing or damaged.
    """
    models = models or trained_models()
    squeezed = [squeeze(passage.text) for passage in document.passages]
    quotes = Quotes([each.text for each in squeezed])
    entities: list[Entity] = []
    for passage, text in zip(document.passages, squeezed, strict=True):
        mentions: dict[tuple[str, str], Entity] = {}
        for entity in (*_measure(passage), *_names(document, passage, text, quotes, models)):
            mentions.setdefault((entity.type, entity.name), entity)
        entities.extend(mentions.values())
    return entities


def _measure(passage: Passage) -> Iterator[Entity]:
    if passage.lead:
        start, end = passage.lead
        yield Entity(
            type="Measure",
            name=squeeze(passage.text[start:end]).text,
            evidence=Evidence.of(passage, start, end),
            rule="lead",
        )


def _parts(text: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    """The names in a span, each with its span within its bounds."""
    for first, last in named_apart(text, start, end):
        joined = kind == "Project"
        for span in joined_apart(text, first, last, lexicon()) if joined else [(first, last)]:
            if kept := within_bounds(text, *span):
                yield from quotations_apart(text, *kept)


def _names(
    document: Document, passage: Passage, squeezed: Squeezed, quotes: Quotes, models: Models
) -> Iterator[Entity]:
    words = cut(squeezed.text)
    for found in recognized(words, place_of(document, passage), models):
        each = without_verb(words, found, lexicon())
        whole = bare_name(squeezed.text, words.starts[each.start], words.starts[each.end])
        for start, end, name in _parts(squeezed.text, *whole, each.type):
            if not name or len(name) > _LONGEST_NAME:
                continue
            kind, name = completed(words, each, name, document.place, lexicon())
            if kind in _ACTING and (body := acting_body(name, lexicon())):
                kind, name = "Organization", body
            if is_reporting(name, document.place):
                continue
            if kind == "Project" and is_position(name):
                kind = "Goal"
            if kind == "Project" and is_no_project(name):
                continue
            if kind == "Initiative" and (
                is_no_initiative(name) or is_own_title(name, document.title)
            ):
                continue
            yield Entity(
                type=kind,
                name=name,
                evidence=Evidence.of(
                    passage, *squeezed.span(*quotes.around(squeezed.text, start, end))
                ),
                rule="names",
                confidence=each.confidence,
                kind=organization_kind(name) if kind == "Organization" else "",
            )
