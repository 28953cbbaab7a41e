"""The full-text index of the passages in a graph file: which pairs of characters stand in which.

Chinese puts no spaces between words, so pairs of characters are what is indexed. A text that is
sought stands only in passages that have all its pairs; whether it does stand there is then looked
up in the few that have.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from graph.folding import fold
from graph.stores.ladybug.blocks import append as append_block
from graph.stores.ladybug.blocks import read
from graph.stores.ladybug.segments import taken_in
from graph.stores.ladybug.tables import Rows

# Two characters as one number, whose order is that of their bytes in UTF-8.
_WIDTH = 4
_BITS = 8 * _WIDTH
_MASK = (1 << _BITS) - 1
_TEXTS = pa.schema([("id", pa.string()), ("text", pa.string())])
_PAIRS = pa.schema([("pair", pa.string()), ("rows", pa.list_(pa.int32()))])


@dataclass(frozen=True, slots=True)
class PassageSegment:
    """Some passages: their texts, and where in them each pair stands."""

    texts: pa.RecordBatch
    pairs: pa.RecordBatch


def grown(before: Sequence[PassageSegment], nodes: Sequence[Rows]) -> list[PassageSegment]:
    """The segments of an index with the passages among nodes that came."""
    [table] = [rows.content for rows in nodes if rows.title == "Passage"]
    if not table.num_rows:
        return [*before]
    folded = pa.array([fold(text) for text in table["text"].to_pylist()], pa.string())
    new = pa.table([table["id"], folded], _TEXTS)
    left = len(before) - taken_in([each.texts.num_rows for each in before], table.num_rows)
    together = pa.concat_tables([*_as_tables(before[left:]), new]).combine_chunks()
    [texts] = together.to_batches()
    return [*before[:left], PassageSegment(texts, _pairs(texts["text"].to_pylist()))]


def append(path: Path, segments: Sequence[PassageSegment]) -> None:
    """Put an index behind what a file holds. Raises StoreError if it is not read back."""
    append_block(path, _TEXTS, [each.texts for each in segments])
    append_block(path, _PAIRS, [each.pairs for each in segments])


def _as_tables(segments: Sequence[PassageSegment]) -> list[pa.Table]:
    return [pa.Table.from_batches([each.texts]) for each in segments]


def _pairs(texts: Sequence[str]) -> pa.RecordBatch:
    """Each pair of characters that stands in a text, and in which, both in order."""
    encoded = "".join(texts).encode("utf-32-le")
    buffers = [None, pa.py_buffer(encoded)]
    characters = pa.Array.from_buffers(pa.uint32(), len(encoded) // _WIDTH, buffers)
    ends = pa.array([0, *accumulate(map(len, texts))], pa.int32())
    rows = pc.list_parent_indices(pa.ListArray.from_arrays(ends, characters)).cast(pa.int32())
    numbers = characters.cast(pa.uint64())
    pairs = pc.bit_wise_or(pc.shift_left(numbers[:-1], pa.scalar(_BITS, pa.uint64())), numbers[1:])
    # Where one text ends and the next begins, there is none.
    found = pa.table({"pair": pairs, "rows": rows[1:]}).filter(pc.equal(rows[:-1], rows[1:]))
    found = found.group_by(["pair", "rows"], use_threads=False).aggregate([])
    found = found.sort_by([("pair", "ascending"), ("rows", "ascending")])
    found = found.group_by("pair", use_threads=False).aggregate([("rows", "list")]).sort_by("pair")
    names = [chr(pair >> _BITS) + chr(pair & _MASK) for pair in found["pair"].to_pylist()]
    content = {"pair": names, "rows": found["rows_list"].combine_chunks()}
    return pa.RecordBatch.from_pydict(content, _PAIRS)


class PassageIndex:
    """The passages of a file whose index ends at `end`, as they were when it was opened."""

    def __init__(self, path: Path, end: int) -> None:
        pairs, start = read(path, end)
        texts, self.start = read(path, start)
        self.segments = [PassageSegment(*each) for each in zip(texts, pairs, strict=True)]

    def find(self, texts: Sequence[str], count: int) -> list[str]:
        """The ids of the first `count` passages in which one of the folded `texts` stands."""
        found: list[str] = []
        for segment in self.segments:
            rows = {row for text in texts for row in _rows_with(segment, text)}
            found += [segment.texts["id"][row].as_py() for row in sorted(rows)]
            if len(found) >= count:
                break
        return found[:count]


def _rows_with(segment: PassageSegment, text: str) -> list[int]:
    # What is no text, such as half a character, is in no passage.
    text = text.encode("utf-8", "replace").decode()
    lists = sorted((_rows_of(segment.pairs, a + b) for a, b in pairwise(text)), key=len)
    if not lists:
        return []
    candidates = set(lists[0]).intersection(*lists[1:])
    return [row for row in candidates if text in segment.texts["text"][row].as_py()]


def _rows_of(pairs: pa.RecordBatch, pair: str) -> list[int]:
    column, sought = pairs["pair"], pair.encode()
    at = bisect_left(range(len(column)), sought, key=lambda i: column[i].as_py().encode())
    if at < len(column) and column[at].as_py() == pair:
        rows: list[int] = pairs["rows"][at].as_py()
        return rows
    return []
