"""The warm workers of an embedded store: started when first needed, killed when they overstay."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from graph import errors
from graph.errors import LantuError, OutOfMemory, QueryError, QueryLimit, StoreError
from graph.stores.interface import Answer, Limits
from graph.stores.ladybug.file import Stamp

_MOST = 2
_START_SECONDS = 30.0
_GRACE_SECONDS = 1.0
_CHUNK = 1 << 16


class Workers:
    """Runs statements in worker processes, each statement in one, at most two at a time.

    The time of a statement is counted from when a worker that has the graph open takes it. Waiting
    for one of the two places has a bound of its own, starting a worker another.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[_Process] = []
        self._lock = Lock()
        self._places = BoundedSemaphore(_MOST)

    def run(self, statement: str, parameters: Mapping[str, object], limits: Limits) -> Answer:
        """Run a statement. Raises QueryError, QueryLimit, StoreError."""
        Stamp.of(self._path)
        if not self._places.acquire(timeout=limits.seconds + _GRACE_SECONDS):
            raise QueryLimit("other statements are still running: try again in a moment")
        try:
            with self._worker() as worker:
                return worker.run(statement, parameters, limits)
        finally:
            self._places.release()

    def close(self) -> None:
        """End the workers that are idle; one that is busy ends with its statement."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    @contextmanager
    def _worker(self) -> Iterator[_Process]:
        worker = self._ready()
        try:
            yield worker
        finally:
            if worker.alive:
                with self._lock:
                    self._idle.append(worker)
            else:
                worker.end()

    def _ready(self) -> _Process:
        """A worker that has the newest file open."""
        deadline = time.monotonic() + _START_SECONDS
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else _Process(self._path)
            try:
                if worker.stamp(deadline) == Stamp.of(self._path):
                    return worker
            except BaseException:
                worker.end()
                raise
            # Another file has taken the place of the one it has open.
            worker.end()


class _Process:
    """One worker process."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "graph.stores.ladybug.worker", str(path.absolute())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self.alive = True
        self._stamp: Stamp | None = None

    def stamp(self, deadline: float) -> Stamp:
        """Which file it has open, once it is ready.

        Raises StoreError for a file it cannot open, QueryLimit if it is not ready in time.
        """
        if self._stamp is None:
            line = self._read_line(
                deadline,
                "the worker that runs statements has not started in time, the machine being busy: "
                "try again in a moment",
            )
            if not line:
                raise StoreError(
                    "the worker that runs statements ended before it was ready: lantu doctor "
                    "says what this machine lacks"
                )
            self._stamp = Stamp(*_content(line)["stamp"])
        return self._stamp

    def run(self, statement: str, parameters: Mapping[str, object], limits: Limits) -> Answer:
        """Run a statement. Raises QueryError, QueryLimit, StoreError."""
        request = {
            "statement": statement,
            "parameters": parameters,
            "rows": limits.rows,
            "seconds": limits.seconds,
        }
        try:
            line = json.dumps(request).encode("ascii") + b"\n"
        except (TypeError, ValueError) as error:
            raise QueryError(f"a parameter cannot be passed on: {error}") from error
        try:
            content = _content(self._exchange(line, limits))
        except OutOfMemory:
            # What the statement had taken is not all given back: the next one starts anew.
            self.alive = False
            raise
        return Answer(content["columns"], content["rows"], content["truncated"])

    def end(self) -> None:
        """Kill the process, if it still runs, and let go of its pipes."""
        self.alive = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    # What it had not read yet goes with it.
                    continue

    def _exchange(self, line: bytes, limits: Limits) -> bytes:
        deadline = time.monotonic() + limits.seconds + _GRACE_SECONDS
        # Whatever goes wrong before the whole answer is there, the process is not used again.
        self.alive = False
        try:
            assert self._process.stdin
            self._process.stdin.write(line)
            self._process.stdin.flush()
            answer = self._read_line(
                deadline,
                f"the statement ran for more than {limits.seconds:g} seconds and was stopped: "
                "ask for less",
            )
        except BrokenPipeError:
            answer = b""
        if not answer:
            raise QueryLimit(
                "the statement brought its worker down (too much memory or time, or a fault of the "
                "engine): ask for less, or write it more simply"
            )
        self.alive = True
        return answer

    def _read_line(self, deadline: float, too_late: str) -> bytes:
        """What the process says, or nothing where it has ended."""
        assert self._process.stdout
        descriptor = self._process.stdout.fileno()
        parts: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while not parts or not parts[-1].endswith(b"\n"):
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise QueryLimit(too_late)
                part = os.read(descriptor, _CHUNK)
                if not part:
                    return b""
                parts.append(part)
        return b"".join(parts)


def _content(line: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(line)
    if "error" in content:
        kind = getattr(errors, content["error"], QueryError)
        raised: LantuError = kind(content["message"])
        raise raised
    return content


def _environment() -> dict[str, str]:
    # Users' statements run there: nothing secret of this process goes along.
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return kept | {
        "PYTHONPATH": str(Path(errors.__file__).parents[1]),
        "PYTHONUTF8": "1",
        # Its threads would be started before the barriers are raised.
        "OPENBLAS_NUM_THREADS": "1",
    }
