"""Parts of a graph as columns: an Arrow table for each label, and each type between two labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pyarrow as pa

from graph.errors import StoreError
from graph.model import PROPERTIES
from graph.parts import Graph, Node, Part, Relationship, Value
from graph.schema import Property, PropertyType


class Kind(NamedTuple):
    """A label; or a type and the labels that it joins."""

    name: str
    source: str = ""
    target: str = ""

    @property
    def title(self) -> str:
        """How errors name it."""
        return f"{self.source}-{self.name}->{self.target}" if self.source else self.name


Columns = Mapping[Kind, pa.Table]
"""The properties of nodes and relationships; before those of relationships the ids they join."""

_ARROW: Mapping[PropertyType, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "strings": pa.list_(pa.string()),
}
_ENDS = (Property("from", "string", ""), Property("to", "string", ""))


@dataclass(frozen=True, slots=True)
class ColumnPart(Part):
    """A part that is held as columns. Its nodes and relationships are made where they are read.

    `digest` is that of its content.
    """

    digest: str

    def columns(self) -> Columns:
        """What it holds, without empty tables."""
        raise NotImplementedError


def columns(part: Part) -> Columns:
    """A part as columns, without empty tables. Raises StoreError for a value of another type."""
    if isinstance(part, ColumnPart):
        return part.columns()
    rows: dict[Kind, list[Mapping[str, Value]]] = defaultdict(list)
    for node in part.nodes:
        rows[Kind(node.label)].append(node.properties)
    for each in part.relationships:
        ends: dict[str, Value] = {"from": each.source, "to": each.target}
        rows[Kind(each.type, each.source_label, each.target_label)].append(ends | each.properties)
    return {kind: _table(kind, found) for kind, found in rows.items()}


def columns_of(graph: Graph) -> Columns:
    """All parts of a graph as columns, without empty tables. Raises StoreError as `columns`."""
    tables: dict[Kind, list[pa.Table]] = defaultdict(list)
    for part in graph:
        for kind, table in columns(part).items():
            tables[kind].append(table)
    return {kind: pa.concat_tables(found) for kind, found in tables.items()}


@cache
def schema(kind: Kind) -> pa.Schema:
    """The columns of a label or a type."""
    return pa.schema([(each.name, _ARROW[each.type]) for each in _declared(kind)])


def nodes(held: Columns) -> Iterator[Node]:
    """The nodes that columns hold."""
    for kind, table in held.items():
        if not kind.source:
            yield from (Node(kind.name, row) for row in table.to_pylist())


def relationships(held: Columns) -> Iterator[Relationship]:
    """The relationships that columns hold."""
    for kind, table in held.items():
        if kind.source:
            for row in table.to_pylist():
                source, target = row.pop("from"), row.pop("to")
                yield Relationship(kind.name, kind.source, source, kind.target, target, row)


def _declared(kind: Kind) -> Sequence[Property]:
    return (*_ENDS, *PROPERTIES[kind.name]) if kind.source else PROPERTIES[kind.name]


def _table(kind: Kind, rows: Sequence[Mapping[str, Value]]) -> pa.Table:
    return pa.table({each.name: _column(kind, each, rows) for each in _declared(kind)})


def _column(kind: Kind, declared: Property, rows: Iterable[Mapping[str, Value]]) -> pa.Array:
    try:
        return pa.array([row[declared.name] for row in rows], _ARROW[declared.type])
    except KeyError:
        reason = "is missing somewhere"
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeError, OverflowError) as error:
        reason = f"is not a {declared.type} everywhere ({error})"
    raise StoreError(f"the graph cannot be stored: {declared.name} of {kind.title} {reason}")
