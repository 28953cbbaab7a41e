"""Names looked for in texts by how they begin: with many, sooner than by a regular expression."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence


class Gazetteer:
    """Names that are looked for in texts; the empty one is none."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names) - {""}
        # A name of one character has no longer beginning.
        self._length = min(2, min(map(len, self._names), default=2))
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[: self._length]].add(len(name))
        self._lengths = {each: sorted(found)[::-1] for each, found in lengths.items()}
        first = "".join(map(re.escape, sorted({each[0] for each in lengths})))
        self._first = re.compile(f"[{first}]" if first else "(?!)")

    def at(self, text: str, start: int) -> Sequence[str]:
        """The names that stand at a place in a text, the longest first."""
        # By length, of which there are few, since a document may hold any number of names.
        lengths = self._lengths.get(text[start : start + self._length])
        if lengths is None:
            return ()
        parts = [text[start : start + length] for length in lengths if start + length <= len(text)]
        return [part for part in parts if part in self._names]

    def at_each(self, text: str, starts: Iterable[int]) -> Iterator[tuple[int, str]]:
        """The names that stand at some places in a text, each with its place."""
        length, beginnings = self._length, self._lengths
        for start in starts:
            if text[start : start + length] in beginnings:
                for name in self.at(text, start):
                    yield start, name

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in a text: the first, the longest there, then what comes after it."""
        end = 0
        length, beginnings = self._length, self._lengths
        for begun in self._first.finditer(text):
            start = begun.start()
            if start >= end and text[start : start + length] in beginnings:
                found = self.at(text, start)
                if found:
                    end = start + len(found[0])
                    yield start, end
