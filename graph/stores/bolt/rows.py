"""A graph as the rows and statements that write it into Neo4j."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import StoreError
from graph.model import NODE_LABELS, PROPERTIES, RELATIONSHIP_TYPES
from graph.parts import Graph, Node, Part, Relationship, Value
from graph.schema import Property, PropertyType
from graph.stores.bolt.schema import PART, quoted
from graph.stores.digest import Row

BATCH = 10_000
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
            [Node(each.label, _typed(each.label, each.properties)) for each in part.nodes],
            [_typed_relationship(each) for each in part.relationships],
        )
        for part in graph
    ]


def _typed_relationship(each: Relationship) -> Relationship:
    return Relationship(
        each.type,
        each.source_label,
        each.source,
        each.target_label,
        each.target,
        _typed(each.type, each.properties),
    )


def _typed(owner: str, properties: Mapping[str, Value]) -> dict[str, Value]:
    try:
        return {name: typed(properties[name]) for name, typed in _DECLARED[owner]}
    except KeyError as error:
        raise StoreError(
            f"the graph cannot be stored: {error} of {owner} is missing somewhere"
        ) from error
    except (TypeError, UnicodeError) as error:
        raise StoreError(f"the graph cannot be stored: {owner} has {error}") from error


def _string(value: Value) -> Value:
    if type(value) is str:
        value.encode()
        return value
    return _nothing(value, "string")


def _int(value: Value) -> Value:
    if type(value) is int and -_LARGEST <= value < _LARGEST:
        return value
    return _nothing(value, "int")


def _float(value: Value) -> Value:
    if type(value) is float:
        return value
    return float(value) if type(value) is int else _nothing(value, "float")


def _strings(value: Value) -> Value:
    if type(value) is list:
        return [str(_string(each)) for each in value]
    return _nothing(value, "strings")


def _nothing(value: Value, kind: PropertyType) -> Value:
    if value is None:
        return None
    raise TypeError(f"{value!r}, which is not a {kind}")


_TYPED: Mapping[PropertyType, Callable[[Value], Value]] = {
    "string": _string,
    "int": _int,
    "float": _float,
    "strings": _strings,
}
_DECLARED: Mapping[str, Sequence[tuple[str, Callable[[Value], Value]]]] = {
    owner: [(each.name, _TYPED[each.type]) for each in declared]
    for owner, declared in PROPERTIES.items()
}


def changed_nodes(parts: Sequence[Part]) -> Iterator[Batch]:
    """The batches that give nodes of parts that are there new properties, a label at a time."""
    by_label: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        for node in part.nodes:
            by_label[node.label][part.key].append([*node.properties.values()])
    for label, rows in by_label.items():
        properties = written(NODE_LABELS[label].properties, 0)
        yield from _batches(
            f"MATCH (n:{quoted(label)} {{id: row[0]}}) SET n = {{{properties}}} RETURN count(*)",
            rows,
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
