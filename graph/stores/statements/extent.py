"""How large a value can get, and how much is done to make it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extent:
    """Elements and characters in all (`size`), elements of the list (`count`), steps (`work`).

    `of` is the extent of one element; None where that is unknown, and the value's own then.
    """

    size: int
    count: int = 1
    work: int = 0
    of: Extent | None = None

    def element(self) -> Extent:
        """One element of it, which is there and takes no work."""
        found = self.of or self
        return Extent(found.size, found.count, 0, found.of)

    def kept(self) -> Extent:
        """The same under a name, from where it takes no work."""
        return Extent(self.size, self.count, 0, self.of)

    def alone(self) -> Extent:
        """A single value made of it, such as its length."""
        return Extent(1, 1, self.work)


NOTHING = Extent(0, 0)
ONE = Extent(1)
# What stands in the graph has no bound of its own: a property, a path, and a list collected of
# many count as this much.
DATA = Extent(10, 30)
COLLECTED = Extent(100_000, 10_000, 0, DATA)
PARAMETER = Extent(10_000, 1_000, 0, DATA)


def together(parts: Iterable[Extent]) -> Extent:
    """What is made of all of these: a sum, a text put together, the arguments of a function."""
    listed = list(parts)
    largest = max((each.element() for each in listed), key=lambda each: each.size, default=None)
    return Extent(
        sum(each.size for each in listed),
        sum(each.count for each in listed),
        sum(each.work for each in listed),
        largest,
    )


def repeated(over: Extent, each: Extent) -> Extent:
    """What is made by making something for each element of a list."""
    times = max(over.count, 1)
    return Extent(
        over.size + times * each.size,
        over.count,
        over.work + times * (1 + each.work + each.size),
        each.kept(),
    )
