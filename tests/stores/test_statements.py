"""Which statements of users are run, and what those that are not are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, RefusedStatement
from graph.stores.interface import Dialect
from graph.stores.statements.reading import MOST_CHARACTERS, reading

DIALECTS: tuple[Dialect, ...] = ("ladybug", "neo4j")

READS = (
    "MATCH (n) RETURN n",
    "match (n:Goal|Project) where n.name contains '济南' return n order by n.name desc limit 3;",
    "MATCH (n {id: 'x', `end`: 3}) WHERE n.set = 1 AND NOT n.load STARTS WITH 'a' RETURN *",
    "MATCH (n) WHERE n.name IS NOT NULL OR n.x IS NULL RETURN DISTINCT n.delete AS 名称 SKIP 1",
    "OPTIONAL MATCH p = shortestPath((a)-[:A|B*1..3]-(b)) RETURN p, [x IN nodes(p) | x.name]",
    "MATCH (n:Goal) WITH *, count(*) AS c WHERE c > 1 RETURN *",
    "UNWIND [1, 2] AS x RETURN CASE WHEN x = 1 THEN 'a' ELSE 'b' END AS y UNION ALL RETURN 1 AS y",
    "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WHERE b.x = 1 } RETURN COUNT { MATCH (a)--() } AS n",
    "MATCH (n) RETURN n {.name, other: 1}, {create: 1, load: n.copy}",
    "MATCH (a)-[r:SUPPORTS* TRAIL 1..2]->(b) RETURN r // the end",
    "MATCH (a)-[r:A* ALL SHORTEST 1..2]->(b) /* here */ RETURN r",
    "MATCH (n) WHERE any(l IN labels(n) WHERE l = $label) RETURN n.end, -1, 1.5e3, n.`a b`, [1][0]",
    "MATCH (n)-[r]-() WITH r.start AS start, r.`end` AS stop RETURN stop, coalesce(start, 1)",
    "MATCH (n:Load)-[:Create]->(m:`Drop`) RETURN 'MATCH (n) DELETE n; CREATE (m)' AS words",
    "RETURN 'it\\'s', \"say \\\"so\\\"\", '/* no comment */', '// none', '`'",
)
ATTACKS = (
    # Other clauses, in every place where a clause can begin.
    "CREATE (n)",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) SET n.name = 'x' RETURN n",
    "MATCH (n) REMOVE n.name RETURN n",
    "MERGE (n:Goal {id: 'x'}) RETURN n",
    "MATCH (n) WITH * CREATE (m) RETURN m",
    "MATCH (n) WITH DISTINCT * MERGE (m) RETURN m",
    "MATCH (n) RETURN n LIMIT 1 CREATE (m)",
    "RETURN 1 AS x UNION ALL LOAD FROM '/etc/passwd' RETURN *",
    "RETURN 1 AS x UNION CREATE (x)",
    "MATCH (n) FOREACH (x IN [1] | CREATE (m))",
    "RETURN [x IN [1] | CREATE (m)]",
    "RETURN EXISTS { CREATE (n) }",
    "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line }",
    "MATCH (n) WHERE n.x = 1 INSERT (m)",
    "MATCH (n) WHERE n.load LOAD CSV FROM 'x' AS line RETURN line",
    "MATCH (n:Goal) CREATE (m)",
    # Files, the network and other databases.
    "LOAD FROM '/etc/passwd' RETURN *",
    "COPY (MATCH (n) RETURN n) TO '/tmp/stolen.csv'",
    "COPY Goal FROM '/etc/passwd'",
    "EXPORT DATABASE '/tmp/stolen'",
    "IMPORT DATABASE '/tmp/stolen'",
    "ATTACH '/tmp/other.lbug' AS other",
    "INSTALL httpfs",
    "LOAD EXTENSION httpfs",
    "USE other MATCH (n) RETURN n",
    "LOAD CSV FROM 'http://169.254.169.254/' AS line RETURN line",
    "MATCH (n) LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "UNWIND ['file:///etc/passwd'] AS u LOAD CSV FROM u AS line RETURN line",
    "CALL apoc.load.json('http://169.254.169.254/') YIELD value RETURN value",
    "CALL apoc.cypher.runWrite('CREATE (n)', {})",
    "CALL apoc . load . json('x') YIELD value RETURN value",
    "RETURN apoc.load.json('x')",
    "RETURN genai.vector.encode('text', 'OpenAI', {token: 'x'})",
    "CALL read_parquet('/etc/passwd') RETURN *",
    # Administration and settings.
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS YIELD * RETURN *",
    "TERMINATE TRANSACTIONS 'x'",
    "CALL threads = 1",
    "CALL timeout=0",
    "CALL dbms.listConfig()",
    "CALL db.createLabel('x')",
    "CHECKPOINT",
    "BEGIN TRANSACTION",
    "COMMIT",
    "DROP TABLE Goal",
    "ALTER TABLE Goal ADD x STRING",
    "COMMENT ON TABLE Goal IS 'x'",
    "EXPLAIN MATCH (n) RETURN n",
    "PROFILE MATCH (n) RETURN n",
    "CYPHER runtime=slotted MATCH (n) RETURN n",
    "CALL { MATCH (n) DELETE n }",
    "CALL (*) { MATCH (n) RETURN n } IN TRANSACTIONS RETURN 1",
    "CREATE CONSTRAINT FOR (n:Goal) REQUIRE n.id IS UNIQUE",
    "GRANT ROLE admin TO me",
    # Several statements.
    "RETURN 1; RETURN 2",
    "MATCH (n) RETURN n; CREATE (m)",
    "RETURN 1;;",
    # What is read differently here and there.
    "RETURN '\\u0027 CREATE (n) //'",
    "MATCH (n) RETURN n \\u003B CREATE (m)",
    "MATCH (n) RETURN n.`a\\u0060 CREATE (m) //`",
    "RETURN 'a''; CREATE (m) //'",
    "MATCH (n) /* */ DELETE n /* */",
    "MATCH (n) /* /* */ DELETE n // */",
    "MATCH (n)//\nDELETE n",
    "MATCH (n) // comment\rDELETE n",
    "ＬＯＡＤ CSV FROM 'x' AS line RETURN line",
    "ſHOW USERS",
    "MATCH (n) ﬅop RETURN n",
    "MATCH (n) RETURN n；CREATE (m)",
    "RETURN\u00a01 CREATE (m)",
    "RETURN 1\u200bCREATE (m)",
    "RETURN 1\u2028CREATE (m)",
    "RETURN 1CREATE (m)",
    "MATCH (n) RETURN n LIMIT 1LOAD CSV FROM 'x' AS line",
    "RETURN 0x1CREATE (m)",
    "RETURN 'never closed",
    "RETURN `never closed",
    "RETURN 1 /* never closed",
    "MATCH (n) `CREATE` (m)",
    "RETURN 1\x00",
    "",
    "  // only a comment",
)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("statement", READS)
def test_reading_is_run(statement: str, dialect: Dialect) -> None:
    # A name that reads like a word of another kind is put in backticks.
    read = reading(statement, dialect).text.replace("`", "")
    assert read.startswith(statement[:12].replace("`", ""))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("statement", ATTACKS)
def test_anything_else_is_refused(statement: str, dialect: Dialect) -> None:
    with pytest.raises(RefusedStatement):
        reading(statement, dialect)


def test_procedures_on_the_list_are_run() -> None:
    reading("CALL db.labels() YIELD label RETURN label", "neo4j")
    reading("CALL db.index.fulltext.queryNodes('names', $text) YIELD node RETURN node", "neo4j")
    reading("CALL show_connection('SUPPORTS') RETURN *", "ladybug")
    with pytest.raises(RefusedStatement, match=r"db\.labels"):
        reading("CALL show_tables() RETURN *", "neo4j")


def test_a_function_that_only_the_other_store_has_is_refused_with_the_nearest() -> None:
    statement = "RETURN date.truncate('day', date())"
    assert reading(statement, "neo4j").text == statement
    with pytest.raises(RefusedStatement, match=r"date\.truncate .* did you mean .*date_trunc"):
        reading(statement, "ladybug")


def test_a_refusal_says_what_where_and_what_is_allowed() -> None:
    with pytest.raises(RefusedStatement, match=r"DELETE in line 2, column 8 .* only MATCH, OPT"):
        reading("MATCH (n)\nDETACH DELETE n".replace("DETACH", "WITH n"), "neo4j")


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN " + "(" * 100 + "1" + ")" * 100,
        "RETURN " + "[" * 100 + "]" * 100,
        "RETURN " + "NOT " * 100 + "true",
        "RETURN " + "- " * 100 + "1",
        "RETURN " + "CASE WHEN true THEN " * 50 + "1" + " END" * 50,
        "RETURN " + " + ".join(["1"] * 2000),
        "RETURN '" + "x" * MOST_CHARACTERS + "'",
        "MATCH (n) RETURN " + "CASE WHEN n.end THEN " * 50 + "1" + " END" * 50,
    ],
)
def test_what_could_bring_an_engine_down_is_refused(statement: str) -> None:
    with pytest.raises(RefusedStatement, match=r"more than|at most"):
        reading(statement, "ladybug")


def test_comments_do_not_reach_the_engine_and_places_stay() -> None:
    text = reading("MATCH (n) /* a; b */ RETURN n -- 1 // ;", "ladybug").text
    assert text == "MATCH (n)            RETURN n -- 1"


def test_parameters_are_known_and_asked_for() -> None:
    statement = reading("MATCH (n) WHERE n.id = $id RETURN '$no', $`a b`", "ladybug")
    assert statement.parameters == {"id", "a b"}
    assert statement.pick({"id": 1, "a b": 2, "other": 3}) == {"id": 1, "a b": 2}
    with pytest.raises(QueryError, match=r"\$a b"):
        statement.pick({"id": 1})


SPACES = st.sampled_from([" ", "\n", "\t", "/* */", " // x\n", "  "])
WRITES = st.sampled_from(
    [
        ["CREATE", "(m)"],
        ["DELETE", "n"],
        ["SET", "n.x", "=", "1"],
        ["LOAD", "CSV", "FROM", "'x'", "AS", "l"],
        ["LOAD", "FROM", "'x'"],
        ["MERGE", "(m)"],
        ["CALL", "apoc.load.json", "('x')"],
        ["FOREACH", "(x IN [1] | CREATE (m))"],
        ["SHOW", "USERS"],
        [";", "CREATE", "(m)"],
        # Words that no engine has yet: whatever is not known to read is refused.
        ["FROBNICATE", "n"],
        ["FROBNICATE", "(m)"],
    ]
)


@st.composite
def smuggled(draw: st.DrawFn) -> str:
    """A statement that reads, with something else put after one of its whole clauses."""
    clauses = ["MATCH (n:Goal)", "WHERE n.x = 1", "WITH n, n.y AS y", "RETURN n", "LIMIT 1"]
    place = draw(st.integers(1, len(clauses)))
    words = [word.swapcase() if draw(st.booleans()) else word for word in draw(WRITES)]
    written = "".join(word + draw(SPACES) for word in words)
    parts = [*clauses[:place], written, *clauses[place:]]
    return "".join(part + draw(SPACES) for part in parts)


@given(smuggled(), st.sampled_from(DIALECTS))
def test_nothing_can_be_smuggled_in(statement: str, dialect: Dialect) -> None:
    with pytest.raises(RefusedStatement):
        reading(statement, dialect)


SIGNS = '()[]{},.:;*|->`"\n\u017f\uff21'
WORDS = "MATCH RETURN WITH CREATE LOAD CSV FROM CALL AS IN CASE END UNION ALL EXISTS n 'a' 1 $p // "
SOUP = st.lists(st.sampled_from([*SIGNS, *WORDS.split(), "/*", "*/", "\\u0027"]))


@given(st.text() | SOUP.map(" ".join) | SOUP.map("".join))
def test_any_text_is_run_or_refused(text: str) -> None:
    for dialect in DIALECTS:
        try:
            accepted = reading(text, dialect).text
        except RefusedStatement as refusal:
            assert str(refusal)
        else:
            # What is accepted is what is run: reading it again finds the same.
            assert reading(accepted, dialect).text == accepted
