"""Passages found on Neo4j by what they say: its full-text index takes characters in pairs.

The index tells which passages may say a text; whether they do is looked up in them.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.folding import fold
from graph.stores.bolt.names import phrase
from graph.stores.bolt.schema import NAMES_AND_TEXTS

MOST_SAYING = 200_000
SAYING = (
    f"CALL db.index.fulltext.queryNodes('{NAMES_AND_TEXTS}', $sought) YIELD node AS p "
    "WHERE p:Passage RETURN p.id, p.text ORDER BY p.document, p.position"
)


def query_of(texts: Sequence[str]) -> str:
    """What the index is asked for passages that may say one of some folded texts."""
    return " OR ".join(f"text:{phrase(text)}" for text in texts)


def says(passage: str, texts: Sequence[str]) -> bool:
    """Whether one of the folded texts stands in a passage."""
    folded = fold(passage)
    return any(text in folded for text in texts)
