"""The model as Ladybug's tables, and a graph as the Arrow tables that are copied into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.schema import Property, PropertyType
from graph.tables.columns import Columns, Kind, schema

_COLUMN: Mapping[PropertyType, str] = {
    "string": "STRING",
    "int": "INT64",
    "float": "DOUBLE",
    "strings": "STRING[]",
}


@dataclass(frozen=True, slots=True)
class Rows:
    """What is copied into one table in one go.

    `copy` is the statement that does it, `count` the one that tells how many rows the table has and
    `read` the one that gives the same columns back of all; `read_of` of those that `$ids` name (of
    relationships the nodes that they begin at) and that came after the first `$before`.
    """

    title: str
    content: pa.Table
    copy: str
    count: str
    read: str
    read_of: str

    @property
    def ids(self) -> list[str]:
        """The ids of the nodes, or of those that the relationships begin at."""
        return list(self.content[0].unique().to_pylist())


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


def node_rows(held: Columns) -> Iterator[Rows]:
    """The nodes of a graph, one label after the other; every label, if only to find it empty."""
    for label, declared in NODE_LABELS.items():
        name = quoted(label)
        returned = ", ".join(f"n.{quoted(each.name)}" for each in declared.properties)
        yield Rows(
            label,
            _content(held, Kind(label)),
            f"COPY {name} FROM $rows",
            f"MATCH (n:{name}) RETURN count(n)",
            f"MATCH (n:{name}) RETURN {returned}",
            f"UNWIND $ids AS sought MATCH (n:{name} {{id: sought}}) "
            f"WHERE offset(id(n)) >= $before RETURN {returned}",
        )


def relationship_rows(held: Columns) -> Iterator[Rows]:
    """The relationships of a graph, one type and pair of labels after the other."""
    for declared in RELATIONSHIP_TYPES.values():
        returned = ", ".join(f"r.{quoted(each.name)}" for each in declared.properties)
        for source, target in declared.ends:
            kind = Kind(declared.name, source, target)
            end = f"-[r:{quoted(kind.name)}]->(b:{quoted(target)})"
            values = f"RETURN a.id, b.id{', ' + returned if returned else ''}"
            yield Rows(
                kind.title,
                _content(held, kind),
                f"COPY {quoted(kind.name)} FROM $rows (from='{source}', to='{target}')",
                f"MATCH (a:{quoted(source)}){end} RETURN count(r)",
                f"MATCH (a:{quoted(source)}){end} {values}",
                f"UNWIND $ids AS sought MATCH (a:{quoted(source)} {{id: sought}}){end} "
                f"WHERE offset(id(r)) >= $before {values}",
            )


def _content(held: Columns, kind: Kind) -> pa.Table:
    found = held.get(kind)
    return schema(kind).empty_table() if found is None else found
