"""`lantu serve` as a process of its own, asked over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen


@contextmanager
def served(*arguments: object) -> Iterator[str]:
    """The address of a server started with these arguments."""
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http://"))
        finally:
            process.terminate()
            process.wait(timeout=60)


def get(address: str, path: str) -> Any:
    """What a server answers."""
    with urlopen(f"{address}api/v1/{quote(path, safe='/?&=')}", timeout=60) as response:
        return json.load(response)
