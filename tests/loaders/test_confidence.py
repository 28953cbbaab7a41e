"""How sure facts are: the table of what people found right, made, read and applied."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import RuleError
from graph.loaders.confidence import Step, calibrated, read_table, shipped_table, write_table
from graph.loaders.facts import Entity, Evidence, Relation
from graph.training.confidence import Judged, reliability, table_of

SAID = Evidence(0, 0, 4, "甲平台在")
KEY = ("name", "names", "Project")
SUPPORT = ("relation", "said_to_serve", "")
judgements = st.lists(
    st.builds(
        Judged,
        key=st.sampled_from([KEY, ("relation", "at_area", "Project"), ("figure", "r", "flow")]),
        confidence=st.floats(0, 1),
        right=st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


def project(confidence: float) -> Entity:
    return Entity(type="Project", name="甲平台", evidence=SAID, rule="names", confidence=confidence)


def claim() -> Relation:
    return Relation(
        type="SUPPORTS",
        source="甲平台",
        source_type="Project",
        target="数字城市",
        target_type="Goal",
        basis="stated",
        evidence=SAID,
        rule="said_to_serve",
        confidence=0.5,
    )


def test_a_fact_is_as_sure_as_facts_like_it_were_right() -> None:
    table = {KEY: [Step(0.0, 1, 2, "gold", 0.5), Step(0.8, 9, 10, "gold", 0.9)]}
    facts = calibrated([project(0.3), project(0.79), project(0.8), claim()], table)
    assert [fact.confidence for fact in facts[:3]] == [0.5, 0.5, 0.9]
    assert facts[3].confidence == pytest.approx(0.5 * 0.9), "the surest mention of its end counts"


def test_a_claim_read_by_hand_is_as_sure_as_its_rule_and_its_ends() -> None:
    table = {KEY: [Step(0.0, 1, 2, "gold", 0.5)], SUPPORT: [Step(0.0, 8, 10, "read", 0.8)]}
    assert calibrated([project(0.9), claim()], table)[1].confidence == pytest.approx(0.4)
    judged = {**table, SUPPORT: [Step(0.0, 8, 10, "gold", 0.8)]}
    assert calibrated([project(0.9), claim()], judged)[1].confidence == 0.8


@given(judgements)
def test_the_table_rises_with_how_sure_the_finder_was(judged: list[Judged]) -> None:
    for key, steps in table_of(judged, {}).items():
        shares = [step.confidence for step in steps]
        assert steps[0].least == 0.0
        assert shares == sorted(shares)
        assert all(0 <= share <= 1 for share in shares)
        assert sum(step.judged for step in steps) == sum(fact.key == key for fact in judged)


@given(judgements, judgements)
def test_reliability_counts_every_judged_fact(one: list[Judged], other: list[Judged]) -> None:
    bands = reliability([one, other])
    assert sum(band.judged for band in bands) == len(one) + len(other)
    assert sum(band.right for band in bands) == sum(fact.right for fact in (*one, *other))


def test_what_was_read_by_hand_is_kept_where_gold_has_no_such_facts() -> None:
    read = {SUPPORT: [Step(0.0, 8, 10, "read", 0.8)]}
    made = table_of([Judged(KEY, 0.9, True)], read)
    assert made[SUPPORT] == read[SUPPORT]
    assert made[KEY][0].by == "gold"


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_table(shipped_table(), tmp_path / "table.csv")
    assert read_table(tmp_path / "table.csv") == shipped_table()


@pytest.mark.parametrize(
    "text",
    [
        "kind,rule\nname,names\n",
        "kind,rule,type,least,right,judged,by,confidence\na,b,c,0,1,1,gold,2\n",
    ],
)
def test_a_damaged_table_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"table\.csv"):
        read_table(path)
