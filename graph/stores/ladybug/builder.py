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
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from graph import errors
from graph.errors import StoreError
from graph.files import Move, aside
from graph.parts import Graph
from graph.stores.interface import Progress
from graph.stores.ladybug.build import Work, building
from graph.tables.lean import leave_pandas_out


def build_apart(path: Path, graph: Graph, progress: Progress | None = None) -> Move:
    """Have `graph` written into a file beside the one at `path`, compared and synced.

    The move that is given puts it in place. Raises StoreError and leaves nothing.
    """
    path = path.absolute()
    work = Work(path, graph)
    command = [sys.executable, "-m", __spec__.name]
    environment = os.environ | {"PYTHONPATH": str(Path(errors.__file__).parents[1])}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        try:
            _send(process, work)
            error = _followed(process, progress)
            if error is None:
                assert process.stderr
                last_words = process.stderr.read().decode(errors="replace")
        finally:
            process.kill()
    if error is None:
        with building(path):
            raise RuntimeError(last_words)
    if error:
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
    leave_pandas_out()
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
