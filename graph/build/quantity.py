"""Values as numbers: 万 and 亿 multiplied out, so that they can be compared and charted."""

from __future__ import annotations

from fractions import Fraction

_SCALES = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4}
_SIMPLE = str.maketrans("萬億", "万亿")


def number(value: str, unit: str) -> float | None:
    """The value as a number in the unit without its 万 or 亿; None for a value that is none.

    number("5.4", "万个") is 54000.0, number("1/4", "") is 0.25.
    """
    try:
        plain = float(Fraction(value))
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    unit = unit.translate(_SIMPLE)
    scale = next((factor for word, factor in _SCALES.items() if unit.startswith(word)), 1.0)
    return round(plain * scale, 6)
