from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.queries.run import run
from graph.queries.selection import Bound, Where, parsed_where
from graph.stores import Store


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        (">5%", 5, "%"),
        (">=1.2万亿元", 1.2e12, "元"),
        ("<=100亿斤", 5e6, "吨"),
        ("<123456789.5元", 123456789.5, "元"),
        (">40000", 40000, ""),
    ],
)
def test_a_bound_is_in_the_base_unit_and_written_whole(text: str, value: float, unit: str) -> None:
    bound = Bound.parse(text)
    assert (bound.value, bound.unit) == (value, unit)
    assert Bound.parse(str(bound)) == bound


@pytest.mark.parametrize("text", ["", "5%", ">", ">元", "=>5", ">5.5.5%"])
def test_what_is_no_bound_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="no bound"):
        Bound.parse(text)


@pytest.mark.parametrize("word", ["", " ", "“”", "—"])
def test_a_word_of_nothing_is_refused(word: str) -> None:
    with pytest.raises(QueryError, match="nothing that a sentence could say"):
        parsed_where({"says": ["数据", word]})


@pytest.mark.parametrize(
    ("bound", "found"), [(">4万个", 2), (">4万家", 2), (">5万个", 0), (">4万元", 0), (">40000", 2)]
)
def test_a_bound_holds_for_values_of_its_kind_in_any_unit(
    small: Store, bound: str, found: int
) -> None:
    where = Where(bound=(Bound.parse(bound),))
    assert len(run(small, "figures-of-indicator", {"indicator": "规模"}, where=where).rows) == found


@pytest.mark.parametrize(("kind", "found"), [("year", 2), ("average", 0)])
def test_figures_are_chosen_by_what_they_are_the_value_of(
    small: Store, kind: str, found: int
) -> None:
    rows = run(small, "figures", {}, where=Where(value_kind=(kind,))).rows
    assert [row["value_kind"] for row in rows] == [kind] * found
