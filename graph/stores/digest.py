"""What a graph holds, reduced to digests, and the checks a graph passes before it is stored."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b

import pyarrow as pa
import pyarrow.compute as pc

from graph.errors import StoreError
from graph.model import FORM, NODE_LABELS, PROPERTIES, RELATIONSHIP_TYPES
from graph.parts import Graph, Part, Value
from graph.tables.columns import ColumnPart, Columns, Kind

_BYTES = 16
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Row = list[Value]


@cache
def model_version() -> str:
    """A digest of the declared model: a store built for another one has to be built again."""
    shape = [
        [[kind.name, [[each.name, each.type] for each in kind.properties]] for kind in kinds]
        for kinds in (NODE_LABELS.values(), RELATIONSHIP_TYPES.values())
    ]
    ends = [[kind.name, kind.ends] for kind in RELATIONSHIP_TYPES.values()]
    return _digest([json.dumps([FORM, shape, ends])])


def part_digest(part: Part) -> str:
    """A digest of a part's content, whatever the order of its nodes and relationships."""
    if isinstance(part, ColumnPart):
        return part.digest
    rows: list[Row] = [
        [node.label, *map(node.properties.get, _names(node.label))] for node in part.nodes
    ]
    rows += [
        [each.type, each.source, each.target, *map(each.properties.get, _names(each.type))]
        for each in part.relationships
    ]
    return rows_digest(rows)


def rows_digest(rows: Iterable[Row]) -> str:
    """The digest of the part that has these rows.

    A node is its label and its values in the order they are declared in, a relationship its type,
    the ids of its ends and its values.
    """
    return _digest([model_version(), *sorted(map(_ENCODE, rows))])


@cache
def _names(owner: str) -> tuple[str, ...]:
    return tuple(each.name for each in PROPERTIES[owner])


def digests_of(graph: Graph) -> Mapping[str, str]:
    """The digest of each part by its key, as `Store.digests` gives them: without empty parts."""
    return {part.key: part_digest(part) for part in graph if part.nodes or part.relationships}


Known = Callable[[str, Sequence[str]], Collection[str]]
"""Which of some ids nodes of a label have that are stored already."""


def check(graph: Graph, held: Columns, known: Known = lambda label, ids: ()) -> None:
    """Raise StoreError where no store could hold the graph, of these columns, as it is.

    Its relationships may join nodes that are `known`.
    """
    ids = {kind.name: table["id"] for kind, table in held.items() if not kind.source}
    chunks = [chunk for column in ids.values() for chunk in column.chunks]
    check_keys(graph)
    _unique(pa.chunked_array(chunks, pa.string()), "node")
    for kind, table in held.items():
        if kind.source:
            _joined(kind, table, "from", kind.source, ids.get(kind.source), known)
            _joined(kind, table, "to", kind.target, ids.get(kind.target), known)


def check_keys(graph: Graph) -> None:
    """Raise StoreError where parts of a graph have one key, or none."""
    _unique(pa.chunked_array([[part.key for part in graph]], pa.string()), "part")


def _unique(names: pa.ChunkedArray, what: str) -> None:
    if pc.any(pc.equal(names, "")).as_py():
        raise StoreError("the graph cannot be stored: a part or a node has an empty id")
    if pc.count_distinct(names).as_py() < len(names):
        [(twice, _)] = Counter(names.to_pylist()).most_common(1)
        raise StoreError(f"the graph cannot be stored: it holds two {what}s named {twice}")


def _joined(
    kind: Kind, table: pa.Table, end: str, label: str, ids: pa.ChunkedArray | None, known: Known
) -> None:
    new = ids.combine_chunks() if ids else pa.array([], pa.string())
    others = table.filter(pc.invert(pc.is_in(table[end], new)))
    sought = others[end].unique().to_pylist()
    missing = {*sought}.difference(known(label, sought)) if sought else set()
    for row in others.select(["from", "to"]).to_pylist() if missing else ():
        if row[end] in missing:
            raise StoreError(
                f"the graph cannot be stored: a {kind.name} relationship joins {row['from']} "
                f"to {row['to']}, but the graph holds no {label} {row[end]}"
            )


def _digest(rows: Iterable[str]) -> str:
    digest = blake2b(digest_size=_BYTES)
    for row in rows:
        digest.update(row.encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return digest.hexdigest()
