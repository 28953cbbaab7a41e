"""The model is declared once; what is derived from it is up to date."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.describe import model_page
from graph.folding import fold
from graph.ids import stable_id
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import node, relationship
from graph.schema import NodeLabel, RelationshipType

ROOT = Path(__file__).parent.parent


def test_the_page_of_docs_lists_the_model_as_it_is() -> None:
    assert (ROOT / "docs" / "model.md").read_text("utf-8") == model_page()


@pytest.mark.parametrize("kinds", [NODE_LABELS, RELATIONSHIP_TYPES])
def test_a_property_is_of_one_type_wherever_it_stands(
    kinds: Mapping[str, NodeLabel | RelationshipType],
) -> None:
    types: dict[str, str] = {}
    for kind in kinds.values():
        for declared in kind.properties:
            assert types.setdefault(declared.name, declared.type) == declared.type, kind.name


def test_nodes_and_relationships_are_held_against_the_model() -> None:
    goal, area = node("Goal", id="goal-1", name="目标"), node("Area", id="area-1")
    assert goal.properties["aliases"] == []
    with pytest.raises(ValueError, match="no property colour"):
        node("Goal", id="goal-1", colour="red")
    with pytest.raises(ValueError, match="cannot join Goal to Area"):
        relationship("SUPPORTS", goal, area)
    with pytest.raises(KeyError):
        node("Dragon", id="dragon-1")


@given(st.text(), st.text())
def test_ids_depend_on_the_parts_as_they_are_compared(first: str, second: str) -> None:
    assert stable_id("Goal", first, second) == stable_id("Goal", fold(first), f" {second}　")
    assert stable_id("Goal", first + "甲", second) != stable_id("Goal", first, "甲" + second + "乙")


_WRITTEN = st.characters(categories=["Lo", "Nd", "Ps", "Pe", "Po", "Pd", "Zs"]) | st.characters(
    max_codepoint=127
)


@settings(max_examples=2000)
@given(st.text() | st.text(_WRITTEN))
@example("U¨")
@example("ᾳ ̈")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_forgets_only_how_a_name_is_written() -> None:
    assert fold("“双千兆” 建设") == fold("双千兆建设")
    assert fold("５Ｇ基站") == fold("5g 基站")
    assert fold("digital-Jinan") == fold("Digital Jinan")
    assert fold("⻓江⼤桥㎡") == fold("长江大桥m2")
    assert fold("一期") != fold("二期")
