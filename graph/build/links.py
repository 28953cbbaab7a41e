"""What no single document owns: the agencies, and what links documents to them and to each other.

Each part is made of one document, one place or one pair of documents: a document that comes or goes
changes no other's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.build.alignment import alignment
from graph.build.citations.held import held_citations
from graph.build.components import components
from graph.build.mandates import agency_node, mandates
from graph.parts import Part
from graph.registry import Agency, agencies_of


def links(
    parts: Sequence[Part], places: Mapping[str, str], registry: Sequence[Agency]
) -> Iterator[Part]:
    """The agencies of each place that reports, and what documents are linked by.

    `places` says which place reports in which document.
    """
    for place in sorted({*places.values()}):
        if agencies := [agency_node(each) for each in agencies_of(place, registry)]:
            yield Part(f"agencies-of-{place}", agencies, [])
    for part in parts:
        responsible = [*mandates(part, agencies_of(places[part.key], registry))]
        if responsible:
            yield Part(f"links-of-{part.key}", [], responsible)
    yield from components(parts, places)
    yield from held_citations(parts)
    yield from alignment(parts)
