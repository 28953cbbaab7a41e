"""The process that runs users' statements on a graph file, so that it can be killed.

It reads one request a line on its standard input and writes one answer a line, both JSON, under
limits of the operating system: address space, processor time, and no byte to any file.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from graph.errors import LantuError, QueryLimit
from graph.stores.interface import Answer, Limits
from graph.stores.ladybug.file import GraphFile, Stamp

POOL = 256 << 20
_HEADROOM = 3 << 30
_LONGEST_ANSWER = 32 << 20


class Worker:
    """Answers requests from the newest file at a path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: GraphFile | None = None

    def answer(self, request: Mapping[str, Any]) -> dict[str, object]:
        """The answer to a request, or the error it led to, as it goes back over the pipe."""
        limits = Limits(request["rows"], request["seconds"])
        _limit_time(limits.seconds)
        try:
            found = self._newest().run(request["statement"], request["parameters"], limits)
        except LantuError as error:
            return {"error": type(error).__name__, "message": str(error)}
        return _as_json(found)

    def _newest(self) -> GraphFile:
        if self._file is None or self._file.stamp != Stamp.of(self._path):
            if self._file:
                self._file.close()
                self._file = None
            self._file = GraphFile(self._path, pool=POOL, address_space=address_space(self._path))
        return self._file


def address_space(path: Path) -> int:
    """What the engine may map: a power of two with room for twice the file, in bytes."""
    return 1 << (2 * max(path.stat().st_size, 1 << 29)).bit_length()


def _as_json(found: Answer) -> dict[str, object]:
    return {"columns": found.columns, "rows": found.rows, "truncated": found.truncated}


def _limit_process(path: Path) -> None:
    # The index of names is mapped with the file it stands in, beside what the engine maps.
    mapped = address_space(path) + path.stat().st_size + _HEADROOM
    for kind, value in (
        (resource.RLIMIT_AS, mapped),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def _limit_time(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = used.ru_utime + used.ru_stime + (seconds + 2) * (os.cpu_count() or 1)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(most) + 1, hard))


def _encoded(answer: Mapping[str, object]) -> str:
    line = json.dumps(answer, ensure_ascii=True)
    if len(line) <= _LONGEST_ANSWER:
        return line
    message = f"the answer is larger than {_LONGEST_ANSWER >> 20} MiB: return less of each row"
    return json.dumps({"error": QueryLimit.__name__, "message": message})


def _private_output() -> TextIO:
    """The pipe to the parent, under a number that the engine does not write to by accident."""
    output = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return output


def main(path: Path) -> None:
    """Answer requests until the parent closes the pipe."""
    output = _private_output()
    _limit_process(path)
    worker = Worker(path)
    for line in sys.stdin:
        print(_encoded(worker.answer(json.loads(line))), file=output, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
