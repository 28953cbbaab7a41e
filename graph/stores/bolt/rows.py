"""A graph as the rows and statements that write it into Neo4j, and read it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import StoreError
from graph.model import (
    NODE_LABELS,
    RELATIONSHIP_TYPES,
    Graph,
    Node,
    Part,
    Property,
    PropertyType,
    Relationship,
    Value,
)
from graph.stores.bolt.schema import PART, quoted

BATCH = 10_000
Row = list[Value]
Portion = tuple[str, Sequence[Row]]
"""The key of a part, and rows of it."""
# Rows go under the key of their part, so that it is sent once and not with each of them.
ROWS = "UNWIND {} AS entry WITH *, entry[0] AS part, entry[1] AS rows UNWIND rows AS row"
_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Batch:
    """What one statement writes; it returns how many rows that were."""

    statement: str
    parameters: Mapping[str, object]
    keys: Sequence[str]
    size: int


def as_declared(graph: Graph) -> Graph:
    """The graph with each value as its property's type has it (5 as 5.0 for a float).

    Raises StoreError for a value of another type, or a property that is missing.
    """
    return [
        Part(
            part.key,
            [Node(each.label, _typed_node(each)) for each in part.nodes],
            [
                Relationship(
                    each.type,
                    each.source_label,
                    each.source,
                    each.target_label,
                    each.target,
                    _typed(each.type, RELATIONSHIP_TYPES[each.type].properties, each.properties),
                )
                for each in part.relationships
            ],
        )
        for part in graph
    ]


def _typed_node(node: Node) -> dict[str, Value]:
    return _typed(node.label, NODE_LABELS[node.label].properties, node.properties)


def _typed(
    owner: str, declared: Sequence[Property], properties: Mapping[str, Value]
) -> dict[str, Value]:
    try:
        return {each.name: _value(each.type, properties[each.name]) for each in declared}
    except KeyError as error:
        raise StoreError(
            f"the graph cannot be stored: {error} of {owner} is missing somewhere"
        ) from error
    except (TypeError, UnicodeError) as error:
        raise StoreError(f"the graph cannot be stored: {owner} has {error}") from error


def _value(kind: PropertyType, value: Value) -> Value:
    if kind == "float" and type(value) is int:
        return float(value)
    if value is None or type(value) is _PYTHON[kind]:
        if isinstance(value, list):
            return [str(_value("string", each)) for each in value]
        if isinstance(value, str):
            value.encode()
        if not isinstance(value, int) or -_LARGEST <= value < _LARGEST:
            return value
    raise TypeError(f"{value!r}, which is not a {kind}")


_PYTHON: Mapping[PropertyType, type] = {
    "string": str,
    "int": int,
    "float": float,
    "strings": list,
}


def changed_nodes(part: Part) -> Iterator[Batch]:
    """The batches that give nodes of a part that are there new properties, a label at a time."""
    by_label: dict[str, list[Row]] = defaultdict(list)
    for node in part.nodes:
        by_label[node.label].append([*node.properties.values()])
    for label, rows in by_label.items():
        properties = written(NODE_LABELS[label].properties, 0)
        yield from _batches(
            f"MATCH (n:{quoted(label)} {{id: row[0]}}) SET n = {{{properties}}} RETURN count(*)",
            {part.key: rows},
        )


def created_relationships(parts: Sequence[Part]) -> Iterator[Batch]:
    """The batches that create relationships of parts between nodes that are there.

    They come a type and pair of labels at a time.
    """
    by_pair: dict[tuple[str, str, str], dict[str, list[Row]]]
    by_pair = defaultdict(lambda: defaultdict(list))
    for part in parts:
        for each in part.relationships:
            row = [each.source, each.target, *each.properties.values()]
            by_pair[each.type, each.source_label, each.target_label][part.key].append(row)
    for (kind, source, target), rows in by_pair.items():
        properties = written(RELATIONSHIP_TYPES[kind].properties, 2)
        yield from _batches(
            f"MATCH (a:{quoted(source)} {{id: row[0]}}) "
            f"MATCH (b:{quoted(target)} {{id: row[1]}}) "
            f"CREATE (a)-[:{quoted(kind)} {{{properties}}}]->(b) RETURN count(*)",
            rows,
        )


def written(declared: Sequence[Property], first: int) -> str:
    """The properties of what is written, as Cypher: those of a row from its place `first` on."""
    values = [f"{quoted(each.name)}: row[{at}]" for at, each in enumerate(declared, start=first)]
    return ", ".join([*values, f"{PART}: part"])


def _batches(statement: str, rows: Mapping[str, Sequence[Row]]) -> Iterator[Batch]:
    portions: list[Portion] = []
    size = 0
    for key, those in rows.items():
        for start in range(0, len(those), BATCH):
            portion = those[start : start + BATCH]
            if portions and size + len(portion) > BATCH:
                yield _batch(statement, portions, size)
                portions, size = [], 0
            portions.append((key, portion))
            size += len(portion)
    yield _batch(statement, portions, size)


def _batch(statement: str, portions: Sequence[Portion], size: int) -> Batch:
    text = f"{ROWS.format('$parts')} {statement}"
    return Batch(text, {"parts": portions}, [key for key, _ in portions], size)
