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
    rows = [
        dict(zip(found.columns, (_shown(value) for value in row), strict=True))
        for row in found.rows
    ]
    return Answered("cypher", "", given, statement, found.columns, rows, found.truncated)


# What a node is found by, its names as they are compared, says nothing to a reader.
_INTERNAL = {"search", "thing_by_rule", "former"}


def _shown(value: object) -> object:
    """A value without the properties of nodes that only Lantu needs."""
    match value:
        case Mapping() if "label" in value and "id" in value:
            return {name: each for name, each in value.items() if name not in _INTERNAL}
        case Mapping():
            return {name: _shown(each) for name, each in value.items()}
        case list() | tuple():
            return [_shown(each) for each in value]
        case _:
            return value
