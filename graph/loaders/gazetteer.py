"""Names looked for in texts by how they begin: with many, sooner than by a regular expression."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence


class Gazetteer:
    """Names that are looked for in texts; the empty one is none."""

    def __init__(self, names: Iterable[str]) -> None:
        ordered = sorted({*names} - {""}, key=lambda name: (-len(name), name))
        # A name of one character has no longer beginning.
        self._length = 1 if ordered and len(ordered[-1]) == 1 else 2
        self._beginning: dict[str, list[str]] = defaultdict(list)
        for name in ordered:
            self._beginning[name[: self._length]].append(name)

    def at(self, text: str, start: int) -> Sequence[str]:
        """The names that stand at a place in a text, the longest first."""
        names = self._beginning.get(text[start : start + self._length], ())
        return [name for name in names if text.startswith(name, start)]

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in a text: the first, the longest there, then what comes after it."""
        begun = [each for each in self._beginning if each in text]
        end = 0
        for start in sorted(place for each in begun for place in _places(text, each)):
            found = self.at(text, start) if start >= end else ()
            if found:
                end = start + len(found[0])
                yield start, end


def _places(text: str, sought: str) -> Iterator[int]:
    place = text.find(sought)
    while place >= 0:
        yield place
        place = text.find(sought, place + 1)
