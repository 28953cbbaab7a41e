"""Things of a kind, and answers, as tables for a page: what is shown of them, and chosen by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.queries.answer import Answered
from graph.stores.interface import Store
from graph.workspace import Loaded
from viz.table import Row, Table, values_of
from viz.things import columns_of, things

_FACETS = (
    "kind",
    "relation",
    "place",
    "year",
    "target_year",
    "status",
    "stage",
    "type",
    "verdict",
    "measure",
    "value_kind",
    "role",
    "basis",
)
# What a page shows in its own way, and what is there for programs.
_NOT_SHOWN = frozenset(
    (
        *("id", "thing", "name_en", "text", "section", "passage", "start", "end"),
        *("document", "document_id", "documents", "place", "quote", "stage_quote"),
        *("number", "upper", "unit", "qualifier", "direction", "base_unit", "series"),
        *("observation", "confidence", "score", "from_id", "to_id"),
        *("highest", "lowest", "several", "asks_less"),
    )
)


def things_table(store: Store, label: str, documents: Mapping[str, Loaded]) -> Table:
    """The things of a kind. Raises StoreError."""
    columns = columns_of(label)
    facets = [each for each in _FACETS if each in (*columns, "place", "year")]
    return Table(label, columns, things(store, label, documents), facets)


def answer_table(answer: Answered) -> Table:
    """The answer of a query. Place and year of a row are those of the sentence that it shows."""
    facets = [each for each in _FACETS if each in answer.columns]
    return Table(
        answer.title,
        [*_shown_columns(answer.columns, answer.rows)],
        answer.rows,
        facets,
        answer.truncated,
        answer.cypher,
    )


def _shown_columns(columns: Sequence[str], rows: Sequence[Row]) -> list[str]:
    filled = {name for name in columns if any(values_of(row, name) for row in rows)}
    shown = ["figure" if each == "value" else each for each in columns if each in filled]
    shown = [each for each in shown if each not in _NOT_SHOWN]
    if len({row.get("kind") for row in rows}) < 2:
        shown = [each for each in shown if each != "kind"]
    if "document" not in filled:
        return shown
    # The year of a document stands beside its sentence; that of a figure is its own.
    return [*(each for each in shown if each != "year" or "value" in columns), "document"]
