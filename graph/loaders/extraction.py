"""From a document to its facts: the extractor's interface and the default behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from graph.errors import ExtractorError
from graph.loaders.document import Document
from graph.loaders.entities import find_entities
from graph.loaders.facts import Fact
from graph.loaders.indicators import find_indicators
from graph.loaders.relations import find_relations

_LOADERS = Path(__file__).parent
_SOURCES = (".py", ".toml", ".csv", ".tsv", ".txt", ".crfsuite")


class Extractor(Protocol):
    """What finds the facts of a document.

    `name` says which extractor it is, `version` changes whenever it may find other facts.
    """

    @property
    def name(self) -> str:
        """Name of the extractor."""

    @property
    def version(self) -> str:
        """A string that changes whenever other facts may be found in the same document."""

    def extract(self, document: Document) -> list[Fact]:
        """The facts of a document, in the order of the text."""


class RuleExtractor:
    """The default: rules and a small tagger, offline, the same facts every time."""

    name = "rules"

    @property
    def version(self) -> str:
        """Digest of all that extraction is made of: code, rules and the tagger's weights."""
        return loaders_digest()

    def extract(self, document: Document) -> list[Fact]:
        """The facts of a document, in the order of the text.

        Raises ExtractorError where a fact's quote does not stand where it says it does.
        """
        entities = find_entities(document)
        indicators = find_indicators(document)
        relations = find_relations(document, entities, indicators)
        return checked(document, [*entities, *indicators, *relations])


def default_extractor() -> Extractor:
    """The extractor that is used where none is asked for."""
    return RuleExtractor()


def checked(document: Document, facts: Sequence[Fact]) -> list[Fact]:
    """The facts in the order of the text, after a look at the evidence of each.

    Raises ExtractorError where a quote does not stand where its fact says it does.
    """
    for fact in facts:
        if not stands(document, fact):
            raise ExtractorError(
                f"The rule {fact.rule} quotes “{fact.evidence.quote}”, which does not stand at "
                f"{fact.evidence.start} in {document.title}. Please report this as a fault."
            )
    return sorted(facts, key=_order)


def stands(document: Document, fact: Fact) -> bool:
    """Does the quote of this fact stand in its passage, at its place in the source text?"""
    evidence = fact.evidence
    if not 0 <= evidence.passage < len(document.passages):
        return False
    passage = document.passages[evidence.passage]
    at = passage.text.find(evidence.quote)
    while evidence.quote and at >= 0:
        if passage.place(at, at + len(evidence.quote)) == (evidence.start, evidence.end):
            return True
        at = passage.text.find(evidence.quote, at + 1)
    return False


def _order(fact: Fact) -> tuple[int, int, int, str]:
    evidence = fact.evidence
    return evidence.passage, evidence.start, evidence.end, f"{type(fact).__name__} {fact!r}"


@cache
def loaders_digest() -> str:
    """Digest of every file of code, rules and weights in this folder, read once a process."""
    digest = blake2b(digest_size=8)
    for path in sorted(_LOADERS.rglob("*")):
        if path.suffix in _SOURCES:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(_LOADERS).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()
