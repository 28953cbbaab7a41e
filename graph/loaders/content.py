"""Takes what a file holds: of regular files only, and no more than a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from graph.errors import DocumentError
from graph.files import visible

LARGEST_FILE = 256 << 20
"""Bytes; a file of more is refused before it is read."""


def file_content(path: Path) -> bytes:
    """What a regular file of at most 256 MiB holds.

    Raises DocumentError, at once, for what is missing, empty, larger, or no file (a folder, a
    device, a pipe), and for what was changed while it was read.
    """
    shown, name = visible(str(path)), visible(path.name)
    try:
        # A pipe would wait for a writer, a device may do something when it is opened.
        _refuse_no_file(path.stat(), shown)
        with open(path, "rb", opener=_without_waiting) as file:
            before = os.fstat(file.fileno())
            _refuse_no_file(before, shown)
            content = file.read(LARGEST_FILE + 1)
            after = os.fstat(file.fileno())
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise DocumentError(f"{shown} cannot be read: {reason}. Check the path.") from error
    if not content:
        raise DocumentError(f"{name} is empty: there is nothing to read in it.")
    if len(content) > LARGEST_FILE:
        raise DocumentError(
            f"{name} is larger than {LARGEST_FILE >> 20} MiB and is refused. Split it, or save "
            "its text alone."
        )
    if before.st_mtime_ns != after.st_mtime_ns or len(content) != after.st_size:
        raise DocumentError(f"{name} was changed while it was read. Load it again.")
    return content


def _refuse_no_file(status: os.stat_result, shown: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(f"{shown} cannot be read: it is no file. Check the path.")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
