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

from graph import errors
from graph.errors import LantuError, QueryError, QueryLimit
from graph.stores.interface import Answer, Limits
from graph.stores.ladybug.file import Stamp

_MOST = 2
_START_SECONDS = 20.0
_GRACE_SECONDS = 1.0
_CHUNK = 1 << 16


class Workers:
    """Runs statements in worker processes, each statement in one, at most two at a time."""

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
        with self._lock:
            worker = self._idle.pop() if self._idle else _Process(self._path)
        try:
            yield worker
        finally:
            if worker.alive:
                with self._lock:
                    self._idle.append(worker)
            else:
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
        self._warm = False

    def run(self, statement: str, parameters: Mapping[str, object], limits: Limits) -> Answer:
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
        return _answer(self._exchange(line, limits))

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
        start = 0.0 if self._warm else _START_SECONDS
        deadline = time.monotonic() + limits.seconds + _GRACE_SECONDS + start
        # Whatever goes wrong before the whole answer is there, the process is not used again.
        self.alive = False
        try:
            assert self._process.stdin
            self._process.stdin.write(line)
            self._process.stdin.flush()
            answer = self._read_line(deadline, limits)
        except BrokenPipeError:
            answer = b""
        if not answer:
            raise QueryLimit(
                "the statement brought its worker down (too much memory or time, or a fault of the "
                "engine): ask for less, or write it more simply"
            )
        self.alive = self._warm = True
        return answer

    def _read_line(self, deadline: float, limits: Limits) -> bytes:
        assert self._process.stdout
        descriptor = self._process.stdout.fileno()
        parts: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while not parts or not parts[-1].endswith(b"\n"):
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise QueryLimit(
                        f"the statement ran for more than {limits.seconds:g} seconds and was "
                        "stopped: ask for less"
                    )
                part = os.read(descriptor, _CHUNK)
                if not part:
                    return b""
                parts.append(part)
        return b"".join(parts)


def _answer(line: bytes) -> Answer:
    content = json.loads(line)
    if "error" in content:
        kind = getattr(errors, content["error"], QueryError)
        raised: LantuError = kind(content["message"])
        raise raised
    return Answer(content["columns"], content["rows"], content["truncated"])


def _environment() -> dict[str, str]:
    # Users' statements run there: nothing secret of this process goes along.
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return kept | {"PYTHONPATH": str(Path(errors.__file__).parents[1]), "PYTHONUTF8": "1"}
