from __future__ import annotations

import pytest

from graph.errors import RuleError
from graph.queries.catalogue import catalogue, parse, read_columns

HEAD = """// title: Things
// title_zh: 事物
// parameter: goal | Goal | a goal | 目标
// columns: id, name
"""


def test_the_catalogue_has_the_queries_that_were_promised() -> None:
    promised = {
        "projects-serving-goal": ["goal"],
        "goals-of-project": ["project"],
        "in-area": ["area"],
        "indicators-of-goal": ["goal"],
        "figures-of-indicator": ["indicator"],
        "agencies-of-goal": ["goal"],
        "targets-of-agency": ["agency"],
        "neighbours": ["node"],
        "path": ["from", "to"],
        "evidence": ["node"],
        "search": ["text"],
        "passages": ["text"],
        "figures": [],
        "projects": [],
    }
    found = {query.name: [each.name for each in query.parameters] for query in catalogue().values()}
    assert found == {**found, **promised}


def test_every_column_that_is_explained_is_used() -> None:
    used = {column.name for query in catalogue().values() for column in query.columns}
    assert used == read_columns().keys()


def test_a_head_says_what_a_query_is() -> None:
    query = parse("things", f"{HEAD}// unique: id\nMATCH (n) RETURN n.id AS id", read_columns())
    assert query.title_in("zh") == "事物"
    assert query.parameters[0].kinds == ("Goal",)
    assert query.unique == ("id",)
    assert query.statement == "MATCH (n) RETURN n.id AS id"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD.replace("title_zh: 事物", "title_zh:"), "title_zh"),
        (HEAD.replace("// title: Things\n", ""), "title: Field required"),
        (HEAD + "// colour: red\n", "colour"),
        (HEAD + "// title: Again\n", "said once"),
        (HEAD + "// a remark\n", "key: value"),
        (HEAD.replace("id, name", "id, weight"), "weight"),
        (HEAD.replace("| Goal |", "| Dragon |"), "Dragon"),
        (HEAD.replace("| a goal ", ""), "meaning"),
        (HEAD + "// unique: kind\n", "kind"),
        (HEAD + "// shape: star\n", "shape"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(head: str, said: str) -> None:
    with pytest.raises(RuleError, match="things.cypher.*" + said):
        parse("things", head + "MATCH (n) RETURN n", read_columns())


def test_a_query_without_a_statement_is_refused() -> None:
    with pytest.raises(RuleError, match="statement"):
        parse("things", HEAD, read_columns())
