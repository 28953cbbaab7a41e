"""Arrow streams behind a graph file's pages, before the seal: indexes, swapped with the graph.

The engine does not look at what follows its own pages. Each block is as long as a multiple of the
alignment, and its last bytes say how long.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from graph.errors import StoreError

_ALIGNED = 64
_LENGTH_BYTES = 8


def append(path: Path, schema: pa.Schema, batches: Sequence[pa.RecordBatch]) -> None:
    """Put a block of batches of this schema behind what a file holds.

    Raises StoreError if it is not read back.
    """
    with path.open("ab") as file:
        file.write(bytes(-file.tell() % _ALIGNED))
        start = file.tell()
        with pa.ipc.new_stream(file, schema) as stream:
            for batch in batches:
                stream.write_batch(batch)
        file.write(bytes(-(file.tell() + _LENGTH_BYTES) % _ALIGNED))
        end = file.tell() + _LENGTH_BYTES
        file.write((end - start).to_bytes(_LENGTH_BYTES, "little"))
    if [*read(path, end)[0]] != [*batches]:
        raise StoreError(f"the index in {path} did not come back as it was written: build again")


def read(path: Path, end: int) -> tuple[pa.RecordBatchReader, int]:
    """The batches of the block that ends there, mapped into memory, and where it begins."""
    with pa.memory_map(str(path)) as file:
        file.seek(end - _LENGTH_BYTES)
        start = end - int.from_bytes(file.read(_LENGTH_BYTES), "little")
        file.seek(start)
        return pa.ipc.open_stream(file.read_buffer(end - start)), start
