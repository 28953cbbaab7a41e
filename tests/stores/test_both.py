"""What either store does, the same on both."""

from __future__ import annotations

import pytest

from graph.errors import QueryError, QueryLimit, RefusedStatement, StoreError
from graph.exchange.whole import read_whole
from graph.model import Graph, Part, node, relationship
from graph.stores import Limits, Store
from graph.stores.digest import digests_of
from tests.stores.graphs import contents, jinan, links, shandong, whole

OTHER = node("Goal", id="goal-9", name="another")


def holds(store: Store, graph: Graph) -> bool:
    """Whether a store holds a graph: by its digests, and by every node, relationship, property."""
    return store.digests() == digests_of(graph) and contents([read_whole(store)]) == contents(graph)


def test_an_empty_store_answers_with_nothing(store: Store) -> None:
    assert store.digests() == {}
    assert store.read("MATCH (n:Goal) RETURN n").rows == []


def test_what_is_put_in_comes_out(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    store.replace(whole(), lambda *step: told.append(step))
    assert holds(store, whole())
    assert told[-1] == ("comparing the graph", 25, 25)


def test_putting_it_in_twice_changes_nothing(store: Store) -> None:
    store.replace(whole())
    store.replace(whole())
    assert holds(store, whole())


def changed() -> Part:
    """`jinan`, read again: one project gone, another renamed, a third found."""
    before = jinan()
    kept = [each for each in before.nodes if each.id != "project-1"]
    renamed = node("Project", id="project-2", name="高新东区云巴", document="document-jinan")
    added = node("Project", id="project-3", name="济滨高铁", document="document-jinan")
    nodes = [renamed if each.id == "project-2" else each for each in kept] + [added]
    return Part(
        before.key,
        nodes,
        [each for each in before.relationships if "project-1" not in (each.source, each.target)],
    )


@pytest.mark.parametrize(
    "graph",
    [
        [jinan()],
        [shandong(), jinan()],
        [],
        [changed(), shandong(), links(changed(), shandong())],
        [*whole(), Part("more", [OTHER], [relationship("SUPPORTS", jinan().nodes[4], OTHER)])],
        [Part("all", [*jinan().nodes, *shandong().nodes], whole()[2].relationships)],
        [Part("links", shandong().nodes, []), Part("document-shandong", jinan().nodes, [])],
        [Part("document-jinan", shandong().nodes, []), Part("document-shandong", [OTHER], [])],
        [Part("empty", [], []), jinan()],
    ],
    ids=[
        "removed",
        "unlinked",
        "emptied",
        "changed",
        "added",
        "joined",
        "moved",
        "swapped",
        "none",
    ],
)
def test_parts_are_added_changed_and_removed(store: Store, graph: Graph) -> None:
    store.replace(whole())
    store.replace(graph)
    assert holds(store, graph)
    store.replace(whole())
    assert holds(store, whole())


def test_a_link_is_lost_and_found_with_what_it_joins(store: Store) -> None:
    store.replace(whole())
    without = Part("document-shandong", shandong().nodes[:2], [])
    aligned = Part("links", [], whole()[2].relationships[1:])
    store.replace([jinan(), without, aligned])
    assert holds(store, [jinan(), without, aligned])
    store.replace(whole())
    assert holds(store, whole())


def test_every_kind_of_value_comes_back_as_it_was(store: Store) -> None:
    text = "“引号”\n\t'\\`$x 𠮷\u200b"
    odd = node("Goal", id="goal-odd", name=text, aliases=["", text, "a;b"], search="")
    figures = [
        node("Observation", id=f"observation-{i}", name="", number=number, year=-(2**40))
        for i, number in enumerate((0.1, -0.0, 1e300, 7, None))
    ]
    store.replace([Part("odd", [odd, *figures], [])])
    [[row]] = store.read("MATCH (n:Goal) RETURN n").rows
    assert row == {"label": "Goal", **odd.properties}
    found = store.read("MATCH (n:Observation) RETURN n.number ORDER BY n.id").rows
    assert [repr(number) for [number] in found] == ["0.1", "-0.0", "1e+300", "7.0", "None"]


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        ([jinan(), Part("b", jinan().nodes[:1], [])], "two nodes named document-jinan"),
        ([jinan(), jinan()], "two parts named document-jinan"),
        ([shandong(), links(jinan(), shandong())], "holds no Area area-1"),
        ([Part("", [OTHER], [])], "empty id"),
        ([Part("a", [node("Goal", id="g", name=5)], [])], "is not a string"),
        ([Part("a", [node("Document", id="d", year=2**63)], [])], "cannot be stored"),
        ([Part("a", [node("Goal", id="g", name="\ud800")], [])], "cannot be stored"),
    ],
    ids=["node twice", "part twice", "no end", "no key", "type", "too large", "no text"],
)
def test_what_cannot_be_stored_changes_nothing(store: Store, graph: Graph, message: str) -> None:
    store.replace(whole())
    with pytest.raises(StoreError, match=message):
        store.replace(graph)
    assert holds(store, whole())


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
    "MATCH (n) RETURN count(n)",
    "MATCH ()-[r]->() RETURN count(r)",
    "MATCH (n:Goal|Project) WHERE n.name CONTAINS '数字' RETURN n ORDER BY n.id",
    "UNWIND $list AS x RETURN x, {a: x, b: [x]} AS pair",
    "RETURN $text AS text, $number AS number, $nothing AS missing",
]
PARAMETERS = {"list": ["一", "二"], "text": "“x”", "number": 5, "nothing": None}


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("way", ["read", "read_untrusted"])
def test_rows_are_the_same_from_both(
    embedded: Store, server: Store, statement: str, way: str
) -> None:
    answers = []
    for store in (embedded, server):
        store.replace(whole())
        given = {name: value for name, value in PARAMETERS.items() if f"${name}" in statement}
        answers.append(getattr(store, way)(statement, given))
    assert answers[0].rows == answers[1].rows
    assert answers[0].rows
    if way == "read_untrusted":
        assert list(answers[0].columns) == list(answers[1].columns)


def test_what_is_over_the_limit_is_cut_and_said(store: Store) -> None:
    store.replace(whole())
    cut = store.read("MATCH (n:Document) RETURN n.id ORDER BY n.id", limits=Limits(rows=1))
    assert (cut.rows, cut.truncated) == ([["document-jinan"]], True)
    full = store.read("MATCH (n:Document) RETURN n.id", limits=Limits(rows=2))
    assert (len(full.rows), full.truncated) == (2, False)


@pytest.mark.parametrize("way", ["read", "read_untrusted"])
def test_a_runaway_statement_is_stopped_and_the_next_one_runs(store: Store, way: str) -> None:
    store.replace(whole())
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
    store.replace(whole())
    with pytest.raises(RefusedStatement):
        store.read_untrusted(statement)
    assert holds(store, whole())
