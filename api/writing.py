"""Loads, removals and judgements, each in a process of its own beside the server.

What reading a file, linking it and building a graph take of memory and of the interpreter is gone
with the process, and what brings it down costs one upload.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from api.apart import done_apart
from graph.decisions import Decision
from graph.errors import CollectionBusy
from graph.limited.limits import FileLimits
from graph.linking.judging import Judgement
from graph.stores.interface import Progress
from graph.workspace import Judged, Loaded


class Writer(Protocol):
    """What changes documents: a workspace, or processes that open one."""

    def load(
        self,
        files: Sequence[Path],
        progress: Progress | None,
        *,
        limits: FileLimits,
        wait_seconds: float,
    ) -> list[Loaded]:
        """Load files, as `Workspace.load` does."""

    def replace(
        self,
        document: str,
        file: Path,
        progress: Progress | None,
        *,
        limits: FileLimits,
        wait_seconds: float,
    ) -> Loaded:
        """Put a file in the place of a document, as `Workspace.replace` does."""

    def remove(self, document: str, progress: Progress | None, wait_seconds: float) -> None:
        """Take a document out, as `Workspace.remove` does."""

    def judge(self, judgements: Sequence[Judgement], by: str, *, wait_seconds: float) -> Judged:
        """Write down what somebody says of pairs, as `Workspace.judge` does."""


class WriterProcesses:
    """Changes a collection and its store, each time in a new process, one at a time."""

    def __init__(self, collection: Path, store: str | None) -> None:
        self._place = {"collection": str(collection), "store": store}
        self._turn = Lock()

    def load(
        self,
        files: Sequence[Path],
        progress: Progress | None,
        *,
        limits: FileLimits,
        wait_seconds: float,
    ) -> list[Loaded]:
        """Load files. Raises LantuError."""
        asked = {"load": [str(file) for file in files], "limits": asdict(limits)}
        found = self._run(wait_seconds, progress, **asked)
        return [_loaded(each) for each in found]

    def replace(
        self,
        document: str,
        file: Path,
        progress: Progress | None,
        *,
        limits: FileLimits,
        wait_seconds: float,
    ) -> Loaded:
        """Put a file in the place of a document. Raises LantuError."""
        asked = {"replace": document, "file": str(file), "limits": asdict(limits)}
        return _loaded(self._run(wait_seconds, progress, **asked))

    def remove(self, document: str, progress: Progress | None, wait_seconds: float) -> None:
        """Take a document out. Raises LantuError."""
        self._run(wait_seconds, progress, remove=document)

    def judge(self, judgements: Sequence[Judgement], by: str, *, wait_seconds: float) -> Judged:
        """Write down what somebody says of pairs. Raises LantuError."""
        found = self._run(wait_seconds, None, judge=[*map(asdict, judgements)], by=by)
        decisions = [Decision(**each) for each in found["decisions"]]
        return Judged(**{**found, "decisions": decisions})

    def _run(self, wait_seconds: float, progress: Progress | None, **request: object) -> Any:
        began = time.monotonic()
        if not self._turn.acquire(timeout=wait_seconds):
            raise CollectionBusy("another change is under way; try again when it has ended")
        try:
            left = max(0.0, began + wait_seconds - time.monotonic())
            return done_apart({**self._place, **request, "wait_seconds": left}, progress)
        finally:
            self._turn.release()


def _loaded(told: Mapping[str, Any]) -> Loaded:
    return Loaded(**{**told, "remarks": tuple(told["remarks"])})
