"""Names found in texts by how they begin, as a regular expression of all of them finds them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.loaders.gazetteer import Gazetteer

NAME = st.text(alphabet="济南市中区ab", max_size=4)
TEXT = st.text(alphabet="济南市中区ab，", max_size=40)


@given(names=st.sets(NAME), text=TEXT)
def test_names_stand_where_a_regular_expression_finds_them(names: set[str], text: str) -> None:
    ordered = sorted(names - {""}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, ordered)) or "(?!)")
    assert [*Gazetteer(names).within(text)] == [each.span() for each in pattern.finditer(text)]


@given(names=st.sets(NAME), text=TEXT)
def test_all_names_at_a_place_are_found_the_longest_first(names: set[str], text: str) -> None:
    gazetteer = Gazetteer(names)
    for start in range(len(text)):
        standing = [name for name in names - {""} if text.startswith(name, start)]
        assert [*gazetteer.at(text, start)] == sorted(standing, key=len, reverse=True)


def test_no_names_are_found_nowhere() -> None:
    assert [*Gazetteer([""]).within("济南")] == []
