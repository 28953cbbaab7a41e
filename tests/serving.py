"""`lantu serve` as a process of its own, asked over HTTP."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import urlopen


@dataclass(frozen=True)
class Served:
    """A server: where it answers, its process, and where what it says on its error stream goes."""

    address: str
    process: subprocess.Popen[str]
    log: Path | None = None

    def socket(self, *, receive_buffer: int | None = None) -> socket.socket:
        """A connection on which anything can be sent."""
        connection = socket.socket()
        if receive_buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        connection.settimeout(30)
        place = urlsplit(self.address)
        connection.connect((place.hostname, place.port))
        return connection

    def memory(self) -> int:
        """Bytes of memory that the process holds, and those that it started."""
        return sum(map(_resident, [self.process.pid, *_children(self.process.pid)]))


def started(
    *arguments: object, log: Path | None = None, **environment: str
) -> AbstractContextManager[Served]:
    """A server started with these arguments, and these variables beside those of the tests."""
    return started_by([sys.executable, "-m", "api.cli"], *arguments, log=log, **environment)


@contextmanager
def started_by(
    lantu: list[str], *arguments: object, log: Path | None = None, **environment: str
) -> Iterator[Served]:
    """The same, of the Lantu that a command runs."""
    command = [*lantu, "serve", "--port", "0", *map(str, arguments)]
    with (
        (log or Path(os.devnull)).open("w") as errors,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors if log else None,
            text=True,
            env={**os.environ, **environment},
        ) as process,
    ):
        assert process.stdout
        line = process.stdout.readline()
        try:
            address = next(word for word in line.split() if word.startswith("http://"))
            yield Served(address, process, log)
        finally:
            process.terminate()
            process.wait(timeout=60)


@contextmanager
def served(*arguments: object) -> Iterator[str]:
    """The address of a server started with these arguments."""
    with started(*arguments) as server:
        yield server.address


def get(address: str, path: str) -> Any:
    """What a server answers."""
    with urlopen(f"{address}api/v1/{quote(path, safe='/?&=')}", timeout=60) as response:
        return json.load(response)


def _resident(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def _children(process: int) -> list[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [each for child in map(int, listed) for each in (child, *_children(child))]
