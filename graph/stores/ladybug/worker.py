"""The process that runs users' statements on one graph file, so that it can be killed.

It opens the file, lets the system keep it from everything else (see `barriers`), says on its
standard output that it is ready, and then reads one request a line on its standard input and writes
one answer a line, all JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any, TextIO

import ladybug

from graph.errors import LantuError, OutOfMemory, QueryLimit
from graph.stores.interface import Answer, Limits
from graph.stores.ladybug.barriers import raised
from graph.stores.ladybug.execute import fetch
from graph.stores.ladybug.file import GraphFile

POOL = 256 << 20
THREADS = 2
_LONGEST_ANSWER = 32 << 20
_TINY = 64 << 20
# What the engine and its values load when they are first used, they could not load later.
_EVERY_KIND_OF_VALUE = (
    "RETURN cast(1, 'DECIMAL(5, 2)'), cast(1, 'INT128'), date('2025-01-01'), blob('a'), "
    "timestamp('2025-01-01'), interval('1 day'), gen_random_uuid(), map([1], [2]), {a: [1.5]}"
)


def answer(file: GraphFile, request: Mapping[str, Any]) -> dict[str, object]:
    """The answer to a request, or the error it led to, as it goes back over the pipe."""
    limits = Limits(request["rows"], request["seconds"])
    _limit_time(limits.seconds)
    try:
        return _as_json(file.run(request["statement"], request["parameters"], limits))
    except LantuError as error:
        return _told(error)
    except MemoryError:
        return _told(OutOfMemory("the answer needs more memory than it may use: ask for less"))


def _as_json(found: Answer) -> dict[str, object]:
    return {"columns": found.columns, "rows": found.rows, "truncated": found.truncated}


def _told(error: LantuError) -> dict[str, object]:
    return {"error": type(error).__name__, "message": str(error)}


def _limit_time(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = used.ru_utime + used.ru_stime + (seconds + 2) * (os.cpu_count() or 1)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(most) + 1, hard))


def _encoded(answer: Mapping[str, object]) -> str:
    line = json.dumps(answer, ensure_ascii=True)
    if len(line) <= _LONGEST_ANSWER:
        return line
    return json.dumps(
        _told(
            QueryLimit(
                f"the answer is larger than {_LONGEST_ANSWER >> 20} MiB: return less of each row"
            )
        )
    )


def _private_output() -> TextIO:
    """The pipe to the parent, under a number that the engine does not write to by accident."""
    output = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return output


def _warm_up() -> None:
    with (
        ladybug.Database(
            ":memory:", buffer_pool_size=_TINY, max_db_size=16 * _TINY, max_num_threads=1
        ) as database,
        ladybug.Connection(database) as connection,
    ):
        fetch(connection, _EVERY_KIND_OF_VALUE)


def _opened(path: Path) -> GraphFile:
    _warm_up()
    with raised(path):
        return GraphFile(path, pool=POOL, threads=THREADS, renews=False)


def main(path: Path) -> None:
    """Answer requests until the parent closes the pipe."""
    output = _private_output()
    try:
        file = _opened(path)
    except LantuError as error:
        print(_encoded(_told(error)), file=output, flush=True)
        return
    print(_encoded({"stamp": astuple(file.stamp)}), file=output, flush=True)
    for line in sys.stdin:
        print(_encoded(answer(file, json.loads(line))), file=output, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
