"""Ids: made of what a thing is, of 80 bits, so that a billion nodes have one each.

Ids of before had the first 12 of the 20 digits. What was written down with them, in decisions,
views and addresses, still leads to its thing: an id begins with the one that its thing had before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from graph.folding import fold

DIGITS = "[0-9a-f]{12}(?:[0-9a-f]{8})?"
"""The digits of an id, of now or of before, as a regular expression."""
_NAME = "(?:[a-z]+-)+"
_OF_BEFORE = re.compile(f"{_NAME}[0-9a-f]{{12}}")
_OF_NOW = re.compile(f"({_NAME}[0-9a-f]{{12}})[0-9a-f]{{8}}")
_BYTES_BEFORE, _BYTES_MORE = 6, 4


def stable_id(label: str, *parts: str) -> str:
    """An id made of a label and whatever identifies a thing within it: `goal-5f2a91c04be7d3c608fa`.

    The same parts give the same id on any machine; parts are compared folded (see `fold`).
    """
    folded = [*map(fold, parts)]
    before = [*map(fold, map(id_before, parts))] if any("-" in part for part in parts) else folded
    return f"{label.lower()}-{_digits(before, _BYTES_BEFORE)}{_digits(folded, _BYTES_MORE)}"


def id_of(label: str, *parts: str) -> str:
    """The same of parts that are told apart by every character, such as addresses."""
    return f"{label}-{_digits(parts, _BYTES_BEFORE)}{_digits(parts, _BYTES_MORE)}"


def id_before(id_: str) -> str:
    """The id that a thing had before, of the one that it has; any other text as it is."""
    found = _OF_NOW.fullmatch(id_)
    return found[1] if found else id_


def is_of_before(text: str) -> bool:
    """Whether a text is an id as they were before."""
    return bool(_OF_BEFORE.fullmatch(text))


def is_same_id(one: str, other: str) -> bool:
    """Whether two ids are one, or one of them is what the other was before."""
    return one == other or (
        is_of_before(one) != is_of_before(other) and id_before(one) == id_before(other)
    )


def lengthened(id_: str, told: str) -> str:
    """An id of before as it is now, where `told` is what would be given today; any other as it is.

    What was named by other words before, which nobody knows any more, is named by its id.
    """
    if not is_of_before(id_):
        return id_
    if id_before(told) == id_:
        return told
    return id_ + _digits([id_], _BYTES_MORE)


def _digits(parts: Iterable[str], size: int) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=size).hexdigest()
