"""Parts of a graph in one Parquet file, for every store and for other engines.

A row is a node or a relationship: `table` is its label, or its type with the labels it joins, and
what its kind has not is empty. The name of a file says what it was made of and what is in it, so
that none is ever out of date, and one that was damaged is none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, overload

import pyarrow as pa
from pyarrow import parquet

from graph.files import aside, write_synced
from graph.parts import Graph, Part
from graph.stores.digest import part_digest
from graph.tables.columns import ColumnPart, Columns, Kind, columns, nodes, relationships, schema

_PARTS, _NOTED = b"lantu", b"noted"
_BYTES = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds: parts, in their order, and what was noted of them."""

    parts: Graph
    noted: bytes
    file: TableFile


def keep(folder: Path, made_of: str, content: bytes) -> Kept:
    """Write what was `packed` into the file that `made_of`, what it was made of, names.

    Raises OSError.
    """
    path = folder / f"{made_of}.{_digest(content)}.parquet"
    write_synced(aside(path), content)
    aside(path).replace(path)
    return _held(TableFile(path))


def files(folder: Path) -> Mapping[str, Path]:
    """The files in a folder, each by what its parts were made of."""
    return {path.name.rsplit(".", 2)[0]: path for path in folder.glob("*.parquet")}


def kept(path: Path) -> Kept | None:
    """The parts in a file; None where it was damaged, or is being taken away."""
    with suppress(OSError):
        if path.name.split(".")[-2] == _digest(path.read_bytes()):
            return _held(TableFile(path))
    return None


def forget_others(folder: Path, made_of: Collection[str]) -> None:
    """Take away the files of all parts but those that were made of this."""
    for each, path in files(folder).items():
        if each not in made_of:
            with suppress(OSError):
                path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Span:
    """The rows of a file that are of one kind, in one part."""

    kind: Kind
    start: int
    count: int


class TableFile:
    """The tables in a file, which are read as often as they are asked for, unless they are held."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: pa.Table | None = None

    def __reduce__(self) -> tuple[type[TableFile], tuple[Path]]:
        return TableFile, (self._path,)

    def rows(self) -> pa.Table:
        """All rows. Raises OSError where the file is gone."""
        if self._held is not None:
            return self._held
        with parquet.ParquetFile(self._path) as file:
            return file.read(use_threads=False)

    def hold(self) -> None:
        """Keep all rows in memory, whatever becomes of the file. Raises OSError if it is gone."""
        self._held = self.rows()

    def told(self) -> tuple[Sequence[Mapping[str, Any]], bytes]:
        """The parts that the file holds, and what was noted. Raises OSError where it is gone."""
        told = parquet.read_schema(self._path).metadata
        # Files of earlier versions, which are read for their rows, have it elsewhere.
        return json.loads(told[_PARTS])["parts"], told.get(_NOTED, b"")

    def columns(self, spans: Sequence[Span]) -> Columns:
        """The tables of some rows, each with the columns of its kind."""
        rows = self.rows()
        return {
            each.kind: rows.slice(each.start, each.count).select(schema(each.kind).names)
            for each in spans
        }


class _Rows(Sequence[T]):
    """Nodes or relationships in a file, which are made when they are first asked for."""

    def __init__(
        self, file: TableFile, spans: Sequence[Span], made: Callable[[Columns], Iterator[T]]
    ) -> None:
        self._file = file
        self._spans = spans
        self._from: Callable[[Columns], Iterator[T]] = made

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._file, self._spans, self._from)

    def __len__(self) -> int:
        return sum(each.count for each in self._spans)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._made[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._made)

    @cached_property
    def _made(self) -> list[T]:
        return [*self._from(self._file.columns(self._spans))]


@dataclass(frozen=True, slots=True)
class _KeptPart(ColumnPart):
    """A part in a file."""

    file: TableFile
    spans: Sequence[Span]

    def columns(self) -> Columns:
        """What it holds, without empty tables."""
        return self.file.columns(self.spans)


def _held(file: TableFile) -> Kept:
    parts, noted = file.told()
    return Kept([_part(file, each) for each in parts], noted, file)


def _part(file: TableFile, told: Mapping[str, Any]) -> Part:
    spans = [Span(Kind(*kind), start, count) for kind, start, count in told["spans"]]
    of_nodes = [each for each in spans if not each.kind.source]
    others = [each for each in spans if each.kind.source]
    return _KeptPart(
        told["key"],
        _Rows(file, of_nodes, nodes),
        _Rows(file, others, relationships),
        told["digest"],
        file,
        spans,
    )


def packed(graph: Graph, noted: bytes) -> bytes:
    """Parts, and what is noted of them, as a file holds them.

    Raises StoreError where a value is of another type than its property.
    """
    tables: list[pa.Table] = []
    parts = []
    start = 0
    for part in graph:
        spans = []
        for kind, table in columns(part).items():
            spans.append((kind, start, table.num_rows))
            title = pa.repeat(kind.title, table.num_rows)
            tables.append(table.add_column(0, "table", title))
            start += table.num_rows
        parts.append({"key": part.key, "digest": part_digest(part), "spans": spans})
    content = pa.concat_tables(tables, promote_options="default")
    told = {_PARTS: json.dumps({"parts": parts}, ensure_ascii=False).encode(), _NOTED: noted}
    sink = pa.BufferOutputStream()
    parquet.write_table(content.replace_schema_metadata(told), sink, compression="zstd")
    return bytes(sink.getvalue())


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=_BYTES).hexdigest()
