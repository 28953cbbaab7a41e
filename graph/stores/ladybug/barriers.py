"""What the system keeps a worker from, whatever a statement gets the engine to try.

Run as a program it raises the barriers around itself, tries each, and prints which hold here.
"""

from __future__ import annotations

import json
import mmap
import os
import resource
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

from graph.stores.ladybug.landlock import give_up_privileges, restrict_to

MEMORY = 256 << 20
"""Bytes a worker may take beside its buffer pool and what it had when its graph was open."""
_DATA_PAGES = 5
_PROBE_SECONDS = 20.0


@contextmanager
def raised(path: Path) -> Iterator[None]:
    """Open the graph at `path` in the block, and find all barriers raised after it.

    What the engine's threads may do with files is settled before they start; what it may take of
    memory is counted from what it has then.
    """
    with _statistics() as pages:
        give_up_privileges()
        restrict_to(path)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_CORE, 0)
        yield
        if pages:
            taken = int(pages.read().split()[_DATA_PAGES]) * mmap.PAGESIZE
            _limit(resource.RLIMIT_DATA, taken + MEMORY)
    # Nothing is opened any more, a socket as little as a file.
    _limit(resource.RLIMIT_NOFILE, 0)


def _statistics() -> AbstractContextManager[TextIO | None]:
    statistics = Path("/proc/self/statm")
    return statistics.open() if statistics.exists() else nullcontext()


def held() -> Mapping[str, bool]:
    """What a worker is kept from, each with whether that was tried and held on this machine."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return dict.fromkeys(_ATTEMPTS, False)
    found: Mapping[str, bool] = json.loads(done.stdout or "{}")
    return {each: found.get(each, False) for each in _ATTEMPTS}


def _limit(kind: int, value: int) -> None:
    resource.setrlimit(kind, (value, value))


def _make_folder(folder: Path) -> None:
    (folder / "made").mkdir()


def _remove(folder: Path) -> None:
    (folder / "there").unlink()


def _grow(folder: Path) -> None:
    with (folder / "there").open("ab", buffering=0) as file:
        file.write(b"x")


def _take_memory(folder: Path) -> None:
    bytearray(2 * MEMORY)


_ATTEMPTS: Mapping[str, Callable[[Path], object]] = {
    "reading other files": lambda folder: (folder / "there").read_bytes(),
    "creating files": lambda folder: (folder / "made").touch(),
    "writing to files": _grow,
    "creating folders": _make_folder,
    "removing files": _remove,
    "opening sockets": lambda folder: socket.socket().close(),
    "taking memory without bound": _take_memory,
}


def _stopped(attempt: Callable[[Path], object], folder: Path) -> bool:
    try:
        attempt(folder)
    except (OSError, MemoryError):
        return True
    return False


def _main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "graph").touch()
        (folder / "there").touch()
        # What is forbidden cannot be allowed again: a child tries, its parent tidies up.
        child = os.fork()
        if child == 0:
            with raised(folder / "graph"):
                pass
            found = {name: _stopped(each, folder) for name, each in _ATTEMPTS.items()}
            print(json.dumps(found), flush=True)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    _main()
