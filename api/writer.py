"""The process that does one thing with a collection for `api.apart`, then it ends.

It gives way to the server, which answers meanwhile, and ends with it: a load that is cut off leaves
the collection as it was.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.errors import LantuError
from graph.stores.interface import Progress

_GIVE_WAY = 10


def main() -> None:
    """Do what one line on standard input asks for and print how it went, both in JSON."""
    # Ctrl-C is meant for the server, with which this ends.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.nice(_GIVE_WAY)
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    answer: dict[str, Any]
    try:
        answer = {"done": _do(request, _tell)}
    except LantuError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    print(json.dumps(answer), flush=True)


def _tell(doing: str, done: int, total: int) -> None:
    print(json.dumps({"progress": [doing, done, total]}), flush=True)


def _do(request: dict[str, Any], progress: Progress) -> Any:
    # What takes long to import is imported when others come first already.
    from graph.collection import Collection
    from graph.limited.limits import FileLimits
    from graph.linking.judging import Judgement, Judging
    from graph.workspace import Workspace

    if "pairs" in request:
        return Judging.of(Collection(Path(request["pairs"]))).as_json()
    workspace = Workspace.open(Path(request["collection"]), request["store"])
    wait_seconds: float = request["wait_seconds"]
    try:
        if "judge" in request:
            judgements = [Judgement(**each) for each in request["judge"]]
            judged = workspace.judge(judgements, request["by"], wait_seconds=wait_seconds)
            return asdict(judged)
        if "remove" in request:
            workspace.remove(request["remove"], progress, wait_seconds)
            return []
        limits = FileLimits(**request["limits"])
        if "replace" in request:
            document, file = request["replace"], Path(request["file"])
            replaced = workspace.replace(document, file, progress, limits, wait_seconds)
            return asdict(replaced)
        files = [Path(file) for file in request["load"]]
        loaded = workspace.load(files, progress, limits=limits, wait_seconds=wait_seconds)
        return [asdict(each) for each in loaded]
    finally:
        workspace.close()


def _end_with_the_server() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
