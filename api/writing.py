"""Loads and removals, each in a process of its own beside the server.

What reading a file, linking it and building a graph take of memory and of the interpreter is gone
with the process, and what brings it down costs one upload.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from graph import errors
from graph.errors import CollectionError, LantuError
from graph.workspace import Loaded, Workspace


class Writer(Protocol):
    """What changes documents: a workspace, or processes that open one."""

    def load(self, files: Sequence[Path], *, wait_seconds: float) -> list[Loaded]:
        """Load files, as `Workspace.load` does."""

    def remove(self, document: str, *, wait_seconds: float) -> None:
        """Take a document out, as `Workspace.remove` does."""


class WriterProcesses:
    """Changes a collection and its store, each time in a new process."""

    def __init__(self, collection: Path, store: str | None) -> None:
        self._place = {"collection": str(collection), "store": store}

    def load(self, files: Sequence[Path], *, wait_seconds: float) -> list[Loaded]:
        """Load files. Raises LantuError."""
        found = self._run(load=[str(file) for file in files], wait_seconds=wait_seconds)
        return [Loaded(**{**each, "remarks": tuple(each["remarks"])}) for each in found]

    def remove(self, document: str, *, wait_seconds: float) -> None:
        """Take a document out. Raises LantuError."""
        self._run(remove=document, wait_seconds=wait_seconds)

    def _run(self, **request: object) -> Any:
        command = [sys.executable, "-m", "api.writing"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps({**self._place, **request}) + "\n")
            process.stdin.flush()
            answered = process.stdout.read()
        if not answered:
            raise CollectionError(
                "the load was brought down (too much memory, or a fault); the collection is as it "
                "was"
            )
        answer = json.loads(answered)
        if "error" in answer:
            raise getattr(errors, answer["error"], LantuError)(answer["message"])
        return answer["done"]


def _do(request: dict[str, Any]) -> list[dict[str, Any]]:
    workspace = Workspace.open(Path(request["collection"]), request["store"])
    wait_seconds: float = request["wait_seconds"]
    try:
        if "remove" in request:
            workspace.remove(request["remove"], wait_seconds=wait_seconds)
            return []
        files = [Path(file) for file in request["load"]]
        return [asdict(loaded) for loaded in workspace.load(files, wait_seconds=wait_seconds)]
    finally:
        workspace.close()


def _end_with_the_server() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> None:
    """Do what one line on standard input asks for and print how it went, both in JSON."""
    request = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    answer: dict[str, Any]
    try:
        answer = {"done": _do(request)}
    except LantuError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
