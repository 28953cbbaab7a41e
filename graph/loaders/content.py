"""Takes what a file holds: of regular files only, and no more than a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from graph.errors import DocumentError

LARGEST_FILE = 256 << 20
"""Bytes; a file of more is refused before it is read."""


def file_content(path: Path) -> bytes:
    """What a regular file of at most 256 MiB holds.

    Raises DocumentError, at once, for what is missing, empty, larger, or no file: a folder, a
    device, a pipe.
    """
    try:
        # A pipe would wait for a writer, a device may do something when it is opened.
        if not stat.S_ISREG(path.stat().st_mode):
            raise DocumentError(f"{path} cannot be read: it is no file. Check the path.")
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise DocumentError(f"{path} cannot be read: it is no file. Check the path.")
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(f"{path} cannot be read: {reason}. Check the path.") from error
    if not content:
        raise DocumentError(f"{path.name} is empty: there is nothing to read in it.")
    if len(content) > LARGEST_FILE:
        raise DocumentError(
            f"{path.name} is larger than {LARGEST_FILE >> 20} MiB and is refused. Split it, or "
            "save its text alone."
        )
    return content


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
