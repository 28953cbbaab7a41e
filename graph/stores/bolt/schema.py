"""The model as Neo4j's constraints and indexes, and the two properties Lantu adds to what it made.

`lantu_part` on each node and relationship names the part it belongs to; what lacks it is other
people's and is never changed. `lantu_digest` stands on the first node of a part, or on its first
relationship where it has no nodes, and changes in one transaction with the part. Both are left out
of rows, and unlike a node of its own neither is met by a statement that counts nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import ENTITY_LABELS, NODE_LABELS, RELATIONSHIP_TYPES
from graph.stores.names import NAMED_LABELS

PART = "lantu_part"
DIGEST = "lantu_digest"
WHOLE_NAMES = "lantu_whole_names"
NAMES_AND_TEXTS = "lantu_names"
_SEARCHED = (*NAMED_LABELS, "Section", "Passage")
_TEXTS = ("name", "name_en", "search", "text")


def quoted(name: str) -> str:
    """A name as an identifier of Cypher."""
    return "`" + name.replace("`", "``") + "`"


@dataclass(frozen=True, slots=True)
class Definition:
    """A constraint or an index: its name and the statement that makes it.

    A `late` one is filled sooner once everything is written than kept up to date meanwhile: those
    of texts, which others than the load itself look into.
    """

    name: str
    statement: str
    late: bool = False


def definitions() -> Iterator[Definition]:
    """What loading and asking rest on: ids are unique, parts and names are found by index."""
    for label in NODE_LABELS:
        node, prefix = f"FOR (n:{quoted(label)})", f"lantu_{label.lower()}"
        yield _made("CONSTRAINT", f"{prefix}_id", f"{node} REQUIRE n.id IS UNIQUE")
        yield _made("INDEX", f"{prefix}_part", f"{node} ON (n.{PART})")
        yield _made("INDEX", f"{prefix}_digest", f"{node} ON (n.{DIGEST})")
    for kind in RELATIONSHIP_TYPES:
        relationship, prefix = f"FOR ()-[r:{quoted(kind)}]-()", f"lantu_{kind.lower()}"
        yield _made("INDEX", f"{prefix}_part", f"{relationship} ON (r.{PART})")
        yield _made("INDEX", f"{prefix}_digest", f"{relationship} ON (r.{DIGEST})")
    for label in ENTITY_LABELS:
        node, prefix = f"FOR (n:{quoted(label)})", f"lantu_{label.lower()}"
        yield _made("INDEX", f"{prefix}_thing", f"{node} ON (n.thing)")
    for label in NAMED_LABELS:
        node, name = f"FOR (n:{quoted(label)})", f"lantu_{label.lower()}_search"
        yield _made("TEXT INDEX", name, f"{node} ON (n.search)")
    yield _full_text(WHOLE_NAMES, NAMED_LABELS, ("search",), "`fulltext.analyzer`: 'whitespace'")
    # The analyzer takes Chinese text in pairs of characters, and words of other scripts.
    analysis = "`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true"
    yield _full_text(NAMES_AND_TEXTS, _SEARCHED, _TEXTS, analysis)


def _full_text(
    name: str, labels: Sequence[str], properties: Sequence[str], config: str
) -> Definition:
    nodes = "|".join(map(quoted, labels))
    texts = ", ".join(f"n.{quoted(each)}" for each in properties)
    rest = f"FOR (n:{nodes}) ON EACH [{texts}] OPTIONS {{indexConfig: {{{config}}}}}"
    return _made("FULLTEXT INDEX", name, rest)


def _made(kind: str, name: str, rest: str) -> Definition:
    statement = f"CREATE {kind} {name} IF NOT EXISTS {rest}"
    return Definition(name, statement, late="TEXT" in kind)
