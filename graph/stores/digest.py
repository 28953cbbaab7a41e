"""What a graph holds, reduced to digests, and the checks a graph passes before it is stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b

from graph.errors import StoreError
from graph.model import NODE_LABELS, PROPERTIES, RELATIONSHIP_TYPES
from graph.parts import Graph, Part, Value, all_nodes, all_relationships

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
    return _digest([json.dumps([shape, ends])])


def part_digest(part: Part) -> str:
    """A digest of a part's content, whatever the order of its nodes and relationships."""
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


def check(graph: Graph) -> None:
    """Raise StoreError where no store could hold the graph as it is."""
    keys = _unique((part.key for part in graph), "part")
    ids = _unique((node.id for node in all_nodes(graph)), "node")
    if "" in keys or "" in ids:
        raise StoreError("the graph cannot be stored: a part or a node has an empty id")
    labels = {node.id: node.label for node in all_nodes(graph)}
    for each in all_relationships(graph):
        for label, end in ((each.source_label, each.source), (each.target_label, each.target)):
            if labels.get(end) != label:
                raise StoreError(
                    f"the graph cannot be stored: a {each.type} relationship joins {each.source} "
                    f"to {each.target}, but the graph holds no {label} {end}"
                )


def _unique(names: Iterable[str], what: str) -> set[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise StoreError(f"the graph cannot be stored: it holds two {what}s named {name}")
        seen.add(name)
    return seen


def _digest(rows: Iterable[str]) -> str:
    digest = blake2b(digest_size=_BYTES)
    for row in rows:
        digest.update(row.encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return digest.hexdigest()
