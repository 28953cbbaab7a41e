"""A seal at the end of a graph file: a digest of all that stands before it.

The engine keeps no checksums of its pages: of a file that was partly overwritten it gives wrong
answers without a word. It does not look at what follows its own pages. A file is read whole
whenever it is opened, so the digest is of checksums of its chunks: these take a fifth of the time
that the digest of the chunks takes, and tell damage as well.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from zlib import crc32

_MARK = b"lantu sealed "
_LENGTH = len(_MARK) + sha256().digest_size
_CHUNK = 1 << 20


def seal(path: Path) -> None:
    """Put the seal on a file that is written and closed."""
    with path.open("ab") as file:
        size = file.tell()
        file.write(_MARK + _digest(path, size))


def sealed_end(path: Path) -> int:
    """Where what is sealed ends and the seal begins."""
    return path.stat().st_size - _LENGTH


def fault_of(path: Path) -> str:
    """What is wrong with a sealed file, in words; empty where it is as it was written."""
    size = sealed_end(path)
    if size < 0:
        return "it was cut short"
    with path.open("rb") as file:
        file.seek(size)
        found = file.read()
    if not found.startswith(_MARK):
        return "it was cut short, or it is not one that Lantu built"
    return "" if found == _MARK + _digest(path, size) else "it is not what was written to it"


def _digest(path: Path, size: int) -> bytes:
    digest = sha256()
    with path.open("rb") as file:
        while size > 0 and (chunk := file.read(min(size, _CHUNK))):
            digest.update(crc32(chunk).to_bytes(4, "little"))
            size -= len(chunk)
    return digest.digest()
