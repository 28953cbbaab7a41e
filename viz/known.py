"""What is known of areas and agencies: how much is there, or how much they answer for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph.queries.certainty import is_shown_in_cypher
from graph.stores.interface import Limits, Store
from viz.table import Table

_ALL = Limits(rows=200_000, seconds=20.0)
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "Area": ("name", "path", "located", "documents"),
    "Department": ("name", "mandate", "answers", "concluded", "documents"),
}


def with_counts(store: Store, label: str, table: Table) -> Table:
    """The table of areas or of departments with how much is known of each.

    `known` says whether anything is. Raises StoreError.
    """
    counts = _counts(store, label)
    names = [*_COLUMNS[label][1:-1]]
    counting = [each for each in names if each in ("located", "answers", "concluded")]
    rows: list[dict[str, Any]] = []
    for row in table.rows:
        own = {name: counts.get((str(row["id"]), name), 0) for name in counting}
        rows.append({**row, **own, "known": "some" if any(own.values()) else "none"})
    rows.sort(key=lambda row: [-row[name] for name in counting])
    return replace(table, columns=_COLUMNS[label], rows=rows, facets=("known", "place", "year"))


def _counts(store: Store, label: str) -> Mapping[tuple[str, str], int]:
    """How many things are in each area, or answered for by each agency, by the thing's id."""
    if label == "Area":
        statement = (
            "MATCH (x:Project|Organization|Department|Initiative|Area)-[r:LOCATED_IN]->(n:Area) "
            f"WHERE {is_shown_in_cypher('r')} "
            "RETURN coalesce(n.thing, n.id), 'located', count(DISTINCT coalesce(x.thing, x.id))"
        )
    else:
        statement = (
            "MATCH (n:Department)-[r:RESPONSIBLE_FOR]->(x:Measure|Project|Goal) "
            f"WHERE {is_shown_in_cypher('r')} "
            "RETURN coalesce(n.thing, n.id), "
            "CASE r.basis WHEN 'inferred' THEN 'concluded' ELSE 'answers' END, "
            "count(DISTINCT coalesce(x.thing, x.id))"
        )
    return {
        (str(thing), str(name)): int(str(count))
        for thing, name, count in store.read(statement, {}, _ALL).rows
    }
