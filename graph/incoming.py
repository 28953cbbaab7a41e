"""Files on their way into a collection: read, and not yet part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from typing import TypeVar

from graph.executors import Promise, in_turn
from graph.files import aside
from graph.ids import lengthened
from graph.limited.processes import several
from graph.loaders.document import Document
from graph.loaders.facts import Fact
from graph.record import Origin, Record, dump, parse

_BYTES = 16
Item = TypeVar("Item")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read: which document it is, and what was found in it.

    `document` is none where the collection holds it already as it is. `replaces` is the id of the
    document that it is to be, whatever it says of itself; empty where it says which it is.
    """

    file: Path
    content: bytes
    identity: str
    told_by: str
    origin: Origin
    document: Document | None = None
    facts: Sequence[Fact] = ()
    replaces: str = ""

    def record(self, document: Document) -> Record:
        """What is to be kept of it."""
        id_ = lengthened(self.identity, self.told_by)
        return Record(id_, self.told_by, self.origin, document, self.facts)


class Begun:
    """What was found in the files of a load, so that the next goes on if that one is cut off.

    It is nothing but time saved: it can be thrown away, and goes when a load has come to its end.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, origin: Origin) -> Record | None:
        """What was found in a file of this name and digest by this version of an extractor."""
        # What is torn, or of an older version, is read again.
        with suppress(OSError, ValueError, KeyError, TypeError):
            return parse(self._path(origin).read_bytes())
        return None

    def note(self, record: Record) -> None:
        """Keep what was found, if that can be."""
        path = self._path(record.origin)
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            aside(path).write_bytes(dump(record))
            aside(path).replace(path)

    def forget(self) -> None:
        """Take all of it away."""
        rmtree(self._folder, ignore_errors=True)

    def _path(self, origin: Origin) -> Path:
        told = "\n".join((origin.file, origin.sha256, origin.extractor))
        digest = blake2b(told.encode(errors="replace"), digest_size=_BYTES)
        return self._folder / f"{digest.hexdigest()}.jsonl"


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Files as they are named, and those of folders, however deep, in the order of their names.

    What begins with a dot in a folder is left out; what is named twice is given once.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for each in inside:
            hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
            if each == path or (each.is_file() and not hidden):
                found[each] = None
    return [*found]


def paths_listed(lines: Iterable[str]) -> Iterator[Path]:
    """The paths that lines name, but for empty ones."""
    return (Path(line) for each in lines if (line := each.strip()))


def in_order(
    items: Sequence[Item], read: Callable[[Item], T], at_once: int
) -> Iterator[tuple[Item, Promise[T]]]:
    """Each file, or document, in order, with what it was read as.

    So many are read at once, and at most twice as many are held, however many there are.
    """
    pool = ThreadPoolExecutor(at_once)
    with several(at_once):
        try:
            promises = in_turn(lambda item: pool.submit(read, item), items, at_once)
            yield from zip(items, promises, strict=True)
        finally:
            pool.shutdown(cancel_futures=True)
