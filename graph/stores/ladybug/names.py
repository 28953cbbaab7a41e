"""The index of names in a graph file: found in one pass over them, without the engine.

The engine has no index but the keys, and what is put into it for one would be nodes that users'
statements meet. So the names stand behind its pages, before the seal, as Arrow batches, one a
label: they are built and swapped with the graph, and mapped into memory where they are read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from graph.stores.ladybug.blocks import append as append_block
from graph.stores.ladybug.blocks import read
from graph.stores.ladybug.segments import taken_in
from graph.stores.ladybug.tables import Rows
from graph.stores.names import NAMED_LABELS, Match, Named, stretches

_SCHEMA = pa.schema(
    [(each, pa.string()) for each in ("id", "name", "name_en", "document", "search", "thing")]
)
_LINE_END = b"\n"
_NEAREST_FIRST = [(each, "ascending") for each in ("nearness", "size", "name", "id")]
_IS, _BEGINS, _CONTAINS = range(3)
Nearness = Mapping[int, int]
"""Rows that were found, each with how near its nearest name comes to the text."""


NameSegment = Sequence[pa.RecordBatch]
"""Names of some nodes, a batch for each of NAMED_LABELS."""


def grown(before: Sequence[NameSegment], nodes: Sequence[Rows]) -> list[NameSegment]:
    """The segments of an index with the names of nodes that came."""
    content = {rows.title: rows.content for rows in nodes}
    new = [_batch(content[label]) for label in NAMED_LABELS]
    left = len(before) - taken_in([*map(_size, before)], _size(new))
    return [*before[:left], [_together(each) for each in zip(*before[left:], new, strict=True)]]


def append(path: Path, segments: Sequence[NameSegment]) -> None:
    """Put an index behind what a file holds. Raises StoreError if it is not read back."""
    append_block(path, _SCHEMA, [batch for segment in segments for batch in segment])


def _size(segment: NameSegment) -> int:
    return sum(batch.num_rows for batch in segment)


def _together(batches: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    empty = pa.RecordBatch.from_pylist([], _SCHEMA)
    return next(iter(pa.Table.from_batches(batches, _SCHEMA).combine_chunks().to_batches()), empty)


def _batch(content: pa.Table) -> pa.RecordBatch:
    if "thing" not in content.column_names:
        content = content.append_column("thing", content["id"])
    table = content.select(_SCHEMA.names)
    # A line end before and after each name: then a whole name can be sought, and the begin of one.
    lines = pc.binary_join_element_wise("", table["search"], "", "\n", null_handling="replace")
    table = table.set_column(_SCHEMA.names.index("search"), "search", lines).cast(_SCHEMA)
    return _together(table.to_batches())


class NameIndex:
    """The names in a file whose index ends at `end`, as they were when it was opened.

    What is found comes the nearest first: whole names, begins of names, the rest; then short ones.
    """

    def __init__(self, path: Path, end: int) -> None:
        content, self.start = read(path, end)
        batches = [*content]
        every = len(NAMED_LABELS)
        self.segments: list[NameSegment] = [
            batches[first : first + every] for first in range(0, len(batches), every)
        ]
        self._of_label = {
            label: [_Names(segment[at]) for segment in self.segments]
            for at, label in enumerate(NAMED_LABELS)
        }

    def find(
        self, match: Match, texts: Sequence[str], labels: Sequence[str], count: int
    ) -> list[Named]:
        """The nearest nodes of `labels` that one of `texts` finds, at most `count`."""
        # What is no text, such as half a character of a file's name, is in no name.
        sought = [text.encode("utf-8", "replace").decode() for text in texts if text]
        found = [
            each
            for label in labels
            for names in self._of_label[label]
            if (each := names.found(match, sought, label)) is not None
        ]
        if not found:
            return []
        nearest = pa.concat_tables(found).sort_by(_NEAREST_FIRST).slice(0, count)
        return [
            Named(
                row["id"],
                row["name"],
                row["name_en"],
                row["label"],
                self._titles.get(row["document"], ""),
                row["document"],
                tuple(row["search"].strip("\n").split("\n")),
                row["thing"],
            )
            for row in nearest.to_pylist()
        ]

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {
            document: title
            for names in self._of_label["Document"]
            for document, title in names.names_by_id().items()
        }


class _Names:
    """The names of one label's nodes."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        self._batch = batch

    def names_by_id(self) -> Mapping[str, str]:
        ids, names = (self._batch.column(each).to_pylist() for each in ("id", "name"))
        return dict(zip(ids, names, strict=True))

    def found(self, match: Match, texts: Sequence[str], label: str) -> pa.Table | None:
        """The rows that one of `texts` finds; none of a label that has no such name."""
        rows: dict[int, int] = {}
        for text in texts:
            for row, nearness in self._matching(match, text).items():
                rows[row] = min(nearness, rows.get(row, nearness))
        if not rows:
            return None
        taken = pa.Table.from_batches([self._batch.take(pa.array([*rows], pa.int64()))])
        return (
            taken.append_column("label", pa.array([label] * len(rows), pa.string()))
            .append_column("nearness", pa.array([*rows.values()], pa.int64()))
            .append_column("size", pc.utf8_length(taken["name"]))
        )

    def _matching(self, match: Match, text: str) -> Nearness:
        match match:
            case "is":
                whole = _LINE_END + text.encode() + _LINE_END
                return {self._row_at(place): _IS for place in self._places(whole)}
            case "contains":
                return self._containing(text.encode())
            case "within":
                return self._within(text)

    def _containing(self, sought: bytes) -> Nearness:
        rows: dict[int, int] = {}
        for place in self._places(sought):
            begins = self._text.startswith(_LINE_END, place - 1)
            ends = self._text.startswith(_LINE_END, place + len(sought))
            nearness = (_IS if ends else _BEGINS) if begins else _CONTAINS
            row = self._row_at(place)
            rows[row] = min(nearness, rows.get(row, nearness))
        return rows

    def _within(self, text: str) -> Nearness:
        names, rows = self._single_names
        parts = pa.array({*stretches(text)}, names.type)
        return dict.fromkeys(rows.filter(pc.is_in(names, parts)).to_pylist(), _IS)

    @cached_property
    def _single_names(self) -> tuple[pa.Array, pa.Array]:
        """Each name by itself, and the row it is of."""
        lines = pc.split_pattern(self._batch.column("search"), "\n")
        return pc.list_flatten(lines), pc.list_parent_indices(lines)

    def _places(self, sought: bytes) -> Iterator[int]:
        place = self._text.find(sought)
        while place >= 0:
            yield place
            place = self._text.find(sought, place + 1)

    def _row_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    @cached_property
    def _text(self) -> bytes:
        """All rows' lines, one after the other."""
        _, _, text = self._batch.column("search").buffers()
        return text.to_pybytes() if text else b""

    @cached_property
    def _starts(self) -> memoryview:
        _, starts, _ = self._batch.column("search").buffers()
        return memoryview(starts).cast("i")
