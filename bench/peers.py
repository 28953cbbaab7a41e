"""How other tools load the same graph into Neo4j, each as its own documentation says to.

None of them compares what is stored afterwards, keeps the documents apart or takes out what is
gone; all but `unwind_create` can be run twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import neo4j

from graph.model import NODE_LABELS
from graph.parts import Graph, Value, all_nodes, all_relationships

BATCH = 10_000
Row = dict[str, Any]
Loader = Callable[[str, Graph], None]
_Pair = tuple[str, str, str]


def unwind_create(url: str, graph: Graph) -> None:
    """The driver, UNWIND and CREATE by label, then by type and labels of the ends."""
    _unwind(url, graph, "CREATE (n:{label}) SET n = row", "CREATE (a)-[r:{type}]->(b) SET r = row")


def unwind_merge(url: str, graph: Graph) -> None:
    """The same with MERGE; two relationships of one type between two nodes become one."""
    _unwind(
        url,
        graph,
        "MERGE (n:{label} {{id: row.id}}) SET n = row",
        "MERGE (a)-[r:{type}]->(b) SET r = row",
    )


def py2neo_bulk(url: str, graph: Graph) -> None:
    """py2neo's merge_nodes and merge_relationships."""
    import py2neo.bulk

    graph_at = py2neo.Graph(url)
    for label in NODE_LABELS:
        graph_at.run(_constraint(label))
    for label, rows in _nodes(graph).items():
        for batch in _batches(rows):
            py2neo.bulk.merge_nodes(graph_at.auto(), batch, (label, "id"), labels={label})
    for (kind, source, target), rows in _relationships(graph).items():
        triples = [(row["a"], row["properties"], row["b"]) for row in rows]
        for triple in _batches(triples):
            py2neo.bulk.merge_relationships(
                graph_at.auto(),
                triple,
                kind,
                start_node_key=(source, "id"),
                end_node_key=(target, "id"),
            )


def neomodel_objects(url: str, graph: Graph) -> None:
    """neomodel: create_or_update for nodes in batches, and `connect` for each relationship."""
    from neomodel import config, db

    from bench import neomodel_model

    config.DATABASE_URL = url.replace("bolt://", "bolt://neo4j:none@")
    for label in NODE_LABELS:
        db.cypher_query(_constraint(label))
    made: dict[str, Any] = {}
    for label, rows in _nodes(graph).items():
        for batch in _batches([neomodel_model.as_given(row) for row in rows]):
            made |= {each.uid: each for each in neomodel_model.create_or_update(label, batch)}
    for each in all_relationships(graph):
        neomodel_model.connect(each, made[each.source], made[each.target])
    db.close_connection()


def _unwind(url: str, graph: Graph, node: str, relationship: str) -> None:
    with neo4j.GraphDatabase.driver(url) as driver, driver.session() as session:
        for label in NODE_LABELS:
            session.run(_constraint(label)).consume()
        for label, rows in _nodes(graph).items():
            statement = f"UNWIND $rows AS row {node.format(label=label)}"
            _run(session, statement, rows)
        for (kind, source, target), rows in _relationships(graph).items():
            written = relationship.format(type=kind).replace("= row", "= row.properties")
            statement = (
                f"UNWIND $rows AS row MATCH (a:{source} {{id: row.a}}) "
                f"MATCH (b:{target} {{id: row.b}}) {written}"
            )
            _run(session, statement, rows)


def _run(session: neo4j.Session, statement: Any, rows: Sequence[Row]) -> None:
    for batch in _batches(rows):
        session.execute_write(
            lambda transaction, batch=batch: transaction.run(statement, rows=batch).consume()
        )


def _constraint(label: str) -> Any:
    return f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"


def _nodes(graph: Graph) -> Mapping[str, list[dict[str, Value]]]:
    rows: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for each in all_nodes(graph):
        rows[each.label].append(each.properties)
    return rows


def _relationships(graph: Graph) -> Mapping[_Pair, list[Row]]:
    rows: dict[_Pair, list[Row]] = defaultdict(list)
    for each in all_relationships(graph):
        row = {"a": each.source, "b": each.target, "properties": each.properties}
        rows[each.type, each.source_label, each.target_label].append(row)
    return rows


def _batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch
