"""What either store answers, the same on both: statements, limits, mistakes and refusals."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.errors import QueryError, QueryLimit, RefusedStatement
from graph.stores import Limits, Store
from graph.stores.digest import digests_of
from tests.stores.graphs import whole

# Each has one right answer: where rows could come in any order, it says in which.
STATEMENTS = [
    "MATCH (n:Project) RETURN n, n.name AS name ORDER BY n.id",
    "MATCH (p:Project)-[r:SUPPORTS]->(g:Goal) RETURN r, p.id ORDER BY p.id, r.start",
    "MATCH (a:Section)-[r:PART_OF]->() RETURN r",
    "MATCH (a:Project {id: 'project-1'})-[r]->(b) RETURN type(r), labels(b)[0] ORDER BY b.id",
    "MATCH p = (:Project {id: 'project-1'})-[:SUPPORTS]->(:Goal) RETURN p, nodes(p)",
    "MATCH p = (:Project {id: 'project-1'})-[*1..3]-(:Observation) RETURN p ORDER BY length(p)",
    "MATCH (:Project {id: 'project-1'})-[r*2..2]->(:Indicator) RETURN r",
    "MATCH p = shortestPath((:Project {id: 'project-1'})-[*1..6]-(:Goal {id: 'goal-2'})) RETURN p",
    "MATCH (n:Goal) OPTIONAL MATCH (n)-[r:MEASURED_BY]->(i) RETURN n.id, r, i ORDER BY n.id",
    "MATCH (n:Observation) RETURN n.number, n.upper, n.unit, n.year",
    "MATCH (n:Project) RETURN collect(n.document), count(*) AS count, 1.5 AS half, true AS yes",
    "MATCH (n) RETURN n ORDER BY n.id",
    "MATCH (a)-[r]->(b) RETURN a, r, b ORDER BY type(r), a.id, b.id, r.start",
    "MATCH p = (:Section)<-[:PART_OF]-()<-[*1..1]-(n) RETURN p ORDER BY n.id",
    "MATCH (n) RETURN count(n)",
    "MATCH ()-[r]->() RETURN count(r)",
    "MATCH (n:Goal|Project) WHERE n.name CONTAINS '数字' RETURN n ORDER BY n.id",
    "UNWIND $list AS x RETURN x, {a: x, b: [x]} AS pair",
    "RETURN $text AS text, $number AS number, $nothing AS missing",
]
PARAMETERS = {"list": ["一", "二"], "text": "“x”", "number": 5, "nothing": None}


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest, both: Sequence[Store]) -> Store:
    """Either of them."""
    return both[request.param == "server"]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("way", ["read", "read_untrusted"])
def test_rows_are_the_same_from_both(both: Sequence[Store], statement: str, way: str) -> None:
    given = {name: value for name, value in PARAMETERS.items() if f"${name}" in statement}
    embedded, served = (getattr(store, way)(statement, given) for store in both)
    assert embedded.rows == served.rows
    assert embedded.rows
    if way == "read_untrusted":
        assert list(embedded.columns) == list(served.columns)


def test_what_is_over_the_limit_is_cut_and_said(store: Store) -> None:
    cut = store.read("MATCH (n:Document) RETURN n.id ORDER BY n.id", limits=Limits(rows=1))
    assert (cut.rows, cut.truncated) == ([["document-jinan"]], True)
    full = store.read("MATCH (n:Document) RETURN n.id", limits=Limits(rows=2))
    assert (len(full.rows), full.truncated) == (2, False)


@pytest.mark.parametrize("way", ["read", "read_untrusted"])
def test_a_runaway_statement_is_stopped_and_the_next_one_runs(store: Store, way: str) -> None:
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
    with pytest.raises(QueryLimit):
        getattr(store, way)(slow, limits=Limits(seconds=0.3))
    assert store.read("MATCH (d:Document) RETURN count(d)").rows == [[2]]


@pytest.mark.parametrize("way", ["read", "read_untrusted"])
def test_a_mistake_in_a_statement_is_told_as_such(store: Store, way: str) -> None:
    with pytest.raises(QueryError):
        getattr(store, way)("MATCH (n:Goal RETURN n")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Goal {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Goal) SET n.name = 'x' RETURN n",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "SHOW DATABASES",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "CREATE INDEX x FOR (n:Goal) ON (n.name)",
        "MATCH (n) RETURN n; MATCH (n) RETURN n",
        "EXPLAIN MATCH (n) RETURN n",
        "USE system MATCH (n) RETURN n",
    ],
)
def test_users_can_read_and_nothing_else(store: Store, statement: str) -> None:
    with pytest.raises(RefusedStatement):
        store.read_untrusted(statement)


def test_the_graph_is_what_it_was(store: Store) -> None:
    assert store.digests() == digests_of(whole())
