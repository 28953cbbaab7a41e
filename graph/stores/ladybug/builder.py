"""The process that builds a graph file.

The engine ends its process where it cannot write while it closes a file, as on a full disk, and
keeps the memory that a build took. Both are that process's alone.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from graph import errors
from graph.errors import StoreError
from graph.files import Move, aside
from graph.parts import Graph
from graph.stores.interface import Progress
from graph.stores.ladybug.build import Held, Work, building
from graph.tables.lean import leave_pandas_out_of_the_engine


def started() -> subprocess.Popen[bytes]:
    """A process that waits for the graph it is to build."""
    return subprocess.Popen(
        [sys.executable, "-m", __spec__.name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(errors.__file__).parents[1])},
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that was started, and let go of it."""
    process.kill()
    # What was not sent to the end cannot be.
    with suppress(BrokenPipeError):
        process.__exit__(None, None, None)


def build_apart(
    process: subprocess.Popen[bytes],
    path: Path,
    graph: Graph,
    held: Held | None,
    progress: Progress | None = None,
) -> Move:
    """Have a process that was started write `graph` into a file beside the one at `path`.

    `held` is as `Work.of` takes it. The file is compared and synced, and the process ended. The
    move that is given puts it in place. Raises StoreError and leaves nothing.
    """
    path = path.absolute()
    try:
        _send(process, Work.of(path, graph, held))
        error = _followed(process, progress)
        if error is None:
            assert process.stderr
            last_words = process.stderr.read().decode(errors="replace")
    finally:
        end(process)
    if error is None:
        with building(path):
            raise RuntimeError(last_words)
    if error:
        # The engine may write beside the file while its process ends: that goes, too.
        with building(path):
            raise StoreError(error)
    return Move(aside(path), path)


def _send(process: subprocess.Popen[bytes], work: Work) -> None:
    assert process.stdin
    try:
        pickle.dump(work, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
    except BrokenPipeError:
        # It has ended, which `_followed` tells.
        return


def _followed(process: subprocess.Popen[bytes], progress: Progress | None) -> str | None:
    """Pass on how far a build has come. What went wrong, empty where it is done.

    None where the process ended without a word.
    """
    assert process.stdout
    for line in process.stdout:
        told = json.loads(line)
        if isinstance(told, str):
            return told
        if progress:
            progress(*told)
    return None


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Do the work that is asked for on `source`, and tell how it goes on `target`."""
    leave_pandas_out_of_the_engine()
    work: Work = pickle.load(source)
    Thread(target=_end_with_the_parent, args=(source,), daemon=True).start()

    def tell(*told: object) -> None:
        target.write(json.dumps(told[0] if len(told) == 1 else told).encode() + b"\n")
        target.flush()

    try:
        with building(work.path):
            work.done(tell)
    except StoreError as error:
        tell(str(error))
    else:
        tell("")


def _end_with_the_parent(source: BinaryIO) -> None:
    source.read()
    os._exit(1)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
