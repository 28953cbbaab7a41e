"""Ids that a document's things had while it was read otherwise, and which things they lead to now.

Rules get better: a name is cut elsewhere, a spelling is joined to another, and what had one id has
another. Where the same words of the same file were said to be a thing before and are now, the old
id leads to what they are now.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph.errors import CollectionError
from graph.files import aside, write_synced
from graph.ids import id_before
from graph.model import ENTITY_LABELS
from graph.parts import Node, Part
from graph.tables.columns import Kind, columns, schema

Former = Mapping[str, str]
"""Old ids, of nodes and of things, each with the id of the node that it leads to."""
Held = Callable[[Kind], pa.Table]
"""What is held of a label or a type."""

_SAME_WORDS = 0.5
"""How much of the words of two mentions both share, where they are mentions of one thing."""
_STRETCH = 32


@dataclass(frozen=True, slots=True)
class _Known:
    """A node that is a thing: all ids that lead to it, and where it is said."""

    id: str
    label: str
    ids: Sequence[str]
    spans: Sequence[tuple[int, int]]

    @property
    def stretches(self) -> set[int]:
        """The stretches of the text in which it is said."""
        return {
            at for start, end in self.spans for at in range(start // _STRETCH, end // _STRETCH + 1)
        }


def read_former(path: Path) -> Former:
    """What is kept in a file; nothing where there is none. Raises CollectionError."""
    try:
        found = json.loads(path.read_bytes())
        return {str(id_): str(now) for id_, now in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise CollectionError(
            f"{path} cannot be read ({error}): bring it back from a backup, or delete it, and old "
            "ids of its document lead nowhere"
        ) from error


def write_former(path: Path, former: Former) -> None:
    """Keep where ids lead. Raises CollectionError.

    It is no part of a change that may be discarded: what is known of ids only ever grows.
    """
    lines = ",\n".join(f"{json.dumps(id_)}: {json.dumps(now)}" for id_, now in former.items())
    try:
        write_synced(aside(path), f"{{\n{lines}\n}}\n".encode())
        aside(path).replace(path)
    except OSError as error:
        raise CollectionError(f"{path} cannot be written ({error.strerror or error})") from error


def carried(former: Former, before: pa.Table, after: Part) -> Former:
    """What is known of old ids, with those that a document had by its rows of before and lost.

    Rows of another file than the part's, or of another form, are none to compare with.
    """
    parts = columns(after)
    try:
        old, file = _known(lambda kind: before.filter(pc.equal(before["table"], kind.title)))
    except KeyError:
        return former
    new, file_now = _known(lambda kind: parts.get(kind, schema(kind).empty_table()))
    if file != file_now:
        return former
    there = {form: each for each in new for id_ in each.ids for form in (id_, id_before(id_))}
    near = defaultdict(list)
    for each in new:
        for at in each.stretches:
            near[at].append(each)
    leads: dict[str, str] = {}
    for each in old:
        lost = [id_ for id_ in each.ids if id_ not in there]
        candidates = {other.id: other for at in each.stretches for other in near[at]}
        if lost and (now := there.get(each.id) or _nearest(each, [*candidates.values()])):
            leads |= dict.fromkeys(lost, now.id)
    return {id_: leads.get(now, now) for id_, now in former.items()} | leads


def with_former(part: Part, former: Former) -> Part:
    """A part whose nodes know the old ids that lead to them."""
    of_node: dict[str, list[str]] = defaultdict(list)
    for id_, now in sorted(former.items()):
        of_node[now].append(id_)
    if not of_node:
        return part
    return replace(part, nodes=[_knowing(each, of_node.get(each.id, ())) for each in part.nodes])


def _knowing(node: Node, ids: Sequence[str]) -> Node:
    if not ids:
        return node
    return replace(node, properties={**node.properties, "former": "\n".join(ids)})


def _nearest(old: _Known, new: Sequence[_Known]) -> _Known | None:
    """The thing that has the words of an old one, if there is one: rather one of its label."""
    same_words = [each for each in new if _nearness(old, each) >= _SAME_WORDS]
    return max(
        same_words,
        key=lambda each: (_nearness(old, each), each.label == old.label, each.id),
        default=None,
    )


def _nearness(old: _Known, new: _Known) -> float:
    return max(
        (
            max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, max(a[1], b[1]) - min(a[0], b[0]))
            for a in old.spans
            for b in new.spans
        ),
        default=0.0,
    )


def _known(held: Held) -> tuple[list[_Known], Sequence[object]]:
    """The nodes that are things, and the digest of the document's file."""
    return [*_nodes(held)], held(Kind("Document"))["sha256"].to_pylist()


def _nodes(held: Held) -> Iterator[_Known]:
    for label in ENTITY_LABELS:
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for node, start, end in _rows(held(Kind("EVIDENCED_BY", label, "Passage")), _SAID):
            spans[node].append((start, end))
        for id_, thing, by_rule in _rows(held(Kind(label)), _IDS):
            # What is no document's, as an agency, is not read.
            if id_ in spans:
                yield _Known(id_, label, (id_, thing, by_rule), spans[id_])


_SAID = ("from", "start", "end")
_IDS = ("id", "thing", "thing_by_rule")


def _rows(table: pa.Table, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)
