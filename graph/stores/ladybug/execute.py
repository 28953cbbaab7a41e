"""One statement run on a Ladybug connection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import ladybug

from graph.errors import QueryError

Row = list[object]


@contextmanager
def executed(
    connection: ladybug.Connection, statement: str, parameters: Mapping[str, object] | None = None
) -> Iterator[ladybug.QueryResult]:
    """The result of one statement, closed afterwards.

    Raises RuntimeError as the engine does, and QueryError for several statements in one text.
    """
    result = connection.execute(statement, dict(parameters or {}))
    if isinstance(result, list):
        for each in result:
            each.close()
        raise QueryError("only one statement can be run at a time: take out the semicolon")
    with result:
        yield result


def fetch(
    connection: ladybug.Connection,
    statement: str,
    parameters: Mapping[str, object] | None = None,
    count: int | None = None,
) -> tuple[list[str], list[Row]]:
    """The columns of a statement's result and its rows, at most `count` of them."""
    with executed(connection, statement, parameters) as result:
        rows: list[Row] = []
        while (count is None or len(rows) < count) and result.has_next():
            row = result.get_next()
            assert isinstance(row, list)
            rows.append(row)
        return result.get_column_names(), rows


def table_of_tables(connection: ladybug.Connection) -> list[tuple[int, str, str, str]]:
    """Id, name, kind (NODE or REL) and comment of each table."""
    statement = "CALL show_tables() RETURN id, name, type, comment"
    _, rows = fetch(connection, statement)
    return [(int(str(row[0])), str(row[1]), str(row[2]), str(row[3])) for row in rows]
