"""Writing files so that a crash at any moment leaves the old content or the new, never a half."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_ASIDE = ".aside"


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` aside, sync it and rename it to `path`.

    Raises OSError with the old content still in place.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}{_ASIDE}")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def append_line(path: Path, line: str) -> None:
    """Append one line and sync it; a half line that a crash left before it is cut off first."""
    with path.open("ab+") as file:
        file.seek(0)
        content = file.read()
        whole = content.rfind(b"\n") + 1
        if whole != len(content):
            file.truncate(whole)
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def remove_leftovers(folders: Iterable[Path]) -> None:
    """Delete what writes that were killed midway left aside."""
    for folder in folders:
        for leftover in folder.glob(f".*{_ASIDE}"):
            leftover.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make renames and removals in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
