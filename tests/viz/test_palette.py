from __future__ import annotations

from itertools import combinations

import pytest

from graph.model import NODE_LABELS
from viz.palette import palette
from viz.picture import DRAWN


def channels(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_label_has_a_look() -> None:
    assert palette().keys() == NODE_LABELS.keys()


@pytest.mark.parametrize("label", NODE_LABELS)
def test_ink_is_readable_on_white(label: str) -> None:
    assert 1.05 / (luminance(palette()[label].ink) + 0.05) >= 4.5


def test_kinds_of_one_shape_differ_in_lightness() -> None:
    for one, two in combinations(DRAWN, 2):
        first, second = palette()[one], palette()[two]
        if first.shape == second.shape:
            lights = sorted(luminance(style.colour) + 0.05 for style in (first, second))
            assert lights[1] / lights[0] >= 1.5, (one, two)
