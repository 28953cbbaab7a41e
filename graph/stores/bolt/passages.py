"""Passages found on Neo4j by what they say: its full-text index takes characters in pairs.

The index tells which passages may say a text; whether they do is looked up in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.folding import fold
from graph.stores.bolt.names import phrase
from graph.stores.bolt.schema import NAMES_AND_TEXTS
from graph.stores.names import SHORTEST_WITHIN

MOST_SAYING = 200_000
# The index takes about a thousand terms at a time.
_LONGEST_IN_PIECES = 20
SAYING = (
    f"CALL db.index.fulltext.queryNodes('{NAMES_AND_TEXTS}', $sought) YIELD node AS p "
    "WHERE p:Passage RETURN p.id, p.text ORDER BY p.document, p.position"
)


def query_of(texts: Sequence[str]) -> str:
    """What the index is asked for passages that may say one of some folded texts.

    It holds no pair of characters across a space, so a text may stand there in two pieces.
    """
    return " OR ".join(f"({each})" for text in texts for each in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """A text as it may stand in the index: whole, or with a space somewhere in it."""
    yield f"text:{phrase(text)}"
    last = len(text) - SHORTEST_WITHIN if len(text) <= _LONGEST_IN_PIECES else 0
    for place in range(SHORTEST_WITHIN, last + 1):
        yield f"text:{phrase(text[:place])} AND text:{phrase(text[place:])}"


def says(passage: str, texts: Sequence[str]) -> bool:
    """Whether one of the folded texts stands in a passage."""
    folded = fold(passage)
    return any(text in folded for text in texts)
