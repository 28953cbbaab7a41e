"""What takes much of memory or of the interpreter, done in a process of its own (`api.writer`)."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from graph import errors
from graph.errors import CollectionError, LantuError
from graph.stores.interface import Progress


def done_apart(request: dict[str, object], progress: Progress | None = None) -> Any:
    """What the process answers to a request, both as JSON. Raises LantuError.

    How far it is goes to `progress` meanwhile.
    """
    command = [sys.executable, "-m", "api.writer"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        answered = ""
        for line in process.stdout:
            answered = line
            if progress and (told := json.loads(line).get("progress")):
                progress(*told)
    if not answered or "progress" in json.loads(answered):
        raise CollectionError(
            "the work was brought down (too much memory, or a fault); the collection is as it was"
        )
    answer = json.loads(answered)
    if "error" in answer:
        raise getattr(errors, answer["error"], LantuError)(answer["message"])
    return answer["done"]
