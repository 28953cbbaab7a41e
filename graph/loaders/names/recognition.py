"""Names in a passage by two models: a tagger of words, and a judge of spans of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from graph.errors import RuleError
from graph.loaders.document import Document, Passage
from graph.loaders.names.candidates import Candidate, candidates, likely
from graph.loaders.names.company_lists import with_companies
from graph.loaders.names.judge import Judged, chances, taken
from graph.loaders.names.lexicon import MODELS, Lexicon, lexicon
from graph.loaders.names.list_mates import with_list_mates
from graph.loaders.names.span_features import span_features
from graph.loaders.names.tagger import tag
from graph.loaders.names.token_features import Features, features
from graph.loaders.words import Words


@dataclass(frozen=True, slots=True)
class Models:
    """A tagger that labels words, a judge that labels spans, and what both know of words."""

    tagger: pycrfsuite.Tagger
    judge: pycrfsuite.Tagger
    lexicon: Lexicon


def place_of(document: Document, passage: Passage) -> str:
    """In what kind of passage names stand, as a feature of the models."""
    kind = "heading" if passage.heading else "lead" if passage.lead else "body"
    return f"p={kind}|{document.section_of(passage).part}"


def recognized(words: Words, place: str, models: Models) -> list[Judged]:
    """The names in a passage, in order."""
    known = models.lexicon
    tagging = tag(models.tagger, words, features(words, place, known))
    found = likely(candidates(words, tagging, known))
    rows = span_features(words, found, tagging, place, known)
    judged = chances(models.judge, words, found, rows)
    judged = with_list_mates(words, found, with_companies(words, found, judged, known))
    return taken(found, judged)


def spans_with_features(
    words: Words, place: str, tagger: pycrfsuite.Tagger, known: Lexicon
) -> tuple[Sequence[Candidate], list[Features]]:
    """The spans of a passage that may be names, with the features a judge learns from."""
    tagging = tag(tagger, words, features(words, place, known))
    found = candidates(words, tagging, known)
    return found, span_features(words, found, tagging, place, known)


@cache
def trained_models() -> Models:
    """The models that ship with Lantu.

    Raises RuleError where one is missing or damaged.
    """
    tagger, judge = (read_model(MODELS / f"{name}.crfsuite") for name in ("tagger", "judge"))
    return Models(tagger, judge, lexicon())


def read_model(path: Path) -> pycrfsuite.Tagger:
    """A model from its file. Raises RuleError where it is missing or damaged."""
    tagger = pycrfsuite.Tagger()
    try:
        tagger.open(str(path))
    except (OSError, ValueError) as error:
        raise RuleError(f"The model {path.name} cannot be read: {error}.") from error
    return tagger
