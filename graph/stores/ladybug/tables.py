"""The model as Ladybug's tables, and a graph as the Arrow tables that are copied into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from graph.errors import StoreError
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Graph, Value, all_nodes, all_relationships
from graph.schema import Property, PropertyType

_COLUMN: Mapping[PropertyType, str] = {
    "string": "STRING",
    "int": "INT64",
    "float": "DOUBLE",
    "strings": "STRING[]",
}
_ARROW: Mapping[PropertyType, pa.DataType] = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "strings": pa.list_(pa.string()),
}
_ENDS = (Property("from", "string", ""), Property("to", "string", ""))


@dataclass(frozen=True, slots=True)
class Rows:
    """What is copied into one table in one go.

    `copy` is the statement that does it, `read` the one that gives the same columns back.
    """

    title: str
    content: pa.Table
    copy: str
    read: str


def quoted(name: str) -> str:
    """A name as an identifier of Cypher."""
    return "`" + name.replace("`", "``") + "`"


def definitions() -> Iterator[str]:
    """The statements that make the model's tables, nodes first."""
    for label in NODE_LABELS.values():
        columns = _columns(label.properties)
        yield f"CREATE NODE TABLE {quoted(label.name)}({columns}, PRIMARY KEY(id))"
    for kind in RELATIONSHIP_TYPES.values():
        pairs = ", ".join(f"FROM {quoted(a)} TO {quoted(b)}" for a, b in kind.ends)
        columns = f", {_columns(kind.properties)}" if kind.properties else ""
        yield f"CREATE REL TABLE {quoted(kind.name)}({pairs}{columns})"


def _columns(properties: Iterable[Property]) -> str:
    return ", ".join(f"{quoted(each.name)} {_COLUMN[each.type]}" for each in properties)


def node_rows(graph: Graph) -> Iterator[Rows]:
    """The nodes of a graph, one label after the other; every label, if only to find it empty."""
    by_label: dict[str, list[Mapping[str, Value]]] = {label: [] for label in NODE_LABELS}
    for node in all_nodes(graph):
        by_label[node.label].append(node.properties)
    for label, rows in by_label.items():
        declared = NODE_LABELS[label].properties
        returned = ", ".join(f"n.{quoted(each.name)}" for each in declared)
        yield Rows(
            label,
            _table(label, declared, rows),
            f"COPY {quoted(label)} FROM $rows",
            f"MATCH (n:{quoted(label)}) RETURN {returned}",
        )


def relationship_rows(graph: Graph) -> Iterator[Rows]:
    """The relationships of a graph, one type and pair of labels after the other."""
    by_pair: dict[tuple[str, str, str], list[Mapping[str, Value]]] = defaultdict(list)
    for each in all_relationships(graph):
        ends: dict[str, Value] = {"from": each.source, "to": each.target}
        by_pair[each.type, each.source_label, each.target_label].append(ends | each.properties)
    for kind in RELATIONSHIP_TYPES.values():
        returned = ", ".join(f"r.{quoted(each.name)}" for each in kind.properties)
        for source, target in kind.ends:
            title = f"{source}-{kind.name}->{target}"
            rows = by_pair.get((kind.name, source, target), [])
            yield Rows(
                title,
                _table(title, _ENDS + kind.properties, rows),
                f"COPY {quoted(kind.name)} FROM $rows (from='{source}', to='{target}')",
                f"MATCH (a:{quoted(source)})-[r:{quoted(kind.name)}]->(b:{quoted(target)}) "
                f"RETURN a.id, b.id{', ' + returned if returned else ''}",
            )


def _table(
    title: str, declared: Sequence[Property], rows: Sequence[Mapping[str, Value]]
) -> pa.Table:
    return pa.table({each.name: _column(title, each, rows) for each in declared})


def _column(title: str, declared: Property, rows: Sequence[Mapping[str, Value]]) -> pa.Array:
    try:
        return pa.array([row[declared.name] for row in rows], _ARROW[declared.type])
    except KeyError:
        reason = "is missing somewhere"
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeError, OverflowError) as error:
        reason = f"is not a {declared.type} everywhere ({error})"
    raise StoreError(f"the graph cannot be stored: {declared.name} of {title} {reason}")
