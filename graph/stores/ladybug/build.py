"""A graph written into a Ladybug file: aside, in bulk, compared, and put in place by a rename."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path
from shutil import disk_usage

import ladybug
import pyarrow as pa
from filelock import FileLock

from graph.errors import StoreError
from graph.files import Move, aside, sync_folder
from graph.parts import Graph
from graph.stores.digest import check, digests_of, model_version
from graph.stores.interface import Progress
from graph.stores.ladybug import names, passages
from graph.stores.ladybug.execute import executed, fetch, table_of_tables
from graph.stores.ladybug.seal import seal
from graph.stores.ladybug.tables import Rows, definitions, node_rows, quoted, relationship_rows
from graph.tables.columns import columns_of

_POOL = 1 << 30
# The engine keeps a comment on a table in its catalogue, where no statement that reads nodes and
# relationships meets it: the manifest is swapped with the graph and cannot be taken for a node.
_MANIFEST_TABLE = "Document"
_LAYOUT = "graph, passages, names with things, seal"


def build(path: Path, graph: Graph, progress: Progress | None = None) -> None:
    """Make `graph` the content of the file at `path`, which readers may have open.

    Builds of one file take turns. Raises StoreError with the old file still in place.
    """
    with building(path):
        move = Work(path, graph).done(progress)
        move.source.replace(move.target)
        sync_folder(path.parent)


@dataclass(frozen=True, slots=True)
class Work:
    """A graph that is to be written to a file."""

    path: Path
    graph: Graph

    def done(self, progress: Progress | None) -> Move:
        """Write a file beside the one at `path`, compared and synced: the move puts it in place.

        Raises OSError, StoreError and the engine's RuntimeError. Call it while `building`.
        """
        held = columns_of(self.graph)
        check(self.graph, held)
        nodes, ready = [*node_rows(held)], aside(self.path)
        with ThreadPoolExecutor(1) as beside:
            # The engine copies meanwhile.
            said = beside.submit(passages.index, nodes)
            _write(ready, [*nodes, *relationship_rows(held)], _manifest(self.graph), progress)
        passages.append(ready, said.result())
        names.append(ready, nodes)
        seal(ready)
        _sync(ready)
        if self.path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        return Move(ready, self.path)


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


def form() -> str:
    """What files are built like: those that are not have to be built again."""
    return f"{_LAYOUT} {model_version()}"


def read_manifest(connection: ladybug.Connection) -> tuple[str, Mapping[str, str]]:
    """What a file was built for (see `form`), and the digest of each part by its key.

    Raises ValueError for a file that Lantu did not build.
    """
    comments = [row[3] for row in table_of_tables(connection) if row[1] == _MANIFEST_TABLE]
    content = json.loads(base64.b64decode("".join(comments)))
    return content.get("form", ""), content["parts"]


def _write(path: Path, given: Sequence[Rows], manifest: str, progress: Progress | None) -> None:
    tables = [rows for rows in given if rows.content.num_rows]
    with _created(path) as connection:
        # Each transaction waits for the disk, and holds what it writes in memory.
        for statement in ("BEGIN TRANSACTION", *definitions(), "COMMIT"):
            fetch(connection, statement)
        for rows in _told(tables, "writing", progress):
            fetch(connection, rows.copy, {"rows": rows.content})
        for rows in _told(tables, "comparing", progress):
            _compare(connection, rows)
        _compare_totals(connection, tables)
        fetch(connection, manifest)
        fetch(connection, "CHECKPOINT")


@contextmanager
def _created(path: Path) -> Iterator[ladybug.Connection]:
    # What is written goes to the file once, when all of it is there.
    with (
        ladybug.Database(path, buffer_pool_size=_POOL, auto_checkpoint=False) as database,
        ladybug.Connection(database) as connection,
    ):
        yield connection


def _told(tables: Sequence[Rows], doing: str, progress: Progress | None) -> Iterator[Rows]:
    total = sum(rows.content.num_rows for rows in tables)
    done = 0
    for rows in tables:
        yield rows
        done += rows.content.num_rows
        if progress:
            progress(f"{doing} the graph", done, total)


def _compare(connection: ladybug.Connection, rows: Rows) -> None:
    with executed(connection, rows.read) as result:
        stored = result.get_as_arrow()
    stored = stored.rename_columns(rows.content.column_names).cast(rows.content.schema)
    if not _sorted(stored).equals(_sorted(rows.content)):
        raise StoreError(
            f"the graph was not written: {rows.title} came back from the engine with "
            f"{stored.num_rows} rows that are not the {rows.content.num_rows} it was given; "
            "the graph in place is unchanged"
        )


def _sorted(table: pa.Table) -> pa.Table:
    # Lists cannot be sorted by; what else a row holds tells it from the others.
    scalars = [field.name for field in table.schema if not pa.types.is_list(field.type)]
    return table.sort_by([(name, "ascending") for name in scalars]).combine_chunks()


def _compare_totals(connection: ladybug.Connection, tables: Sequence[Rows]) -> None:
    given = sum(rows.content.num_rows for rows in tables)
    stored = 0
    for statement in ("MATCH (n) RETURN count(n)", "MATCH ()-[r]->() RETURN count(r)"):
        _, [[count]] = fetch(connection, statement)
        stored += int(str(count))
    if stored != given:
        raise StoreError(f"the graph was not written: {given} rows were given, {stored} are there")


def _manifest(graph: Graph) -> str:
    content = {"form": form(), "parts": digests_of(graph)}
    encoded = base64.b64encode(json.dumps(content).encode()).decode()
    return f"COMMENT ON TABLE {quoted(_MANIFEST_TABLE)} IS '{encoded}'"


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remove_leftovers(path: Path) -> None:
    for leftover in path.parent.glob(f"{aside(path).name}*"):
        leftover.unlink(missing_ok=True)
