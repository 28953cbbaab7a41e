"""How far the change of the collection is that is under way, for who waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import Request

from graph.stores.interface import Progress


@dataclass(frozen=True, slots=True)
class Step:
    """What is done just now, and how much of it is done."""

    doing: str
    done: int
    total: int


class UnderWay:
    """The step of the change that is under way in one server, none where there is no change."""

    def __init__(self) -> None:
        self.now: Step | None = None

    @contextmanager
    def step(self) -> Iterator[Progress]:
        """What takes the steps of a change, until it has ended."""

        def move(doing: str, done: int, total: int) -> None:
            self.now = Step(doing, done, total)

        try:
            yield move
        finally:
            self.now = None


def under_way(request: Request) -> UnderWay:
    """What is under way in the server of a request."""
    known: UnderWay = request.app.state.under_way
    return known
