"""What is made of the rows of an answer: counted, by place, the highest, side by side, by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from graph.errors import NotToChooseBy, QueryError
from graph.queries.catalogue import Query
from graph.queries.selection import Shape, Where
from graph.stores.interface import Store

Row = Mapping[str, object]


class NotComparable(QueryError):
    """Documents of some `places` give several figures for what one is needed of."""

    def __init__(self, places: Sequence[str]) -> None:
        named = ", ".join(places)
        super().__init__(f"There are several figures for {named}: look at all of them.")
        self.places = list(places)


_OUTLOOK = {"actual": 2, "expected": 1, "target": 0}


def shaped(store: Store, shape: Shape, rows: Sequence[Row], where: Where) -> Sequence[Row]:
    """The rows in a shape. Figures have `value`, and `number`, the value multiplied out.

    Raises NotComparable where documents give several figures for one, and it matters which.
    """
    match shape:
        case "list":
            return rows
        case "count":
            counted = {row["place"] for row in rows} if where.level else rows
            return [{"id": "", "name": "", "kind": "", "count": len(counted)}]
        case "places":
            return [*_by_place(rows)]
        case "most" | "fewest":
            return _most(rows, fewest=shape == "fewest")
        case "absent":
            return _absent(store, where, {str(row["place"]) for row in rows})
        case "top" | "bottom":
            return _extreme(_comparable(rows, where), highest=shape == "top")
        case "compare":
            return sorted(_comparable(rows, where), key=lambda row: -_number(row))
        case "series":
            return sorted(rows, key=lambda row: (_order(row), str(row["place"])))
        case "lower" | "higher":
            return [*_changed(rows, lower=shape == "lower")]


def check_shape(query: Query, shape: Shape) -> None:
    """Raises NotToChooseBy where the rows of a query have not what a shape is made by."""
    columns = {column.name for column in query.columns}
    needed = _NEEDED.get(shape, ())
    lacks = needed and not columns & {*needed}
    if lacks or (query.shape in ("path", "names") and shape != "list"):
        raise NotToChooseBy(f"{query.name} gives no rows of which {shape} can be made.")


# Shapes of which a thing that several places speak of is a row of each.
BY_PLACE: Sequence[Shape] = ("places", "most", "fewest", "absent")
_NEEDED: Mapping[Shape, Sequence[str]] = {
    "places": ("place",),
    "most": ("place",),
    "fewest": ("place",),
    "absent": ("place",),
    "top": ("number", "count"),
    "bottom": ("number", "count"),
    "compare": ("number",),
    "series": ("number",),
    "lower": ("number",),
    "higher": ("number",),
}


def columns_of(shape: Shape, columns: Sequence[str]) -> Sequence[str]:
    """The columns of rows in a shape."""
    match shape:
        case "count":
            return ("id", "name", "kind", "count")
        case "places" | "most" | "fewest":
            return (*columns[:3], "count", *columns[3:]) if "count" not in columns else columns
        case "absent":
            return ("id", "name", "kind", "document", "place", "year", "document_id")
        case "lower" | "higher":
            return (*columns, "before")
        case _:
            return columns


def _number(row: Row) -> float:
    value = row.get("number", row.get("count"))
    if not isinstance(value, int | float):
        return float("-inf")
    return -float(value) if row.get("direction") == "down" else float(value)


def _order(row: Row) -> tuple[str, int, int]:
    year = row["year"]
    return str(row["measure"]), int(year) if isinstance(year, int) else 0, -_outlook(row)


def _outlook(row: Row) -> int:
    return _OUTLOOK.get(str(row["status"]), 0)


def _most(rows: Sequence[Row], *, fewest: bool) -> Sequence[Row]:
    """The places of those that have any which have the most, or the fewest."""
    places = [*_by_place(rows)]
    sought = places[-1 if fewest else 0]["count"] if places else 0
    return [row for row in places if row["count"] == sought]


def _by_place(rows: Sequence[Row]) -> Iterator[Row]:
    """The places by how many rows they have, the most first, each with its first row."""
    counts = Counter(str(row["place"]) for row in rows)
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(str(row["place"]), row)
    for place, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        row = first[place]
        own = {"id": row["document_id"], "name": place, "kind": "Document", "count": count}
        yield {**row, **own}


def _absent(store: Store, where: Where, present: set[str]) -> list[Row]:
    level = "AND d.level IN $level " if where.level else ""
    found = store.read(
        f"MATCH (d:Document) WHERE d.place <> '' {level}RETURN d.id AS id, d.name AS name, "
        "labels(d)[0] AS kind, d.name AS document, d.place AS place, d.year AS year, "
        "d.id AS document_id ORDER BY d.place, d.year",
        {"level": list(where.level)},
    )
    rows = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
    return [row for row in rows if row["place"] not in present]


def _comparable(rows: Sequence[Row], where: Where) -> Sequence[Row]:
    """The figures of a year, of the measure and unit that most places give.

    Others cannot be compared: an average of several years, what they add up to, a difference; but
    where one of these kinds is asked for.
    """
    if rows and "count" in rows[0]:
        return rows
    kinds = where.value_kind or ("year",)
    figures = [row for row in rows if row["number"] is not None and row["value_kind"] in kinds]
    places: dict[tuple[object, object], set[object]] = {}
    for row in figures:
        places.setdefault((row["measure"], row["base_unit"]), set()).add(row["place"])
    if not places:
        return []
    common = max(places, key=lambda each: len(places[each]))
    return [row for row in figures if (row["measure"], row["base_unit"]) == common]


def _extreme(rows: Sequence[Row], *, highest: bool) -> Sequence[Row]:
    if not rows:
        return []
    best, worst = (max, min) if highest else (min, max)
    by_place: dict[object, list[float]] = {}
    for row in rows:
        key = row["id"] if "count" in row else row["place"]
        by_place.setdefault(key, []).append(_number(row))
    sought = best(best(numbers) for numbers in by_place.values())
    if sought != best(worst(numbers) for numbers in by_place.values()):
        several = [str(place) for place, numbers in by_place.items() if len({*numbers}) > 1]
        raise NotComparable(several)
    return [row for row in rows if _number(row) == sought]


def _changed(rows: Sequence[Row], *, lower: bool) -> Iterator[Row]:
    """The later figure of each series that is lower or higher than that of the year before."""
    of_years = (row for row in rows if row["number"] is not None and row["value_kind"] == "year")
    figures = sorted(of_years, key=_series)
    for _, series in groupby(figures, key=_series):
        by_year = _one_a_year(series)
        if len(by_year) == 2:
            before, after = (by_year[year] for year in sorted(by_year))
            difference = _number(after) - _number(before)
            if difference < 0 if lower else difference > 0:
                said = f"{before['value']}{before['unit']}"
                yield {**after, "before": f"{said}（{before['year']}，{before['status']}）"}


def _series(row: Row) -> tuple[str, ...]:
    return str(row["series"]), str(row["direction"])


def _one_a_year(series: Iterable[Row]) -> Mapping[int, Row]:
    """The one figure of each year; none of a year of which two are given that differ."""
    years: dict[int, list[Row]] = {}
    for row in series:
        years.setdefault(int(str(row["year"])), []).append(row)
    return {
        year: found[0] for year, found in years.items() if len({_number(row) for row in found}) == 1
    }
