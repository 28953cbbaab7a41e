"""Answers made of all figures of some places: targets beside results, and what lacks either."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph.errors import QueryLimit
from graph.queries.catalogue import Language, Query, find
from graph.queries.certainty import is_shown
from graph.queries.selection import Selection
from graph.stores.interface import Limits, Store
from graph.tracking.gaps import alone, is_asked_for, unmentioned
from graph.tracking.rows import verdict_rows

Row = Mapping[str, object]
OF_FIGURES = ("verdicts", "unmentioned", "targets", "results")
"""The shapes of queries whose statement gives all figures, of which the answer is made."""
_ALL = Limits(rows=200_000, seconds=30.0)


def tracked_rows(
    store: Store,
    selection: Selection,
    statement: str,
    given: Mapping[str, Any],
    language: Language,
    only: Collection[str] | None,
    *,
    unsure: bool,
) -> Sequence[Row]:
    """The rows of a query of one of these shapes; `only` are the ids of the targets meant.

    Raises QueryLimit where there are more figures than can be read.
    """
    query, where = find(selection.query), selection.where
    figures = _figures(store, statement, given, unsure=unsure)
    if query.shape in ("targets", "results"):
        lone = alone(figures, targets=query.shape == "targets")
        return [row for row in lone if is_asked_for(row, where)]
    reason = "not_said" if query.shape == "unmentioned" else ""
    verdicts = [*verdict_rows(figures, language, where, only, reason)]
    return [*unmentioned(store, verdicts)] if query.shape == "unmentioned" else verdicts


def as_announced(query: Query, rows: Sequence[Row]) -> list[Row]:
    """The rows with their columns in the order that the query names them."""
    names = [column.name for column in query.columns]
    return [{each: row[each] for each in names} for row in rows]


def _figures(
    store: Store, statement: str, given: Mapping[str, Any], *, unsure: bool
) -> Sequence[Row]:
    found = store.read(statement, given, _ALL)
    if found.truncated:
        raise QueryLimit("There are too many figures to be compared at once: choose places.")
    rows: Sequence[Row] = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return rows if unsure else [row for row in rows if is_shown(row)]
