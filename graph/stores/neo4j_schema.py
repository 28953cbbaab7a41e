"""The model as Neo4j's constraints and indexes, and the two properties Lantu adds to what it made.

`lantu_part` on each node and relationship names the part it belongs to; what lacks it is other
people's and is never changed. `lantu_digest` stands on the first node of a part, or on its first
relationship where it has no nodes, and changes in one transaction with the part. Both are left out
of rows, and unlike a node of its own neither is met by a statement that counts nodes.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import ENTITY_LABELS, NODE_LABELS, RELATIONSHIP_TYPES

PART = "lantu_part"
DIGEST = "lantu_digest"
FULL_TEXT = "lantu_names"
_SEARCHED = (*ENTITY_LABELS, "Document", "Section", "Passage")
_TEXTS = ("name", "name_en", "search", "text")


def quoted(name: str) -> str:
    """A name as an identifier of Cypher."""
    return "`" + name.replace("`", "``") + "`"


def definitions() -> Iterator[str]:
    """The statements that make what loading rests on; they do nothing where it is there."""
    for label in NODE_LABELS:
        node, prefix = f"FOR (n:{quoted(label)})", f"lantu_{label.lower()}"
        yield f"CREATE CONSTRAINT {prefix}_id IF NOT EXISTS {node} REQUIRE n.id IS UNIQUE"
        yield f"CREATE INDEX {prefix}_part IF NOT EXISTS {node} ON (n.{PART})"
        yield f"CREATE INDEX {prefix}_digest IF NOT EXISTS {node} ON (n.{DIGEST})"
    for kind in RELATIONSHIP_TYPES:
        relationship, prefix = f"FOR ()-[r:{quoted(kind)}]-()", f"lantu_{kind.lower()}"
        yield f"CREATE INDEX {prefix}_part IF NOT EXISTS {relationship} ON (r.{PART})"
        yield f"CREATE INDEX {prefix}_digest IF NOT EXISTS {relationship} ON (r.{DIGEST})"


def full_text_definition() -> str:
    """The statement that makes the full-text index of names and texts, for Chinese among others."""
    labels = "|".join(map(quoted, _SEARCHED))
    texts = ", ".join(f"n.{quoted(name)}" for name in _TEXTS)
    return (
        f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:{labels}) ON EACH [{texts}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}"
    )
