"""One part written to Neo4j, or parts taken out, in one transaction.

A node keeps its identity when its part is written again, so that what other people attached to it
stays attached for as long as the thing is in the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from neo4j import ManagedTransaction

from graph.errors import StoreError
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES, Part
from graph.stores.bolt.read import node_ids, run
from graph.stores.bolt.rows import Batch, changed_nodes, created_nodes, created_relationships
from graph.stores.bolt.schema import DIGEST, PART, quoted
from graph.stores.digest import part_digest


def write_part(transaction: ManagedTransaction, part: Part, known: bool) -> None:
    """Make a part's nodes and relationships what they are in `part`.

    `known` says that the server may hold some of them already. Relationships that other parts have
    to nodes that are no longer in it are gone afterwards. Raises StoreError.
    """
    there: set[tuple[str, str]] = set()
    if known:
        _remove_relationships(transaction, part.key)
        there = {*node_ids(transaction, part.key)}
        _remove_nodes(transaction, there - {(node.label, node.id) for node in part.nodes})
    old = [node for node in part.nodes if (node.label, node.id) in there]
    new = [node for node in part.nodes if (node.label, node.id) not in there]
    _write(transaction, part.key, changed_nodes(old))
    _write(transaction, part.key, created_nodes(new))
    _write(transaction, part.key, created_relationships(part.relationships))
    _sign(transaction, part)


def remove_parts(transaction: ManagedTransaction, keys: Sequence[str]) -> None:
    """Take parts out, with the relationships that others have to their nodes."""
    for key in keys:
        _remove_relationships(transaction, key)
    for key in keys:
        _remove_nodes(transaction, node_ids(transaction, key))


def forget_digests(transaction: ManagedTransaction, keys: Sequence[str]) -> None:
    """Have parts written again by the next load."""
    for label in NODE_LABELS:
        statement = f"MATCH (e:{quoted(label)}) WHERE e.{PART} IN $parts REMOVE e.{DIGEST}"
        run(transaction, statement, {"parts": keys})
    for kind in RELATIONSHIP_TYPES:
        statement = f"MATCH ()-[e:{quoted(kind)}]->() WHERE e.{PART} IN $parts REMOVE e.{DIGEST}"
        run(transaction, statement, {"parts": keys})


def _remove_relationships(transaction: ManagedTransaction, key: str) -> None:
    for kind in RELATIONSHIP_TYPES:
        statement = f"MATCH ()-[r:{quoted(kind)}]->() WHERE r.{PART} = $part DELETE r"
        run(transaction, statement, {"part": key})


def _remove_nodes(transaction: ManagedTransaction, nodes: Iterable[tuple[str, str]]) -> None:
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, id_ in nodes:
        by_label[label].append(id_)
    for label, ids in by_label.items():
        statement = f"UNWIND $ids AS id MATCH (n:{quoted(label)} {{id: id}}) DETACH DELETE n"
        run(transaction, statement, {"ids": ids})


def _write(transaction: ManagedTransaction, key: str, batches: Iterable[Batch]) -> None:
    for batch in batches:
        result = run(transaction, batch.statement, {"rows": batch.rows, "part": key})
        written = result.single(strict=True)[0]
        if written != len(batch.rows):
            raise StoreError(
                f"the graph was not written: of {len(batch.rows)} rows of {key} the server "
                f"took {written}; what is there of {key} is unchanged"
            )


def _sign(transaction: ManagedTransaction, part: Part) -> None:
    if part.nodes:
        pattern = f"MATCH (e:{quoted(part.nodes[0].label)} {{id: $id}})"
        given = {"id": part.nodes[0].id}
    elif part.relationships:
        first = part.relationships[0]
        pattern = (
            f"MATCH (:{quoted(first.source_label)} {{id: $id}})-[e:{quoted(first.type)}]->() "
            f"WHERE e.{PART} = $part WITH e LIMIT 1"
        )
        given = {"id": first.source, "part": part.key}
    else:
        return
    run(transaction, f"{pattern} SET e.{DIGEST} = $digest", given | {"digest": part_digest(part)})
