"""What links documents to each other.

Each part is made of one pair of documents: a document that comes or goes changes no other's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.build.alignment import alignment
from graph.build.citations.held import held_citations
from graph.build.components import components
from graph.build.made import Offer
from graph.parts import Part


def links(offers: Mapping[str, Offer]) -> Iterator[Part]:
    """What documents are linked by, given what each of them brings, by its id."""
    yield from components(
        {document: offer.named for document, offer in offers.items()},
        {document: offer.place for document, offer in offers.items()},
    )
    yield from held_citations([offer.citing for offer in offers.values()])
    yield from alignment([offer.aligned for offer in offers.values()])
