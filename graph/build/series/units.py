"""Values as numbers that can be compared: 万 and 亿 multiplied out, one unit of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from graph.build.series.rules import series_rules

_SCALES = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4}
_SIMPLE = str.maketrans("萬億", "万亿")


def number(value: str, unit: str) -> float | None:
    """The value as a number of its base unit; None for a value that is none.

    number("5.4", "万个") is 54000.0, number("2", "亿斤") 100000.0 of 吨, number("1/4", "") 0.25.
    """
    try:
        plain = float(Fraction(value))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    scale, rest = _parted(unit)
    _, factor = _bases().get(rest, (rest, 1.0))
    return round(plain * scale * factor, 6)


def base_unit(unit: str) -> str:
    """The unit that values of its kind are compared in: 元 for 亿元, 吨 for 亿斤, 个 for 家."""
    _, rest = _parted(unit)
    base, _ = _bases().get(rest, (rest, 1.0))
    return base


def _parted(unit: str) -> tuple[float, str]:
    plain = unit.translate(_SIMPLE)
    found = next((word for word in _SCALES if plain.startswith(word)), "")
    return _SCALES.get(found, 1.0), plain.removeprefix(found)


@cache
def _bases() -> Mapping[str, tuple[str, float]]:
    return {
        unit: (base, factor)
        for base, units in series_rules().units.items()
        for unit, factor in units.items()
    }
