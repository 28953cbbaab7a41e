"""What is missing between targets and results: one without the other, or never spoken of again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.folding import fold
from graph.queries.selection import Where
from graph.stores.interface import Limits, Store
from graph.tracking.alike import are_opposed
from graph.tracking.figures import Figure

Row = Mapping[str, object]
_MANY = Limits(rows=20_000, seconds=30.0)


def alone(rows: Sequence[Row], *, targets: bool) -> Iterator[Row]:
    """The rows of figures.cypher that are targets of what no result is of, or the reverse.

    `rows` are all figures of their places. What one document calls 集中供热面积 and another
    供热面积 is one thing here as where targets are tracked, and so is what people say is.
    """
    figures = [Figure.of(row) for row in rows]
    others: dict[tuple[str, str], list[Figure]] = {}
    things: set[object] = set()
    for each in figures:
        if _is_target(each) != targets:
            others.setdefault(each.subject, []).append(each)
            things.add(each.row["thing"])
    for each in figures:
        beside = others.get(each.subject, ())
        is_alone = all(are_opposed(each.name, other.name) for other in beside)
        if _is_target(each) == targets and is_alone and each.row["thing"] not in things:
            yield each.row


def is_asked_for(row: Row, where: Where) -> bool:
    """Is a figure within the conditions that must not hide its counterpart?"""
    asked = {
        "year": where.year,
        "status": where.status,
        "measure": where.measure,
        "value_kind": where.value_kind,
        "document_id": where.document,
    }
    number, unit = row["number"], str(row["base_unit"])
    return all(not values or row[name] in values for name, values in asked.items()) and all(
        isinstance(number, int | float) and each.holds(number, unit) for each in where.bound
    )


def unmentioned(store: Store, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of track.cypher whose indicator no later document of the place names anywhere."""
    said: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        names = {fold(str(row[each])) for each in ("name", "indicator")}
        for name in names - said.keys():
            said[name] = _documents_saying(store, name)
        planned = row["year"]
        later = (
            (place, year)
            for name in names
            for place, year in said[name]
            if place == row["place"] and isinstance(planned, int) and year > planned
        )
        if not any(later):
            yield row


def _documents_saying(store: Store, name: str) -> list[tuple[str, int]]:
    """The places and years of the documents that say a name."""
    found = store.read(_SAYING, {"passages": store.said([name], _MANY)}, _MANY)
    return [(str(place), year) for place, year in found.rows if isinstance(year, int)]


_SAYING = """\
MATCH (passage:Passage)
WHERE passage.id IN $passages
MATCH (document:Document {id: passage.document})
RETURN DISTINCT document.place AS place, document.year AS year"""


def _is_target(figure: Figure) -> bool:
    return figure.status == "target"
