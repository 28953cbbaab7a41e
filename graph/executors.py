"""Where the work on documents is done: on this machine, or on a cluster (`graph/cluster.py`)."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec, Protocol, TypeVar

from graph.errors import CollectionError
from graph.tables.lean import leave_pandas_out

_AHEAD = 2
# Processes take as long to start as this many documents to be worked on.
_WORTH = 4
Given = ParamSpec("Given")
Item = TypeVar("Item")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Promise(Protocol[T_co]):
    """What comes of work that may still be under way."""

    def result(self) -> T_co:
        """What came of it, which is waited for. Raises what the work raises."""


class Executor(Protocol):
    """Whoever does work on documents. What it is given, and what comes of it, can be pickled."""

    @property
    def at_once(self) -> int:
        """How many pieces of work are done at once."""

    def call(
        self, function: Callable[Given, T], /, *arguments: Given.args, **named: Given.kwargs
    ) -> T:
        """Do a piece of work for the thread that waits for it. Raises what the work raises."""

    def map(self, function: Callable[[Item], T], items: Iterable[Item], count: int) -> Iterator[T]:
        """Do a piece of work for each of so many items; what comes of each, in their order."""


class ThisMachine:
    """So many processes of this machine.

    A script that has several work begins with `if __name__ == "__main__":`, as always where
    Python starts processes.
    """

    def __init__(self, at_once: int = 1) -> None:
        self.at_once = at_once

    def call(
        self, function: Callable[Given, T], /, *arguments: Given.args, **named: Given.kwargs
    ) -> T:
        """Do it here: reading and extraction have processes of their own."""
        return function(*arguments, **named)

    def map(self, function: Callable[[Item], T], items: Iterable[Item], count: int) -> Iterator[T]:
        """Do it in several processes, where there are items enough.

        Raises CollectionError where one of them is killed.
        """
        if self.at_once == 1 or count < _WORTH:
            yield from map(function, items)
            return
        # Most commands do without, and need not wait for it.
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import get_context

        try:
            with ProcessPoolExecutor(self.at_once, get_context("spawn"), _begin) as pool:
                promises = in_turn(lambda item: pool.submit(function, item), items, self.at_once)
                yield from (each.result() for each in promises)
        except BrokenProcessPool as error:
            raise CollectionError(
                "a process that worked on a document ended before it was done, as where memory "
                "runs out: nothing was changed; try again with --at-once 1"
            ) from error


HERE = ThisMachine()
"""This process."""


def _begin() -> None:
    """Begin a process that works: who stops the load is told so by the process that has it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_pandas_out()


def in_turn(
    submit: Callable[[Item], Promise[T]], items: Iterable[Item], at_once: int
) -> Iterator[Promise[T]]:
    """What comes of each item, in order; few are submitted ahead, however many there are."""
    waiting: deque[Promise[T]] = deque()
    for item in items:
        waiting.append(submit(item))
        if len(waiting) >= _AHEAD * at_once:
            yield waiting.popleft()
    yield from waiting
