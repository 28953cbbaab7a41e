"""Indexes in segments: what comes is indexed by itself, and takes small segments before it in.

So an index grows without being made anew, and what is sought is looked for in few of them.
"""

from __future__ import annotations

from collections.abc import Sequence

_LARGEST = 1 << 15
"""Rows of a segment that takes others in."""


def taken_in(sizes: Sequence[int], new: int) -> int:
    """How many of the last segments, which have so many rows each, one of `new` rows takes in."""
    count = 0
    for size in reversed(sizes):
        if size >= 2 * new or size + new > _LARGEST:
            break
        new += size
        count += 1
    return count
