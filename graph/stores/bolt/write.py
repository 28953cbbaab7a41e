"""Parts written to Neo4j, or taken out, in one transaction.

A node keeps its identity when its part is written again, so that what other people attached to it
stays attached for as long as the thing is in the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from neo4j import ManagedTransaction

from graph.errors import StoreError
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Part, all_nodes
from graph.stores.bolt.creation import created
from graph.stores.bolt.read import node_ids, run
from graph.stores.bolt.rows import Batch, changed_nodes, created_relationships
from graph.stores.bolt.schema import DIGEST, PART, quoted

Digests = Mapping[str, str]
"""The digest of each part that is written, by its key."""


def write_new(transaction: ManagedTransaction, parts: Sequence[Part], digests: Digests) -> None:
    """Write parts of which the server holds nothing. Raises StoreError."""
    _create(transaction, parts)
    _sign(transaction, parts, digests)


def write_again(transaction: ManagedTransaction, parts: Sequence[Part], digests: Digests) -> None:
    """Make what the server holds of parts, if anything, what they are.

    Relationships that other parts have to nodes that are no longer in them are gone afterwards.
    Raises StoreError.
    """
    keys = [part.key for part in parts]
    _remove_relationships(transaction, keys)
    there = {(label, id_) for _, label, id_ in node_ids(transaction, keys)}
    _remove_nodes(transaction, there - {(node.label, node.id) for node in all_nodes(parts)})
    old, new = [], []
    for part in parts:
        kept = [node for node in part.nodes if (node.label, node.id) in there]
        made = [node for node in part.nodes if (node.label, node.id) not in there]
        old.append(Part(part.key, kept, []))
        new.append(Part(part.key, made, part.relationships))
    _write(transaction, changed_nodes(old))
    _create(transaction, new)
    _sign(transaction, parts, digests)


def remove_parts(transaction: ManagedTransaction, keys: Sequence[str]) -> None:
    """Take parts out, with the relationships that others have to their nodes."""
    _remove_relationships(transaction, keys)
    _remove_nodes(transaction, [(label, id_) for _, label, id_ in node_ids(transaction, keys)])


def forget_digests(transaction: ManagedTransaction, keys: Sequence[str]) -> None:
    """Have parts written again by the next load."""
    for label in NODE_LABELS:
        statement = f"MATCH (e:{quoted(label)}) WHERE e.{PART} IN $parts REMOVE e.{DIGEST}"
        run(transaction, statement, {"parts": keys})
    for kind in RELATIONSHIP_TYPES:
        statement = f"MATCH ()-[e:{quoted(kind)}]->() WHERE e.{PART} IN $parts REMOVE e.{DIGEST}"
        run(transaction, statement, {"parts": keys})


def _remove_relationships(transaction: ManagedTransaction, keys: Sequence[str]) -> None:
    for kind in RELATIONSHIP_TYPES:
        statement = f"MATCH ()-[r:{quoted(kind)}]->() WHERE r.{PART} IN $parts DELETE r"
        run(transaction, statement, {"parts": keys})


def _remove_nodes(transaction: ManagedTransaction, nodes: Iterable[tuple[str, str]]) -> None:
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, id_ in nodes:
        by_label[label].append(id_)
    for label, ids in by_label.items():
        statement = f"UNWIND $ids AS id MATCH (n:{quoted(label)} {{id: id}}) DETACH DELETE n"
        run(transaction, statement, {"ids": ids})


def _create(transaction: ManagedTransaction, parts: Sequence[Part]) -> None:
    batch, left = created(parts)
    _write(transaction, [batch] if batch.size else [])
    _write(transaction, created_relationships(left))


def _write(transaction: ManagedTransaction, batches: Iterable[Batch]) -> None:
    for batch in batches:
        result = run(transaction, batch.statement, batch.parameters)
        written = result.single(strict=True)[0]
        if written != batch.size:
            keys = ", ".join(batch.keys)
            raise StoreError(
                f"the graph was not written: of {batch.size} rows of {keys} the server "
                f"took {written}; what is there of {keys} is unchanged"
            )


def _sign(transaction: ManagedTransaction, parts: Sequence[Part], digests: Digests) -> None:
    by_label: dict[str, list[list[str]]] = defaultdict(list)
    for part in parts:
        if part.nodes:
            by_label[part.nodes[0].label].append([part.nodes[0].id, digests[part.key]])
        else:
            _sign_relationship(transaction, part, digests[part.key])
    for label, rows in by_label.items():
        statement = (
            f"UNWIND $rows AS row MATCH (e:{quoted(label)} {{id: row[0]}}) SET e.{DIGEST} = row[1]"
        )
        run(transaction, statement, {"rows": rows})


def _sign_relationship(transaction: ManagedTransaction, part: Part, digest: str) -> None:
    first = part.relationships[0]
    statement = (
        f"MATCH (:{quoted(first.source_label)} {{id: $id}})-[e:{quoted(first.type)}]->() "
        f"WHERE e.{PART} = $part WITH e LIMIT 1 SET e.{DIGEST} = $digest"
    )
    run(transaction, statement, {"id": first.source, "part": part.key, "digest": digest})
