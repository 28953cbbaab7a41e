"""The process that reads files and finds their facts, so that it can be killed.

It takes pickled requests from its parent, which it trusts, and answers in JSON, since what read a
hostile file is not to be trusted: a document as a collection keeps it, facts as they are printed.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import select
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from graph.errors import LantuError
from graph.limited.limits import OUT_OF_MEMORY, FileLimits
from graph.loaders.document import Document, Said
from graph.loaders.extraction import Extractor
from graph.loaders.facts import to_json
from graph.loaders.reading import document_in
from graph.record import Origin, Record, dump

_LARGEST_WRITTEN = 256 << 20
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def read(content: bytes, name: str, said: Said, characters: int) -> str:
    """The document that a file holds, as one of a collection, without facts."""
    document = document_in(content, name, said, characters)
    return dump(Record("", "", Origin(name, "", ""), document, ())).decode()


def extract(extractor: Extractor, document: Document) -> list[dict[str, object]]:
    """The facts of a document as they are printed."""
    return [to_json(fact, document) for fact in extractor.extract(document)]


TASKS: Mapping[str, Callable[..., object]] = {"read": read, "extract": extract}


def _answer(task: str, arguments: tuple[object, ...], limits: FileLimits) -> bytes:
    _limit_time(limits.seconds)
    answer: dict[str, object] = {"found": None, "error": "", "message": ""}
    try:
        answer["found"] = TASKS[task](*arguments)
    except LantuError as error:
        answer |= {"error": type(error).__name__, "message": str(error)}
    # Memory that one file took must not be missing for the next.
    answer["spent"] = _resident() > (limits.memory << 20) // 3
    return json.dumps(answer).encode("ascii")


def _resident() -> int:
    """The memory that this process holds, in bytes; 0 where the system does not say."""
    said = Path("/proc/self/statm")
    return int(said.read_text().split()[1]) * resource.getpagesize() if said.exists() else 0


def _limit_process(memory: int) -> None:
    for kind, value in (
        (resource.RLIMIT_AS, memory << 20),
        (resource.RLIMIT_FSIZE, _LARGEST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))


def _limit_time(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime) + seconds + 1
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def _leave_network() -> None:
    """Puts the process in a network of its own, with nothing in it, where the system lets it."""
    ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def _end_with_parent(descriptor: int) -> None:
    watch = select.poll()
    # Nothing is waited for but that the other end is closed.
    watch.register(descriptor, 0)
    watch.poll()
    os._exit(1)


def main(descriptor: int, memory: int, networked: bool) -> None:
    """Answer requests until the parent closes its end."""
    _limit_process(memory)
    if not networked:
        _leave_network()
    Thread(target=_end_with_parent, args=(descriptor,), daemon=True).start()
    with Connection(descriptor) as parent:
        while True:
            try:
                request = parent.recv()
            except EOFError:
                return
            try:
                answer = _answer(*request)
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            del request
            parent.send_bytes(answer)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "networked")
