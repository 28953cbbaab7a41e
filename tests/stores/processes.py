"""The worker processes that an embedded store has started, and what they take."""

from __future__ import annotations

import os
from pathlib import Path


def workers_of(path: Path) -> list[int]:
    """The workers of the graph file at `path`; those of other tests' stores may be warm still."""
    # A child is listed under the thread that started it.
    listed = [each.read_text() for each in Path(f"/proc/{os.getpid()}/task").glob("*/children")]
    children = " ".join(listed).split()
    command = {child: Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    wanted = b"graph.stores.ladybug.worker\0" + os.fsencode(path) + b"\0"
    return [int(child) for child in children if wanted in command[child]]


def most_memory(worker: int) -> int:
    """The bytes of memory that a process had at most."""
    status = Path(f"/proc/{worker}/status").read_text()
    [peak] = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(peak) << 10
