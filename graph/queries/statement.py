"""The answer to a Cypher statement of a user's own, which only reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.parts import Value
from graph.queries.answer import Answered
from graph.stores.interface import Limits, Store


def run_statement(
    store: Store, statement: str, parameters: Mapping[str, Value | Sequence[Value]], limits: Limits
) -> Answered:
    """The rows of a statement. Raises RefusedStatement, QueryError and QueryLimit."""
    given = dict(parameters)
    found = store.read_untrusted(statement, given, limits)
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return Answered("cypher", "", given, statement, found.columns, rows, found.truncated)
