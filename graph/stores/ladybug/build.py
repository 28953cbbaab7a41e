"""A graph written into a Ladybug file: aside, in bulk, compared, and put in place by a rename.

Where the file in place holds parts of the graph, and no others, the rest is written behind a copy
of it: the engine takes as long for that however large the file is, but for copying it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path
from shutil import copyfile, disk_usage

import ladybug
from filelock import FileLock

from graph.errors import StoreError
from graph.files import Move, aside, sync_folder
from graph.parts import Graph
from graph.stores.digest import check_keys, digests_of
from graph.stores.interface import Progress
from graph.stores.ladybug.execute import fetch
from graph.stores.ladybug.file import Stamp
from graph.stores.ladybug.indexes import Indexes
from graph.stores.ladybug.manifest import write_manifest
from graph.stores.ladybug.memory import give_back
from graph.stores.ladybug.seal import seal
from graph.stores.ladybug.tables import definitions
from graph.stores.ladybug.writing import Told, rounds, rows_in, write

_POOL = 1 << 30
_FEW = 4
"""What comes is written behind a copy where it is at most this part of the graph."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it was found at a path, and the digest of each part in it by its key."""

    stamp: Stamp
    digests: Mapping[str, str]


def build(path: Path, graph: Graph, held: Held | None, progress: Progress | None = None) -> None:
    """Make `graph` the content of the file at `path`, which readers may have open.

    `held` is as `Work.of` takes it. Builds of one file take turns. Raises StoreError with the old
    file still in place.
    """
    with building(path):
        move = Work.of(path, graph, held).done(progress)
        move.source.replace(move.target)
        sync_folder(path.parent)


@dataclass(frozen=True, slots=True)
class Work:
    """Parts to be written to a file, behind what `kept`, the stamp of the file at `path`, holds.

    Where nothing is kept, they are written to a new file. `digests` are those of all parts.
    """

    path: Path
    parts: Graph
    kept: Stamp | None
    digests: Mapping[str, str]

    @classmethod
    def of(cls, path: Path, graph: Graph, held: Held | None) -> Work:
        """What is to be done for a graph, where the file at `path` was found to hold parts.

        Nothing is held where there is no file, or none that can be read. Raises StoreError where
        parts have one key.
        """
        check_keys(graph)
        digests = digests_of(graph)
        if held and held.digests.items() <= digests.items():
            new = [part for part in graph if part.key not in held.digests]
            if _FEW * sum(map(rows_in, new)) <= sum(map(rows_in, graph)):
                return cls(path, new, held.stamp, digests)
        return cls(path, graph, None, digests)

    def done(self, progress: Progress | None) -> Move:
        """Write a file beside the one at `path`, compared and synced: the move puts it in place.

        Raises OSError, StoreError and the engine's RuntimeError. Call it while `building`.
        """
        ready = aside(self.path)
        indexes = self._copied(ready) if self.kept else _begun(ready)
        told = Told(sum(map(rows_in, self.parts)), progress)
        for parts in rounds(self.parts):
            # The engine gives back the memory that a round takes when it is closed.
            with _opened(ready) as connection:
                indexes = write(connection, parts, indexes, told)
            give_back()
        with _opened(ready) as connection:
            write_manifest(connection, self.digests)
        indexes.append(ready)
        seal(ready)
        _sync(ready)
        if self.path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        return Move(ready, self.path)

    def _copied(self, ready: Path) -> Indexes:
        """Copy the pages of the file at `path`; the indexes that stand behind them."""
        indexes, end = Indexes.of(self.path)
        copyfile(self.path, ready)
        os.truncate(ready, end)
        if Stamp.of(self.path) != self.kept:
            raise StoreError(f"{self.path} was built anew meanwhile: try again")
        return indexes


def _begun(ready: Path) -> Indexes:
    """Begin a file without content."""
    with _opened(ready) as connection:
        # Each transaction waits for the disk.
        for statement in ("BEGIN TRANSACTION", *definitions(), "COMMIT"):
            fetch(connection, statement)
    return Indexes()


@contextmanager
def building(path: Path) -> Iterator[None]:
    """Be the only one to build the file at `path`. Raises StoreError for whatever goes wrong."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock")), _nothing_left_over(path):
            yield
    except OSError as error:
        raise _not_written(path, error.strerror or str(error)) from error


@contextmanager
def _nothing_left_over(path: Path) -> Iterator[None]:
    _remove_leftovers(path)
    try:
        yield
    except RuntimeError as error:
        reason = _reason(path, str(error).strip())
        _remove_leftovers(path)
        raise _not_written(path, reason) from error
    except BaseException:
        _remove_leftovers(path)
        raise


def _not_written(path: Path, reason: str) -> StoreError:
    return StoreError(
        f"the graph could not be written to {path}: {reason}; the graph in place is unchanged"
    )


def _reason(path: Path, said: str) -> str:
    """Why the engine did not write a file, by what it said.

    Of what it says of files little is true: that all was committed, and the system's reason unless
    nothing at all was written.
    """
    if "numBytesWritten: -1" in said:
        return said.rpartition("Error: ")[2]
    if said and "IO exception" not in said:
        return said.partition("\n")[0]
    return (
        f"the engine did not get done, with {disk_usage(path.parent).free >> 20} MiB of disk free"
    )


@contextmanager
def _opened(path: Path) -> Iterator[ladybug.Connection]:
    # What is written goes to the file once, when all of it is there.
    with (
        ladybug.Database(path, buffer_pool_size=_POOL, auto_checkpoint=False) as database,
        ladybug.Connection(database) as connection,
    ):
        yield connection
        fetch(connection, "CHECKPOINT")


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remove_leftovers(path: Path) -> None:
    for leftover in path.parent.glob(f"{aside(path).name}*"):
        leftover.unlink(missing_ok=True)
