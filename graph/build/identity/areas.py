"""Where an area lies: from its province down to itself, by the divisions and by who names it."""

from __future__ import annotations

from graph.build.identity.divisions import Division, division_meant, reporting_division
from graph.build.identity.reach import Source, identify

_LONGEST_DIVISION = 11


def area_path(name: str, source: Source) -> str:
    """The names of what an area lies in and its own: 山东省/济南市/章丘区, 山东省/济南市/高新区.

    An area whose name begins with a division lies in that; what is one thing in the whole world
    (长三角) is in none; any other lies in the place that reports.
    """
    if division := division_meant(name, source.place):
        return division.path
    within = _leading(name, source.place)
    if not within and identify("Area", name, source).within:
        within = reporting_division(source.place)
    return f"{within.path}/{name}" if within else name


def _leading(name: str, place: str) -> Division | None:
    """The division that a name begins with: 济南 of 济南高新区."""
    for length in range(min(len(name) - 2, _LONGEST_DIVISION), 1, -1):
        if division := division_meant(name[:length], place):
            return division
    return None
