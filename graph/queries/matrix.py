"""The values of one indicator by place and year, with the highest and the lowest of each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph.queries.selection import Where

Row = Mapping[str, object]
Cell = tuple[str, int]
_OUTLOOK = {"actual": 0, "expected": 1, "target": 2}


def matrix(rows: Sequence[Row], where: Where) -> list[Row]:
    """One row a place and year, the places sorted by their values of what most of them have.

    Only values that compare are in it: of the measure, kind of value and base unit that most
    places give. A final value comes before an expected one, that before a target; where documents
    of a place differ, all they give is there and unranked. Results rank among the results of their
    year, targets among the targets; of those within a bound, the ranks are among all.
    """
    cells = _cells(_comparable(rows, where))
    ranked = [row for group in _groups(cells).values() for row in _ranked(group)]
    order = _order(ranked)
    ranked.sort(key=lambda row: (order[str(row["place"])], _year(row)))
    return [row for row in ranked if _is_within(row, where)]


def _comparable(rows: Sequence[Row], where: Where) -> list[Row]:
    kinds = where.value_kind or ("year",)
    figures = [row for row in rows if row["value_kind"] in kinds]
    places: dict[object, set[object]] = {}
    for row in figures:
        places.setdefault(_kind(row), set()).add((row["place"], row["year"]))
    common = max(places, key=lambda kind: len(places[kind]), default=None)
    return [row for row in figures if _kind(row) == common]


def _kind(row: Row) -> object:
    return row["measure"], row["value_kind"], row["base_unit"]


def _cells(rows: Iterable[Row]) -> Mapping[Cell, list[Row]]:
    """Of each place and year the values that differ, of those that are most final."""
    found: dict[Cell, list[Row]] = {}
    for row in rows:
        found.setdefault((str(row["place"]), _year(row)), []).append(row)
    cells = {}
    for cell, values in found.items():
        final = min(_OUTLOOK.get(str(row["status"]), 3) for row in values)
        said = [row for row in values if _OUTLOOK.get(str(row["status"]), 3) == final]
        cells[cell] = [*{_number(row): row for row in reversed(said)}.values()][::-1]
    return cells


def _groups(cells: Mapping[Cell, list[Row]]) -> Mapping[object, list[list[Row]]]:
    """The cells that rank among each other: results, or targets, of one year."""
    groups: dict[object, list[list[Row]]] = {}
    for values in cells.values():
        groups.setdefault(_group(values[0]), []).append(values)
    return groups


def _group(row: Row) -> tuple[int, bool]:
    return _year(row), row["status"] == "target"


def _ranked(cells: Sequence[Sequence[Row]]) -> Iterable[Row]:
    """Cells ranked where they hold one value each."""
    alone = len(cells) == 1
    numbers = sorted((_number(cell[0]) for cell in cells if len(cell) == 1), reverse=True)
    for cell in cells:
        for row in cell:
            several, number = len(cell) > 1, _number(row)
            told = not several and not alone
            yield {
                **row,
                "rank": None if several else numbers.index(number) + 1,
                "highest": told and number == numbers[0],
                "lowest": told and number == numbers[-1],
                "several": several,
            }


def _order(rows: Sequence[Row]) -> Mapping[str, int]:
    """The places, the highest first in what most have: results, or targets, of the latest year."""
    counts = Counter(map(_group, rows))
    common = max(counts, key=lambda each: (counts[each], not each[1], each[0]), default=None)
    value: dict[str, float] = {}
    for row in rows:
        if _group(row) == common:
            value.setdefault(str(row["place"]), _number(row))
    places = {str(row["place"]) for row in rows}
    ordered = sorted(places, key=lambda place: (-value.get(place, float("-inf")), place))
    return {place: at for at, place in enumerate(ordered)}


def _is_within(row: Row, where: Where) -> bool:
    return all(bound.holds(_number(row), str(row["base_unit"])) for bound in where.bound)


def _number(row: Row) -> float:
    number = row["number"]
    if not isinstance(number, int | float):
        return float("-inf")
    return -float(number) if row["direction"] == "down" else float(number)


def _year(row: Row) -> int:
    year = row["year"]
    return year if isinstance(year, int) else 0
