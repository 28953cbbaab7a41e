"""Parts in portions, several of which are worked on at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Lock
from typing import TypeVar

from neo4j import Session

from graph.parts import Part
from graph.stores.interface import Progress

_WORKERS = 2
T = TypeVar("T")
Sessions = Callable[[], AbstractContextManager[Session]]
"""Opens one more session with the same server."""
Work = Callable[[Session, Sequence[Part]], None]


def size(part: Part) -> tuple[int, int]:
    """How many nodes and relationships a part has."""
    return len(part.nodes), len(part.relationships)


def portions(parts: Sequence[Part], most: int) -> list[list[Part]]:
    """Parts in their order, as many together as have `most` nodes and relationships, or one."""
    return in_portions(parts, lambda part: sum(size(part)), most)


def in_portions(things: Iterable[T], size_of: Callable[[T], int], most: int) -> list[list[T]]:
    """Things in their order, as many together as have `most` for their sizes' sum, or one."""
    made: list[list[T]] = []
    held = most
    for each in things:
        held += size_of(each)
        if held > most:
            made.append([])
            held = size_of(each)
        made[-1].append(each)
    return made


class Told:
    """Tells how much of some parts is done, from whatever thread."""

    def __init__(self, progress: Progress | None, doing: str, parts: Sequence[Part]) -> None:
        self._progress = progress
        self._doing = doing
        self._total = sum(sum(size(part)) for part in parts)
        self._done = 0
        self._lock = Lock()

    def done(self, parts: Sequence[Part]) -> None:
        """Some more of the parts are done."""
        with self._lock:
            self._done += sum(sum(size(part)) for part in parts)
            if self._progress:
                self._progress(self._doing, self._done, self._total)


def at_once(sessions: Sessions, work: Work, waiting: Sequence[Sequence[Part]], told: Told) -> None:
    """Do the work on each portion, in several sessions: the server works while we make rows.

    Where it fails on one, what has not begun is left out, and what it raised is raised.
    """
    left = _Left(waiting)

    def worker() -> None:
        try:
            with sessions() as session:
                for portion in left:
                    work(session, portion)
                    told.done(portion)
        except BaseException:
            left.drop()
            raise

    with ThreadPoolExecutor(_WORKERS) as pool:
        running = [pool.submit(worker) for _ in range(min(_WORKERS, len(waiting)))]
    for each in running:
        each.result()


class _Left:
    """What is left to do, taken by several threads."""

    def __init__(self, waiting: Sequence[Sequence[Part]]) -> None:
        self._waiting = [*reversed(waiting)]
        self._lock = Lock()

    def __iter__(self) -> Iterator[Sequence[Part]]:
        while True:
            with self._lock:
                if not self._waiting:
                    return
                taken = self._waiting.pop()
            yield taken

    def drop(self) -> None:
        with self._lock:
            self._waiting.clear()
