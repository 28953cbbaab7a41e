from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.caption import caption


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("数字济南", "数字济南"),
        ("实施数字先锋城市行动", "实施数字先锋\n城市行动"),
        ("High-tech Zone of Jinan city", "High-tech Zone\nof Jinan city"),
        ("", ""),
    ],
)
def test_a_name_is_broken_evenly(name: str, expected: str) -> None:
    assert caption(name) == expected


@given(st.text(max_size=80))
def test_nothing_is_lost_but_spaces_and_what_is_cut(name: str) -> None:
    shown = caption(name)
    assert shown.count("\n") <= 1 + name.count("\n")
    plain = "".join(shown.removesuffix("…").split())
    assert "".join(name.split()).startswith(plain) or shown == name
