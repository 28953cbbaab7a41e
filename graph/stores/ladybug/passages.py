"""The full-text index of the passages in a graph file: which pairs of characters stand in which.

Chinese puts no spaces between words, so pairs of characters are what is indexed. A text that is
sought stands only in passages that have all its pairs; whether it does stand there is then looked
up in the few that have.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pyarrow as pa

from graph.folding import fold
from graph.stores.ladybug.blocks import append as append_block
from graph.stores.ladybug.blocks import read
from graph.stores.ladybug.tables import Rows

_TEXTS = pa.schema([("id", pa.string()), ("text", pa.string())])
_PAIRS = pa.schema([("pair", pa.string()), ("rows", pa.list_(pa.int32()))])


def append(path: Path, nodes: Sequence[Rows]) -> None:
    """Put the index of passages behind what a file holds. Raises StoreError."""
    [table] = [rows.content for rows in nodes if rows.title == "Passage"]
    texts = [fold(text) for text in table["text"].to_pylist()]
    content = {"id": table["id"].combine_chunks(), "text": pa.array(texts, pa.string())}
    append_block(path, [pa.RecordBatch.from_pydict(content, _TEXTS)])
    found: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        for pair in {first + second for first, second in pairwise(text)}:
            found.setdefault(pair, []).append(row)
    pairs = sorted(found, key=str.encode)
    rows = [found[pair] for pair in pairs]
    append_block(path, [pa.RecordBatch.from_pydict({"pair": pairs, "rows": rows}, _PAIRS)])


class PassageIndex:
    """The passages of a file whose index ends at `end`, as they were when it was opened."""

    def __init__(self, path: Path, end: int) -> None:
        pairs, start = read(path, end)
        texts, self.start = read(path, start)
        self._pairs: pa.RecordBatch = pairs.read_next_batch()
        self._texts: pa.RecordBatch = texts.read_next_batch()

    def find(self, texts: Sequence[str], count: int) -> list[str]:
        """The ids of the first `count` passages in which one of the folded `texts` stands."""
        rows = {row for text in texts for row in self._rows_with(text)}
        return [self._texts["id"][row].as_py() for row in sorted(rows)[:count]]

    def _rows_with(self, text: str) -> list[int]:
        # What is no text, such as half a character, is in no passage.
        text = text.encode("utf-8", "replace").decode()
        lists = sorted((self._rows_of(a + b) for a, b in pairwise(text)), key=len)
        if not lists:
            return []
        candidates = set(lists[0]).intersection(*lists[1:])
        return [row for row in candidates if text in self._texts["text"][row].as_py()]

    def _rows_of(self, pair: str) -> list[int]:
        column, sought = self._pairs["pair"], pair.encode()
        at = bisect_left(range(len(column)), sought, key=lambda i: column[i].as_py().encode())
        if at < len(column) and column[at].as_py() == pair:
            rows: list[int] = self._pairs["rows"][at].as_py()
            return rows
        return []
