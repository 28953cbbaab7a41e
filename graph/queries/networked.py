"""Answers made of the network of things: what bridges goals, communities, what hangs on whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.errors import QueryLimit
from graph.queries.catalogue import find
from graph.queries.certainty import is_shown
from graph.queries.names import Resolved
from graph.queries.same import things_of
from graph.queries.selection import Selection
from graph.stores.interface import Limits, Store

if TYPE_CHECKING:
    from graph.network.network import Network

Row = Mapping[str, object]
_ALL = Limits(rows=500_000, seconds=60.0)
_SHOWN_MEMBERS = 8


def network_rows(
    store: Store, selection: Selection, statement: str, given: Mapping[str, Any], *, unsure: bool
) -> Sequence[Row]:
    """The rows of a query of `shape: network`. Raises QueryLimit for a graph that is too large."""
    # Other queries do without NetworkX, which takes long to import.
    from graph.network.kept import kept
    from graph.network.links import Links
    from graph.network.network import analysed

    about = {**given, "unsure": True} if unsure else given
    network = kept(
        store, about, lambda: analysed(Links.of(_claims(store, statement, given, unsure=unsure)))
    )
    meant = {
        thing
        for each in selection.about.values()
        if isinstance(each, Resolved)
        for thing in things_of(store, each.kind, each.ids)
    }
    match find(selection.query).name:
        case "communities":
            return [*_communities(network)]
        case "community-of":
            names = {network[each].community for each in meant if each in network} - {""}
            rows = (row for row in _things(network) if row["community"] in names)
            chosen = sorted(rows, key=lambda row: (-_number(row, "links"), row["id"]))
        case "hanging-on-agency":
            hanging = (row for row in _things(network) if row["hangs_on"])
            asked = (row for row in hanging if not meant or row["hangs_on"] in meant)
            chosen = [{**row, "via": network[str(row["hangs_on"])].row["name"]} for row in asked]
            chosen.sort(key=lambda row: (row["via"], -_number(row, "links"), row["id"]))
        case _:
            bridging = (row for row in _things(network) if _number(row, "goals") > 1)
            chosen = sorted(
                (row for row in bridging if row["kind"] != "Goal"),
                key=lambda row: (-_number(row, "bridging"), -_number(row, "goals"), row["id"]),
            )
    kinds = selection.where.kind
    return [row for row in chosen if not kinds or row["kind"] in kinds]


def _claims(
    store: Store, statement: str, given: Mapping[str, Any], *, unsure: bool
) -> Sequence[Row]:
    found = store.read(statement, given, _ALL)
    if found.truncated:
        raise QueryLimit("There are too many claims to be looked at as one network: choose places.")
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return rows if unsure else [row for row in rows if is_shown(row)]


def _things(network: Network) -> Iterator[Row]:
    """All things with where they stand; that is what Lantu concludes."""
    for standing in network.values():
        yield {
            **standing.row,
            "goals": standing.goals,
            "links": standing.links,
            "bridging": standing.bridging,
            "community": standing.community,
            "hangs_on": standing.hangs_on,
            "basis": "inferred",
            "confidence": None,
        }


def _communities(network: Network) -> Iterator[Row]:
    """The communities, the largest first, each with its most joined things."""
    parts: dict[str, list[Row]] = {}
    for row in _things(network):
        if row["community"]:
            parts.setdefault(str(row["community"]), []).append(row)
    for name, part in sorted(parts.items(), key=lambda each: (-len(each[1]), each[0])):
        part.sort(key=lambda row: (-_number(row, "links"), row["id"]))
        named = next((row for row in part if name.startswith(str(row["name"]))), part[0])
        yield {
            **named,
            "name": name,
            "name_en": "",
            "count": len(part),
            "members": [*dict.fromkeys(str(row["name"]) for row in part)][:_SHOWN_MEMBERS],
            "places": sorted({str(row["place"]) for row in part if row["place"]}),
        }


def _number(row: Row, column: str) -> float:
    value = row[column]
    return value if isinstance(value, int | float) else 0
