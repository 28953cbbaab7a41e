"""What Ladybug gives back, as Lantu shows it: without the engine's own keys, with stable ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite

from graph.errors import QueryError
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES

Address = tuple[int, int]
"""Where the engine keeps a node: table and offset. It changes with every build."""
IdsAt = Callable[[str, Sequence[int]], Mapping[int, str]]
"""The stable ids of the nodes with a label that stand at some offsets."""

_LARGEST = 2**63


class Cleaner:
    """Turns the rows of one answer into plain values.

    Nodes become dictionaries with `label`, relationships with `type`, `source` and `target`, paths
    dictionaries with `nodes` and `relationships`.
    """

    def __init__(self, labels: Mapping[int, str], ids_at: IdsAt) -> None:
        self._labels = labels
        self._ids_at = ids_at
        self._ids: dict[Address, str] = {}

    def clean(self, rows: Sequence[Sequence[object]]) -> list[list[object]]:
        """The rows as plain values."""
        self._learn_ids(rows)
        return [[self._value(value) for value in row] for row in rows]

    def _learn_ids(self, rows: Sequence[Sequence[object]]) -> None:
        wanted: dict[str, set[int]] = defaultdict(set)
        ends: set[Address] = set()
        for each in _structures(rows):
            if "_SRC" in each:
                ends |= {_address(each["_SRC"]), _address(each["_DST"])}
            elif "_ID" in each and isinstance(each.get("id"), str):
                self._ids[_address(each["_ID"])] = str(each["id"])
        for table, offset in ends - self._ids.keys():
            wanted[self._labels[table]].add(offset)
        tables = {label: table for table, label in self._labels.items()}
        for label, offsets in wanted.items():
            for offset, found in self._ids_at(label, sorted(offsets)).items():
                self._ids[tables[label], offset] = found

    def _value(self, value: object) -> object:
        if isinstance(value, Mapping):
            return self._structure(value)
        if isinstance(value, list | tuple):
            return [self._value(each) for each in value]
        return _plain(value)

    def _structure(self, value: Mapping[str, object]) -> object:
        if "_NODES" in value and "_RELS" in value:
            return self._path(value)
        if "_SRC" in value:
            return self._relationship(value)
        if "_ID" in value and "_LABEL" in value:
            return self._node(value)
        if value.keys() == {"offset", "table"}:
            return f"{value['table']}:{value['offset']}"
        return {str(key): self._value(each) for key, each in value.items()}

    def _node(self, value: Mapping[str, object]) -> dict[str, object]:
        label = str(value["_LABEL"])
        # A pattern over several labels gives every node the columns of all of them.
        properties = NODE_LABELS[label].properties
        return {"label": label, **{each.name: value.get(each.name) for each in properties}}

    def _relationship(self, value: Mapping[str, object]) -> dict[str, object]:
        kind = str(value["_LABEL"])
        properties = RELATIONSHIP_TYPES[kind].properties
        return {
            "type": kind,
            "source": self._ids[_address(value["_SRC"])],
            "target": self._ids[_address(value["_DST"])],
            **{each.name: value.get(each.name) for each in properties},
        }

    def _path(self, value: Mapping[str, object]) -> object:
        nodes, relationships = self._value(value["_NODES"]), self._value(value["_RELS"])
        assert isinstance(nodes, list)
        assert isinstance(relationships, list)
        # The variable of a pattern like -[r*1..3]-> comes with the nodes between its ends.
        if len(nodes) < len(relationships):
            return relationships
        return {"nodes": nodes, "relationships": relationships}


def _plain(value: object) -> object:
    """A single value as JSON has it, and as Neo4j gives it where it has such values.

    Raises QueryError for a whole number beyond 64 bits, which the engine's sums can be.
    """
    match value:
        case None | bool() | str():
            return value
        case float():
            return value if isfinite(value) else None
        case Decimal() if value == value.to_integral_value():
            return _plain(int(value))
        case Decimal():
            return float(value)
        case int() if not -_LARGEST <= value < _LARGEST:
            raise QueryError("a number in the answer is larger than whole numbers go: use toFloat")
        case int():
            return value
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _structures(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _structures(each)


def _address(value: object) -> Address:
    assert isinstance(value, Mapping)
    return int(value["table"]), int(value["offset"])
