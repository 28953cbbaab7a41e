"""What an area stands for in a query: its nodes, all that lies inside it, and who reports there."""

from __future__ import annotations

from dataclasses import dataclass

from graph.build.identity.divisions import reporting_division
from graph.folding import fold
from graph.loaders.divisions import short_name
from graph.queries.named import nodes_named
from graph.queries.names import Resolved, resolve
from graph.stores.interface import Limits, Store

_ENOUGH = Limits(rows=100_000, seconds=10.0)


@dataclass(frozen=True, slots=True)
class Inside:
    """The areas inside an area, and the documents of who reports there, by their ids."""

    areas: list[str]
    documents: list[str]


def area_meant(store: Store, text: str) -> Resolved:
    """The area that a text names; the name of a place that reports stands for its documents.

    Raises UnknownName and AmbiguousName.
    """
    names = sorted({fold(text), fold(short_name(text.strip()))})
    documents = nodes_named(store, "is", ["Document"], names)
    ids = [each.id for each in documents] or [text.strip()]
    statement = "MATCH (d:Document) WHERE d.id IN $ids RETURN d.id, d.place ORDER BY d.id"
    found = store.read(statement, {"ids": ids}, _ENOUGH).rows
    places = {str(place) for _, place in found}
    place = places.pop() if len(places) == 1 else ""
    division = reporting_division(place)
    if division is None:
        return resolve(store, text, ("Area",))
    statement = "MATCH (a:Area) WHERE a.path = $path RETURN a.id ORDER BY a.id"
    areas = store.read(statement, {"path": division.path}, _ENOUGH).rows
    return Resolved(place, "Area", tuple(str(row[0]) for row in areas or found))


def inside(store: Store, area: Resolved) -> Inside:
    """What lies inside an area that was resolved."""
    ids = {"ids": list(area.ids)}
    found = store.read("MATCH (a:Area) WHERE a.id IN $ids RETURN DISTINCT a.path", ids, _ENOUGH)
    paths = {str(row[0]) for row in found.rows} - {""}
    found = store.read("MATCH (d:Document) WHERE d.place <> '' RETURN d.id, d.place", {}, _ENOUGH)
    divisions = {str(id_): reporting_division(str(place)) for id_, place in found.rows}
    paths |= {own.path for id_, own in divisions.items() if own and id_ in area.ids}
    documents = sorted(id_ for id_, own in divisions.items() if own and own.path in paths)
    statement = "MATCH (a:Area) WHERE a.path STARTS WITH $start RETURN a.id"
    found_inside = {
        str(row[0])
        for path in paths
        for row in store.read(statement, {"start": f"{path}/"}, _ENOUGH).rows
    }
    # Nothing has the empty id; the engines want to see what a list is of.
    return Inside(sorted(found_inside) or [""], documents or [""])
