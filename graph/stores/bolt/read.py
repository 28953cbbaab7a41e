"""Statements run on Neo4j in a read transaction, and what is known of the parts it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any

from neo4j import ManagedTransaction, Record, Result, Transaction

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.schema import Property
from graph.stores.bolt.schema import DIGEST, PART, quoted
from graph.stores.bolt.values import Cleaner
from graph.stores.digest import Row
from graph.stores.interface import Answer

Parameters = Mapping[str, object]
Counts = Mapping[str, tuple[int, int]]
"""How many nodes and relationships parts have, by their keys."""
EXPLAIN = "EXPLAIN "
# One pattern for all labels, which the server plans much sooner than a union of one for each.
_EVERYTHING = (
    f"(e:{'|'.join(map(quoted, NODE_LABELS))})",
    f"()-[e:{'|'.join(map(quoted, RELATIONSHIP_TYPES))}]->()",
)


def run(
    transaction: ManagedTransaction | Transaction,
    statement: str,
    parameters: Mapping[str, object] | None = None,
) -> Result:
    """Run a statement made of declared names."""
    return transaction.run(statement, dict(parameters or {}))


def answer(
    transaction: ManagedTransaction, statement: str, parameters: Parameters, rows: int
) -> Answer:
    """The first rows of a statement's answer, as plain values."""
    result = run(transaction, statement, parameters)
    columns = list(result.keys())
    found = [record.values() for record in islice(result, rows + 1)]
    return cleaned(transaction, columns, found, rows)


def cleaned(
    transaction: ManagedTransaction | Transaction,
    columns: Sequence[str],
    found: Sequence[Sequence[object]],
    rows: int,
) -> Answer:
    """The answer that some rows are, of which there may be more than it has."""
    cleaner = Cleaner(lambda ids: _ids_at(transaction, ids))
    return Answer(columns, cleaner.clean(found[:rows]), len(found) > rows)


def query_type(
    transaction: ManagedTransaction | Transaction, statement: str, parameters: Parameters
) -> str:
    """What the server takes a statement for, without running it: `r` for one that reads."""
    return str(run(transaction, f"{EXPLAIN}{statement}", parameters).consume().query_type)


def digests(transaction: ManagedTransaction) -> dict[str, str]:
    """The digest of each part that is stored, by its key."""
    nodes, relationships = _by_part(transaction, f"e.{DIGEST} IS NOT NULL", f"e.{DIGEST}")
    return nodes | relationships


def version(transaction: ManagedTransaction) -> str:
    """A digest of those of the documents that are stored."""
    statement = f"MATCH (d:Document) RETURN d.{PART}, d.{DIGEST} ORDER BY d.{PART}"
    return sha256(repr(run(transaction, statement).values()).encode()).hexdigest()


def counts(transaction: ManagedTransaction) -> Counts:
    """How many nodes and relationships each part that is stored has."""
    nodes, relationships = _by_part(transaction, f"e.{PART} IS NOT NULL", "count(*)")
    keys = {*nodes, *relationships}
    return {key: (nodes.get(key, 0), relationships.get(key, 0)) for key in keys}


def _by_part(
    transaction: ManagedTransaction, condition: str, value: str
) -> Iterator[dict[str, Any]]:
    """A value of each part whose nodes, and then of each whose relationships, meet a condition."""
    for pattern in _EVERYTHING:
        found = run(transaction, f"MATCH {pattern} WHERE {condition} RETURN e.{PART}, {value}")
        yield {record[0]: record[1] for record in found}


def node_ids(
    transaction: ManagedTransaction, keys: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Part, label and id of each node that some parts have."""
    for label in NODE_LABELS:
        statement = f"MATCH (n:{quoted(label)}) WHERE n.{PART} IN $parts RETURN n.{PART}, n.id"
        for key, id_ in run(transaction, statement, {"parts": sorted(keys)}):
            yield key, label, id_


def stored_rows(transaction: ManagedTransaction, keys: Collection[str]) -> dict[str, list[Row]]:
    """Some parts as they are stored, in the rows that `rows_digest` takes."""
    rows: dict[str, list[Row]] = {key: [] for key in keys}
    # What one part has comes as one list: a record for each row would take longer than its values.
    for label, kind in NODE_LABELS.items():
        row = f"['{label}', {_values('n', kind.properties)}]"
        pattern = f"(n:{quoted(label)}) WHERE n.{PART} IN $parts RETURN n.{PART}, collect({row})"
        _collect(transaction, pattern, rows)
    for type_, declared in RELATIONSHIP_TYPES.items():
        values = ", ".join(filter(None, ["a.id, b.id", _values("r", declared.properties)]))
        row = f"['{type_}', {values}]"
        pattern = f"(a)-[r:{quoted(type_)}]->(b) WHERE r.{PART} IN $parts "
        _collect(transaction, f"{pattern} RETURN r.{PART}, collect({row})", rows)
    return rows


def _collect(transaction: ManagedTransaction, pattern: str, rows: dict[str, list[Row]]) -> None:
    for part, more in run(transaction, f"MATCH {pattern}", {"parts": sorted(rows)}):
        rows[part] += more


def _values(variable: str, declared: Sequence[Property]) -> str:
    return ", ".join(f"{variable}.{quoted(each.name)}" for each in declared)


def _ids_at(transaction: ManagedTransaction | Transaction, ids: Sequence[str]) -> Mapping[str, str]:
    statement = (
        "UNWIND $ids AS at MATCH (n) WHERE elementId(n) = at AND n.id IS NOT NULL "
        "RETURN at, toString(n.id) AS id"
    )
    found: Iterator[Record] = iter(run(transaction, statement, {"ids": ids}))
    return {record["at"]: record["id"] for record in found}
