"""From a document to its facts: the extractor's interface and the default behind it."""

from __future__ import annotations

import os
from typing import Protocol

from graph.loaders.confidence import calibrated
from graph.loaders.document import Document
from graph.loaders.evidence import checked, loaders_digest
from graph.loaders.facts import Fact
from graph.loaders.indicators.indicators import find_indicators
from graph.loaders.language_model.endpoint import Settings
from graph.loaders.language_model.extractor import LanguageModelExtractor
from graph.loaders.names.named import find_named
from graph.loaders.relations.developed_areas import with_developed_areas
from graph.loaders.relations.inside_names import with_inside_names
from graph.loaders.relations.relations import find_relations
from graph.loaders.tables.table_facts import find_in_tables
from graph.loaders.traditional import facts_as_written, is_traditional, simplified_document


class Extractor(Protocol):
    """What finds the facts of a document."""

    @property
    def name(self) -> str:
        """Which extractor it is."""

    @property
    def asks(self) -> bool:
        """Whether it asks somebody over a network."""

    @property
    def version(self) -> str:
        """A string that changes whenever other facts may be found in the same document."""

    def extract(self, document: Document) -> list[Fact]:
        """The facts of a document, in the order of the text. Raises ExtractorError."""


class RuleExtractor:
    """The default: rules and a small tagger, offline, the same facts every time."""

    name = "rules"
    asks = False

    @property
    def version(self) -> str:
        """Digest of all that extraction is made of: code, rules and the tagger's weights."""
        return loaders_digest()

    def extract(self, document: Document) -> list[Fact]:
        """The facts of a document, in the order of the text.

        Raises ExtractorError where a fact's quote does not stand where it says it does.
        """
        if is_traditional(document.text):
            found = self._found(simplified_document(document))
            return checked(document, facts_as_written(found, document))
        return checked(document, self._found(document))

    def _found(self, document: Document) -> list[Fact]:
        prose = document.prose()
        entities = with_inside_names(prose, with_developed_areas(prose, find_named(prose)))
        indicators = find_indicators(prose)
        relations = find_relations(prose, entities, indicators)
        prosaic = calibrated([*entities, *indicators, *relations])
        return [*prosaic, *find_in_tables(document)]


def default_extractor() -> Extractor:
    """The extractor to use: the model that LANTU_LLM_URL names, if it is set, else the rules.

    Raises ExtractorError where LANTU_LLM_URL is set without what else is needed.
    """
    settings = Settings.from_environment(os.environ)
    return LanguageModelExtractor(settings) if settings else RuleExtractor()
