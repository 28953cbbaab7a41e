"""Where known names stand in a document, and what is named there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.gazetteer import Gazetteer
from graph.loaders.relations.mentions import Mention, mentions_by_passage
from graph.loaders.squeezed import Squeezed, squeeze
from graph.loaders.words import cut


@dataclass(frozen=True, slots=True)
class Standing:
    """A name that stands in a passage: `whole` where it begins and ends with words."""

    name: str
    start: int
    end: int
    whole: bool

    def evidence(self, passage: Passage) -> Evidence:
        """The name where it stands."""
        return Evidence.of_name(passage, self.start, self.end)

    def over(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Those of the mentions that it has a character in common with."""
        return [each for each in mentions if each.start < self.end and self.start < each.end]


def standing(
    document: Document, entities: Sequence[Entity], names: Iterable[str]
) -> Iterator[tuple[Passage, Sequence[Mention], Sequence[Standing]]]:
    """Each passage in which some of `names` stand, with the mentions of `entities` in it."""
    gazetteer = Gazetteer(names)
    mentions = mentions_by_passage(document, entities)
    for passage in document.passages:
        squeezed = squeeze(passage.text)
        spans = [*gazetteer.within(squeezed.text)]
        if spans:
            yield passage, mentions[passage.position], [*_found(squeezed, spans)]


def _found(squeezed: Squeezed, spans: Iterable[tuple[int, int]]) -> Iterator[Standing]:
    edges = frozenset(cut(squeezed.text).starts)
    for start, end in spans:
        whole = start in edges and end in edges
        yield Standing(squeezed.text[start:end], *squeezed.span(start, end), whole)
