"""Indicators to choose from, and one of them as a grid of places and years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from viz.table import Row, values_of

_MOST = 400


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of the query `matrix` by place and year: of some, documents give several."""

    places: Sequence[str]
    years: Sequence[int]
    cells: Mapping[tuple[str, int], Sequence[Row]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Grid:
        """The grid of some rows, places in the order in which they come."""
        cells: dict[tuple[str, int], list[Row]] = {}
        for row in rows:
            cells.setdefault((str(row["place"]), int(str(row["year"]))), []).append(row)
        places = [*dict.fromkeys(place for place, _ in cells)]
        return cls(places, sorted({year for _, year in cells}), cells)


def measured(indicators: Iterable[Row]) -> list[tuple[str, int]]:
    """The names that indicators share, each with how many places speak of it, the most first."""
    places: dict[str, set[str]] = {}
    for row in indicators:
        name = str(row.get("canonical") or row["name"])
        places.setdefault(name, set()).update(values_of(row, "place"))
    counted = [(name, len(where)) for name, where in places.items()]
    return sorted(counted, key=lambda each: (-each[1], each[0]))[:_MOST]
