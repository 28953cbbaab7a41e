"""One way of writing Cypher, as each store's engine gets it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, RefusedStatement
from graph.model import ENTITY_LABELS
from graph.parts import Value
from graph.stores import Store, open_store
from graph.stores.interface import Dialect
from graph.stores.statements.dialect import column_names, translate
from graph.stores.statements.passed import Passed
from tests.stores.drawn import drawn
from tests.stores.graphs import whole

DIALECTS: tuple[Dialect, ...] = ("ladybug", "neo4j")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("graph") / "graph.lbug"
    store = open_store(path)
    store.replace(whole())
    yield store
    store.close()


@pytest.mark.parametrize(
    ("written", "ladybug"),
    [
        ("RETURN type(r), n.type, {type: 1}", "RETURN label(r), n.type, {type: 1}"),
        ("RETURN labels(n)[0], labels(n)", "RETURN label(n), [label(n)]"),
        (
            "MATCH (a)-[:A|B*1..3]->(b) RETURN 2 * 3",
            "MATCH (a)-[:A|B* TRAIL 1..3]->(b) RETURN 2 * 3",
        ),
        ("MATCH (a)-[r*2]-(b) RETURN r", "MATCH (a)-[r* TRAIL 2..2]-(b) RETURN r"),
        ("MATCH (a)-[*]-(b) RETURN a", "MATCH (a)-[* TRAIL ]-(b) RETURN a"),
        (
            "MATCH p = shortestPath((a {id: 'x'})-[:A*1..6]-(b)) RETURN p",
            "MATCH p = (a {id: 'x'})-[:A* SHORTEST 1..6]-(b) RETURN p",
        ),
        (
            "MATCH p = allShortestPaths((a)-[*1..6]-(b)) RETURN p",
            "MATCH p = (a)-[* ALL SHORTEST 1..6]-(b) RETURN p",
        ),
        ("MATCH (a)-[* SHORTEST 1..2]-(b) RETURN a", "MATCH (a)-[* SHORTEST 1..2]-(b) RETURN a"),
    ],
)
def test_what_neo4j_takes_is_put_into_ladybugs_words(written: str, ladybug: str) -> None:
    assert translate(written, "ladybug") == ladybug
    assert translate(written, "neo4j") == written
    assert translate(ladybug, "ladybug") == ladybug


def test_ladybugs_word_for_a_label_is_put_into_neo4js() -> None:
    assert translate("RETURN label(n), n.label", "neo4j") == "RETURN labels(n)[0], n.label"


def test_label_sets_are_written_out() -> None:
    assert translate("MATCH (n:ENTITY) RETURN n.ENTITY", "neo4j") == (
        f"MATCH (n:{'|'.join(ENTITY_LABELS)}) RETURN n.ENTITY"
    )


@pytest.mark.parametrize(
    "number", ["sqrt(x)", "log(x)", "x / (x + 1.0)", "x % (x + 1.0)", "acos(x - 1)"]
)
def test_what_has_no_result_is_compared_with_nothing(embedded: Store, number: str) -> None:
    with pytest.raises(QueryError, match="has no root or is divided by 0"):
        embedded.read(f"UNWIND [-1.0] AS x RETURN {number} < 2")


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        (
            "MATCH (g:Goal {id: 'goal-1'})<-[r:SUPPORTS]-() RETURN type(r), count(*)",
            [["SUPPORTS", 3]],
        ),
        (
            "MATCH (n:NODE) WHERE n.id = 'area-1' RETURN labels(n)[0], labels(n)",
            [["Area", ["Area"]]],
        ),
        (
            "MATCH p = shortestPath((a:ENTITY {id: 'project-2'})-[:SUPPORTS|LOCATED_IN*1..6]-"
            "(b:ENTITY {id: 'area-1'})) RETURN length(p)",
            [[3]],
        ),
        # A path may not use a relationship twice: three join yunba and byd to the goal.
        ("MATCH (:Project)-[:SUPPORTS*2]-(b) RETURN count(b)", [[6]]),
        ("UNWIND [3, 1, 2] AS x WITH x ORDER BY x LIMIT 2 RETURN collect(x)", [[[1, 2]]]),
        ("UNWIND [3, 1, 2] AS x WITH x ORDER BY x DESC RETURN collect(x)", [[[3, 2, 1]]]),
        ("UNWIND [3, 1, 2] AS x WITH x ORDER BY x SKIP 1 WITH x + 1 AS y RETURN sum(y)", [[7]]),
        ("UNWIND [1] AS x WITH x WHERE x > 1 RETURN sum(x), count(x)", [[0, 0]]),
        # c may not be the goal itself by the same relationship.
        ("MATCH (a:Area)<-[:LOCATED_IN]-(p)-[:LOCATED_IN]->(c) RETURN count(c)", [[0]]),
        ("MATCH (a:Area)<--(p)-->(c:Area) RETURN count(c)", [[0]]),
        ("MATCH (a)<-[:LOCATED_IN*1..2]-(p)-[:LOCATED_IN]->(c) RETURN count(c)", [[0]]),
        ("OPTIONAL MATCH (n:Goal {id: 'no'}) RETURN labels(n), n.name + 'x'", [[None, None]]),
        ("RETURN [10, 20, 30][0], [10, 20, 30][1..], [10, 20, 30][1..2]", [[10, [20, 30], [20]]]),
        (
            "RETURN substring('济南市', 1, 1), substring('济南', 5), substring('abc', 1)",
            [["南", "", "bc"]],
        ),
        ("RETURN split('a,,b', ','), toInteger(1.9), toInteger(-1.9)", [[["a", "", "b"], 1, -1]]),
        ("UNWIND ['a', ''] AS x RETURN 'abc' CONTAINS x", [[True], [True]]),
        ("RETURN round(2.5), ceil(1) / 2, toString(true)", [[3.0, 0.5, "true"]]),
        (
            "RETURN log(1.0), log(2.0) > 0.69, reverse([1, 2]), reverse('ab')",
            [[0.0, True, [2, 1], "ba"]],
        ),
        ("UNWIND [2.0] AS x RETURN 3 / x ^ 2, 7 / -x, 6 / (x + 1) * 2", [[0.75, -3.5, 4.0]]),
        (
            "UNWIND [3] AS x RETURN 7 / x, 7 % x, sqrt(x) < 2",
            [[2, 1, True]],
        ),
        ("RETURN toInteger('3'), toString(3), toFloat('1.5')", [[3, "3", 1.5]]),
        # What has no match counts too, whether or not anything else of the goal is read.
        (
            "MATCH (g:Goal) WHERE COUNT { MATCH (g)<-[:SUPPORTS]-() } < 9 RETURN count(*)",
            [[2]],
        ),
        ("MATCH (n:Goal) WHERE n.name IN split('', ',') RETURN count(n)", [[0]]),
        ("OPTIONAL MATCH (n:Goal {id: 'no'}) RETURN n.name IN split('a', ',')", [[None]]),
        ("OPTIONAL MATCH (n:Goal {id: 'no'}) RETURN labels(n)[0] + n.aliases[0]", [[None]]),
        ("MATCH ()-[r:SUPPORTS]->() WHERE r.end < 0 RETURN count(r)", [[0]]),
        ("MATCH (o:Observation) WHERE any(x IN [1.0] WHERE x = o.upper) RETURN count(o)", [[0]]),
    ],
)
def test_what_is_translated_runs(store: Store, statement: str, rows: list[list[object]]) -> None:
    assert store.read(statement).rows == rows


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN 1 AS a UNION RETURN 2 AS b",
        "MATCH (n:Goal:Area) RETURN n.id",
        "MATCH (o:Observation) WHERE o.year > '2024' RETURN o.id",
        "RETURN 2 IN [1, null]",
        "RETURN CASE WHEN false THEN 1 ELSE 2.5 END",
        "MATCH (g:Goal), (h:Goal) RETURN CASE g.name WHEN h.name THEN 1 END",
        "MATCH (g:Goal) WHERE NOT EXISTS { MATCH (g)-[:OBSERVED]->() } RETURN g.id",
        "MATCH (g:Goal) RETURN keys(g)",
        "UNWIND [2.0] AS x RETURN x ^ x",
        "RETURN null + null",
        "UNWIND [1] AS x RETURN reverse(x)",
        "UNWIND [1, 2] AS x WITH DISTINCT 2 AS y RETURN y",
        "RETURN 9223372036854775808",
        "OPTIONAL MATCH p = (a:Goal)-[]->(b) RETURN p",
        "MATCH (o:Observation) RETURN any(x IN [1.0] WHERE x = o.upper)",
        "MATCH (o:Observation) RETURN 1.0 IN [o.upper, 2.0]",
        "RETURN none(x IN ['a'] WHERE x = null)",
        "MATCH (g:Goal) OPTIONAL MATCH (g)-[:OBSERVED*1..2]->(x) RETURN count(*)",
        "MATCH (o:Observation) WITH CASE WHEN o.year > 0 THEN o.year END AS y RETURN y = '2025'",
        "MATCH (g:Goal) RETURN CASE WHEN g.id > 'a' THEN g.id ELSE 1 END",
        "MATCH (g:Goal) RETURN g.id + CASE WHEN g.id > 'a' THEN 'x' END",
    ],
)
def test_what_would_mean_something_else_is_refused(statement: str) -> None:
    translate(statement, "neo4j")
    with pytest.raises(RefusedStatement):
        translate(statement, "ladybug")


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("MATCH (n) RETURN n.a, count( * ) AS 数, n", ["n.a", "数", "n"]),
        ("MATCH (n) RETURN DISTINCT f(a, b), [1, 2] ORDER BY x, y", ["f(a, b)", "[1, 2]"]),
        ("RETURN 1 AS `a b` UNION RETURN 2 AS c", ["a b"]),
        ("MATCH (n) WHERE EXISTS { MATCH (n) RETURN x, y } RETURN n", ["n"]),
        ("MATCH (n) RETURN n.limit LIMIT 3", ["n.limit"]),
    ],
)
def test_columns_are_named_as_written(statement: str, names: list[str]) -> None:
    assert column_names(statement, ["engine"] * len(names)) == names


def test_columns_that_are_not_listed_keep_the_engines_names() -> None:
    assert column_names("MATCH (n) RETURN *", ["n"]) == ["n"]


WORDS = (
    "MATCH WITH RETURN UNWIND WHERE OPTIONAL CASE WHEN THEN ELSE END AND NOT IN CONTAINS AS "
    "ORDER BY LIMIT any( all( COUNT { EXISTS coalesce( split( sum( substring( labels( [ ] ( ) "
    "{ } - > < * + = , . : | .. n r x 1 2.5 'a' '' null $p (n:Goal) -[:SUPPORTS*1..2]-> "
    "n.name x.year `b`"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join))
def test_whatever_is_written_is_translated_or_refused(written: str) -> None:
    for dialect in DIALECTS:
        with suppress(RefusedStatement):
            translate(written, dialect, Passed.of({"p": ["a"]}))


@given(st.integers(0, 10_000), st.data())
def test_what_ends_too_early_is_translated_or_refused(seed: int, data: st.DataObject) -> None:
    statement, passed = drawn(seed)
    words = statement.split(" ")
    begun = " ".join(words[: data.draw(st.integers(0, len(words)))])
    with suppress(QueryError):
        translate(begun, "ladybug", Passed.of(passed))


@pytest.mark.parametrize(
    ("statement", "passed", "rows"),
    [
        ("MATCH (g:Goal) WHERE g.name CONTAINS $x RETURN count(g)", {"x": ""}, [[2]]),
        ("MATCH (g:Goal) WHERE g.name IN $x RETURN count(g)", {"x": []}, [[0]]),
        ("RETURN toInteger($x), $x + 'a'", {"x": "7"}, [[7, "7a"]]),
    ],
)
def test_what_is_passed_is_understood_as_on_neo4j(
    store: Store, statement: str, passed: dict[str, Value], rows: list[list[object]]
) -> None:
    assert store.read_untrusted(statement, passed).rows == rows


@pytest.mark.parametrize(
    ("statement", "passed"),
    [
        ("MATCH (o:Observation) WHERE o.year = $x RETURN count(o)", {"x": "2025"}),
        ("MATCH (o:Observation {year: $x}) RETURN count(o)", {"x": "2025"}),
        ("UNWIND $x AS y RETURN y", {"x": [1, "a"]}),
        ("UNWIND $x AS y RETURN y", {"x": [1, 2.5]}),
        ("RETURN 'a' IN $x", {"x": ["b", None]}),
        ("RETURN $x IN ['a']", {"x": None}),
        ("UNWIND $x AS y WITH y WHERE y > '1' RETURN y", {"x": [1, 2]}),
    ],
)
def test_what_is_passed_and_would_be_cast_is_refused(
    store: Store, statement: str, passed: dict[str, Value]
) -> None:
    with pytest.raises(QueryError):
        store.read_untrusted(statement, passed)
