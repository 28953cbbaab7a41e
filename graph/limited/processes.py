"""Reads files and finds their facts in worker processes, which stay warm for the next file."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from graph import errors
from graph.errors import DocumentError, ExtractorError, RuleError
from graph.limited.limits import OUT_OF_MEMORY, FileLimits
from graph.loaders.document import NOTHING_SAID, Document, Said
from graph.loaders.facts import Fact, from_json
from graph.record import parse

if TYPE_CHECKING:
    from graph.loaders.extraction import Extractor

# By the clock, where processor time is the limit: machines are busy, images are read by others.
_CLOCK = 2
_START_SECONDS = 30
# A language model is waited for, in seconds.
_WAITING = 3600
_LARGEST_ANSWER = 1 << 30


def read_content(
    content: bytes, name: str, limits: FileLimits, said: Said = NOTHING_SAID
) -> Document:
    """The document that a file of this content and name holds, as `document_in` finds it.

    Raises DocumentError where it cannot be read, or not within the limits.
    """
    found = _run(("read", (content, name, said, limits.characters), limits), name, limits)
    try:
        return parse(found.encode()).document
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise _fault(name) from error


def extract_facts(
    extractor: Extractor, document: Document, name: str, limits: FileLimits
) -> list[Fact]:
    """The facts of a document that came in a file of this name.

    Raises DocumentError where they are not found within the limits, and ExtractorError.
    """
    request = ("extract", (extractor, document), limits)
    found = _run(request, name, limits, networked=extractor.asks)
    try:
        return [from_json(line) for line in found]
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise _fault(name) from error


@contextmanager
def several(count: int) -> Iterator[None]:
    """Within it, so many workers stay warm, for files that are read at once."""
    global _enough
    before, _enough = _enough, count
    try:
        yield
    finally:
        _enough = before
        with _lock:
            spare = [worker for waiting in _idle.values() for worker in waiting[_enough:]]
            for waiting in _idle.values():
                del waiting[_enough:]
        for worker in spare:
            worker.end()


def close() -> None:
    """End the workers that wait for a file."""
    with _lock:
        idle = [worker for workers in _idle.values() for worker in workers]
        _idle.clear()
    for worker in idle:
        worker.end()


_ERRORS = {each.__name__: each for each in (DocumentError, ExtractorError, RuleError)}


class _Worker:
    """One worker process."""

    def __init__(self, limits: FileLimits, networked: bool) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-m", "graph.limited.worker"),
                    *(str(theirs.fileno()), str(limits.memory)),
                    "networked" if networked else "alone",
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("LANTU_DEBUG") else subprocess.DEVNULL,
                env=_environment(networked),
            )
            self._connection = Connection(ours.detach())
        self.alive = False

    def run(self, request: object, name: str, limits: FileLimits, clock: float) -> Any:
        """What the worker finds; whatever goes wrong before, it is not used again."""
        self.alive = False
        deadline = time.monotonic() + clock
        overdue = Timer(clock, self._process.kill)
        overdue.start()
        try:
            self._connection.send(request)
            answer = json.loads(self._connection.recv_bytes(_LARGEST_ANSWER))
            error, message, found = answer["error"], answer["message"], answer["found"]
            self.alive = not answer["spent"]
        except (EOFError, OSError, LookupError, TypeError, ValueError) as fault:
            self._process.kill()
            late = time.monotonic() >= deadline
            raise _down(self._process.wait(), late, name, limits) from fault
        finally:
            overdue.cancel()
        if error:
            raise _ERRORS.get(error, DocumentError)(message)
        return found

    def end(self) -> None:
        """Kill the process, if it still runs, and let go of the connection."""
        self._process.kill()
        self._process.wait()
        self._connection.close()


_idle: dict[tuple[FileLimits, bool], list[_Worker]] = {}
# Of workers that wait.
_enough = 1
_lock = Lock()
atexit.register(close)


def _run(request: object, name: str, limits: FileLimits, networked: bool = False) -> Any:
    clock = _START_SECONDS + (_WAITING if networked else limits.seconds * _CLOCK)
    with _worker(limits, networked) as worker:
        return worker.run(request, name, limits, clock)


@contextmanager
def _worker(limits: FileLimits, networked: bool) -> Iterator[_Worker]:
    kind = (limits, networked)
    with _lock:
        waiting = _idle.setdefault(kind, [])
        worker = waiting.pop() if waiting else None
    worker = worker or _Worker(limits, networked)
    try:
        yield worker
    finally:
        with _lock:
            kept = worker.alive and len(_idle.setdefault(kind, [])) < _enough
            if kept:
                _idle[kind].append(worker)
        if not kept:
            worker.end()


def _down(status: int, late: bool, name: str, limits: FileLimits) -> DocumentError:
    """What to say of a file that brought its worker down."""
    if late or status == -signal.SIGXCPU:
        return DocumentError(
            f"{name} takes longer than {limits.seconds} seconds and was given up. Split it into "
            "parts, or save its text as plain text, and load that."
        )
    if status == OUT_OF_MEMORY:
        return DocumentError(
            f"{name} takes more than {limits.memory} MiB of memory and was given up. Split it "
            "into parts, or save its text as plain text, and load that."
        )
    if status > 0:
        return _fault(name)
    return DocumentError(
        f"{name} brought the process that read it down: it takes more than {limits.memory} MiB of "
        "memory, or is damaged. Save its text as plain text and load that."
    )


def _fault(name: str) -> DocumentError:
    return DocumentError(
        f"{name} cannot be read: this is a fault in Lantu. LANTU_DEBUG=1 shows where it is; please "
        "report it."
    )


def _environment(networked: bool) -> dict[str, str]:
    # Where hostile files are read nothing secret goes along; a model's client needs its proxies.
    kept = ("PATH", "LANG", "HOME", "TMPDIR", "TESSDATA_PREFIX", "LANTU_DEBUG")
    inherited = {each: said for each, said in os.environ.items() if networked or each in kept}
    return inherited | {"PYTHONPATH": str(Path(errors.__file__).parents[1]), "PYTHONUTF8": "1"}
