"""Writing files so that a crash at any moment leaves the old content or the new, never a half."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

_ASIDE = ".aside"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which content a file has, as far as the system tells: another has taken its place when the
    stamp differs."""

    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """The stamp of a file. Raises OSError."""
        status = path.stat()
        return cls(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class Move:
    """A file that is ready and the path it is to have."""

    source: Path
    target: Path


def aside(path: Path) -> Path:
    """Where what is to be at `path` stands until it is ready."""
    return path.with_name(f".{path.name}{_ASIDE}")


def write_synced(path: Path, content: bytes) -> None:
    """Write a file so that it survives a power cut. Raises OSError and leaves no half."""
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second path, where the file system cannot do that a copy. Raises OSError."""
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        write_synced(target, source.read_bytes())


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


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read again only where its stamp has changed. Raises OSError."""
    return _digest(path, Stamp.of(path))


@lru_cache(maxsize=1 << 14)
def _digest(path: Path, stamp: Stamp) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def visible(text: str) -> str:
    """A text without the characters that cannot be seen, NUL among them."""
    return "".join(filter(str.isprintable, text))


def plain_name(name: str, longest: int = 200) -> str:
    """A file's name as people may see it and a file system takes it.

    Characters that cannot be seen are left out; of a name of more than `longest` bytes the middle
    is, so that its beginning and its ending stay.
    """
    seen = visible(name.replace("/", "").replace("\\", ""))
    stem, ending = seen, ""
    if len(Path(seen).suffix.encode()) <= _LONGEST_ENDING:
        ending = Path(seen).suffix
        stem = seen.removesuffix(ending)
    room = longest - len(ending.encode())
    if len(stem.encode()) > room:
        kept = stem.encode()[: room - len("…".encode())].decode(errors="ignore")
        stem = f"{kept}…"
    return stem + ending


def ending_of(name: str) -> str:
    """The ending that tells a file's format (`.md`), empty where it is too long to be one."""
    ending = Path(plain_name(name)).suffix.lower()
    return ending if len(ending.encode()) <= _LONGEST_ENDING else ""


_LONGEST_ENDING = 16
