from __future__ import annotations

import pytest

from graph.queries.catalogue import catalogue
from graph.queries.names import Resolved
from graph.queries.narrowing import narrowed

GOAL = Resolved("数字济南", "Goal", ("goal-1",))


def test_one_id_is_asked_for_by_its_label() -> None:
    statement = "MATCH (a:Goal|Measure)<-[:SUPPORTS]-(b:Goal|Measure) WHERE a.id IN $goal RETURN b"
    assert narrowed(statement, {"goal": GOAL}) == (
        "MATCH (a:Goal)<-[:SUPPORTS]-(b:Goal|Measure) WHERE a.id = $goal_only RETURN b",
        {"goal_only": "goal-1"},
    )


def test_several_ids_keep_their_list() -> None:
    several = Resolved("数字济南", "Goal", ("goal-1", "goal-2"))
    text, only = narrowed("MATCH (a:Goal|Area) WHERE a.id IN $x RETURN a", {"x": several})
    assert text == "MATCH (a:Goal) WHERE a.id IN $x RETURN a"
    assert only == {}


def test_what_is_left_out_stays_a_list() -> None:
    statement = "MATCH (a:Goal)--(b:Goal) WHERE a.id IN $x AND NOT b.id IN $x RETURN b"
    text, _ = narrowed(statement, {"x": GOAL})
    assert text == "MATCH (a:Goal)--(b:Goal) WHERE a.id = $x_only AND NOT b.id IN $x RETURN b"


def test_a_label_that_is_not_looked_through_is_not_put_in() -> None:
    text, _ = narrowed("MATCH (a:Area|Project) WHERE a.id IN $x RETURN a", {"x": GOAL})
    assert text.startswith("MATCH (a:Area|Project)")


@pytest.mark.parametrize("name", catalogue())
def test_every_node_asked_for_can_be_found_by_its_key(name: str) -> None:
    found = catalogue()[name]
    meant = {
        each.name: Resolved("x", each.kinds[0], ("x-1",)) for each in found.parameters if each.kinds
    }
    if found.shape == "path":
        # Its statement is about the things on the way, which are found step by step.
        assert "$things" in found.statement
        return
    if found.shape in ("verdicts", "comparison", "network"):
        # What a target measures and who answers for it is asked of other queries; two documents or
        # places are many ids; a network is made of everything.
        assert not narrowed(found.statement, meant)[1]
        return
    text, only = narrowed(found.statement, meant)
    assert {f"{each}_only" for each in meant} == {*only}
    assert all(f".id = ${each}" in text for each in only)
