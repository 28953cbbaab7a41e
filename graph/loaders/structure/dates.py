"""Finds the day that a line names, however it is written."""

from __future__ import annotations

import re
from datetime import date

from graph.loaders.numerals import plain
from graph.loaders.structure.digits import with_digits

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = (
    re.compile(
        r"(?P<year>20\d\d)\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
        r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
    ),
    re.compile(
        r"(?<!\d)(?P<year>20\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
    ),
    re.compile(rf"(?P<month>{'|'.join(_MONTHS)})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>20\d\d)"),
    re.compile(rf"(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>20\d\d)"),
)


def day_in(text: str) -> str:
    """The first day that a text names in full, as YYYY-MM-DD; empty where it names none."""
    written = with_digits(text)
    for pattern in _DAYS:
        for found in pattern.finditer(written):
            try:
                return date(
                    int(found["year"]), _month(found["month"]), int(plain(found["day"]))
                ).isoformat()
            except ValueError:
                continue
    return ""


def _month(text: str) -> int:
    return _MONTHS.index(text) + 1 if text in _MONTHS else int(plain(text))
