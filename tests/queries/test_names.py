from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import AmbiguousName, QueryError, UnknownName
from graph.queries.names import resolve
from graph.queries.same import things
from graph.stores import Store
from graph.workspace import Workspace


@pytest.mark.parametrize(
    ("text", "kinds", "name"),
    [
        ("digital Jinan", ("Goal", "Measure"), "数字济南"),
        ("Digital-Jinan", ("Goal", "Measure"), "数字济南"),
        ("digital-Jinan goal", ("Goal", "Measure"), "数字济南"),
        ("the digital Jinan strategy", ("Goal", "Measure"), "数字济南"),
        ("“数字济南”", ("Goal", "Measure"), "数字济南"),
        ("BYD phase II", ("Project",), "比亚迪整车二期"),
        ("byd  PHASE ii", ("Project",), "比亚迪整车二期"),
        ("Yunba", ("Project",), "高新东区云巴"),
        ("Yuntian", ("Project",), "高新东区云巴"),
        ("云巴", ("Project",), "高新东区云巴"),
    ],
)
def test_names_of_the_report_in_two_languages(
    seed_workspace: Workspace, text: str, kinds: tuple[str, ...], name: str
) -> None:
    found = resolve(seed_workspace.store, text, kinds)
    assert (found.name, found.kind) == (name, kinds[0])


def test_the_starting_zone_has_an_english_name(seed_workspace: Workspace) -> None:
    english = resolve(seed_workspace.store, "starting zone", ("Area",))
    assert english == resolve(seed_workspace.store, "起步区", ("Area",))


@pytest.mark.parametrize("text", ["goal-city", "数字城市", "digital city", "smart city programme"])
def test_a_thing_is_its_nodes_in_all_documents(small: Store, text: str) -> None:
    assert resolve(small, text).ids == ("goal-city", "goal-province")


@pytest.mark.parametrize("text", ["observation-target", "passage-document-city", "document-city"])
def test_a_node_without_a_name_of_its_own_is_found_by_its_id(small: Store, text: str) -> None:
    assert resolve(small, text).ids == (text,)
    with pytest.raises(UnknownName, match="but a Goal is asked for"):
        resolve(small, text, ("Goal",))


def test_an_exact_name_comes_before_a_longer_one(small: Store) -> None:
    assert resolve(small, "东区").ids == ("area-city",)


def test_a_name_comes_before_an_alias(small: Store) -> None:
    assert resolve(small, "平台乙").ids == ("project-e",)


def test_part_of_one_name_is_enough(small: Store) -> None:
    assert resolve(small, "软件").ids == ("area-inner",)
    assert resolve(small, "smart-city").ids == ("goal-city", "goal-province")


def test_the_same_name_in_two_documents_is_ambiguous_unless_they_are_linked(small: Store) -> None:
    with pytest.raises(AmbiguousName, match="may mean 2 things") as caught:
        resolve(small, "新区")
    found = {each["id"]: each["document"] for each in caught.value.candidates}
    assert found == {"area-twin-1": "城市报告", "area-twin-2": "全省报告"}
    assert resolve(small, "area-twin-2").ids == ("area-twin-2",)


def test_a_name_of_another_kind_is_told(small: Store) -> None:
    with pytest.raises(UnknownName, match="东区 is an Area, but a Goal or a Measure is asked for"):
        resolve(small, "东区", ("Goal", "Measure"))
    with pytest.raises(UnknownName, match="area-city is an Area"):
        resolve(small, "area-city", ("Goal",))


def test_a_near_name_is_suggested(small: Store) -> None:
    with pytest.raises(UnknownName, match="Did you mean 数字城市"):
        resolve(small, "digitel citty", ("Goal",))


@pytest.mark.parametrize("text", ["", "   ", "“”", "-", "\n", "'", "\\", "$text", "x" * 400])
def test_odd_names_are_unknown_names(small: Store, text: str) -> None:
    with pytest.raises(UnknownName):
        resolve(small, text)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=30))
def test_any_text_names_a_thing_or_is_told_why_not(small: Store, text: str) -> None:
    try:
        assert resolve(small, text).ids
    except QueryError as error:
        assert str(error)


def test_things_are_connected_components_in_the_order_asked(small: Store) -> None:
    asked = {"area-city": "Area", "goal-province": "Goal", "goal-city": "Goal"}
    assert things(small, asked) == [
        ["area-city"],
        ["goal-city", "goal-province"],
    ]
