"""Parts of a graph written into an open file, round by round, and read back as they were given.

Of a round all is held in memory; so that is bounded however large a graph is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import ladybug
import pyarrow as pa

from graph.errors import StoreError
from graph.parts import Graph, Part
from graph.stores.digest import check
from graph.stores.interface import Progress
from graph.stores.ladybug.execute import executed, fetch
from graph.stores.ladybug.indexes import Indexes
from graph.stores.ladybug.tables import Rows, node_rows, quoted, relationship_rows
from graph.tables.columns import columns_of

ROWS_A_ROUND = 400_000


def rows_in(part: Part) -> int:
    """How many nodes and relationships a part has."""
    return len(part.nodes) + len(part.relationships)


def rounds(graph: Graph) -> Iterator[Graph]:
    """The parts of a graph in their order, as many at a time as are written at once."""
    together: list[Part] = []
    rows = 0
    for part in graph:
        rows += rows_in(part)
        if together and rows > ROWS_A_ROUND:
            yield together
            together, rows = [], rows_in(part)
        together.append(part)
    yield together


@dataclass(slots=True)
class Told:
    """How far writing and comparing have come, of a total of rows."""

    total: int
    progress: Progress | None
    _done: Counter[str] = field(default_factory=Counter)

    def tell(self, doing: str, rows: Rows) -> None:
        """That this was done with some rows more."""
        self._done[doing] += rows.content.num_rows
        if self.progress:
            self.progress(f"{doing} the graph", self._done[doing], self.total)


def write(connection: ladybug.Connection, graph: Graph, indexes: Indexes, told: Told) -> Indexes:
    """Write parts, and read them back; the indexes with them.

    Raises StoreError where the parts do not hold together, or came back otherwise.
    """
    held = columns_of(graph)
    check(graph, held, partial(_known, connection))
    nodes = [*node_rows(held)]
    with ThreadPoolExecutor(1) as beside:
        # The engine copies meanwhile.
        indexed = beside.submit(indexes.grown, nodes)
        tables = [rows for rows in chain(nodes, relationship_rows(held)) if rows.content]
        _write(connection, tables, told)
        return indexed.result()


def _write(connection: ladybug.Connection, tables: Sequence[Rows], told: Told) -> None:
    before = [_count(connection, rows.count) for rows in tables]
    all_before = _all(connection)
    for rows in tables:
        fetch(connection, rows.copy, {"rows": rows.content})
        told.tell("writing", rows)
    for rows, count in zip(tables, before, strict=True):
        _compare(connection, rows, count)
        told.tell("comparing", rows)
    given = all_before + sum(rows.content.num_rows for rows in tables)
    if (stored := _all(connection)) != given:
        raise StoreError(f"the graph was not written: {given} rows were given, {stored} are there")


def _known(connection: ladybug.Connection, label: str, ids: Sequence[str]) -> set[str]:
    statement = f"UNWIND $ids AS sought MATCH (n:{quoted(label)} {{id: sought}}) RETURN n.id"
    return {str(row[0]) for row in fetch(connection, statement, {"ids": ids})[1]}


def _compare(connection: ladybug.Connection, rows: Rows, before: int) -> None:
    named = {"ids": rows.ids, "before": before} if before else {}
    with executed(connection, rows.read_of if before else rows.read, named) as result:
        stored = result.get_as_arrow()
    stored = stored.rename_columns(rows.content.column_names).cast(rows.content.schema)
    if not _sorted(stored).equals(_sorted(rows.content)):
        raise StoreError(
            f"the graph was not written: {rows.title} came back from the engine with "
            f"{stored.num_rows} rows that are not the {rows.content.num_rows} it was given; "
            "the graph in place is unchanged"
        )


def _all(connection: ladybug.Connection) -> int:
    nodes = _count(connection, "MATCH (n) RETURN count(n)")
    return nodes + _count(connection, "MATCH ()-[r]->() RETURN count(r)")


def _count(connection: ladybug.Connection, statement: str) -> int:
    _, [[count]] = fetch(connection, statement)
    return int(str(count))


def _sorted(table: pa.Table) -> pa.Table:
    # Lists cannot be sorted by; what else a row holds tells it from the others.
    scalars = [field.name for field in table.schema if not pa.types.is_list(field.type)]
    return table.sort_by([(name, "ascending") for name in scalars]).combine_chunks()
