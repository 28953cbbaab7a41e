"""Text as it is compared, and ids made of what is compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b

from graph.characters import ORDINARY


def stable_id(label: str, *parts: str) -> str:
    """An id made of a label and whatever identifies a thing within it: `project-5f2a91c04be7`.

    The same parts give the same id on any machine; parts are compared folded (see `fold`).
    """
    digest = blake2b("\x1f".join(fold(part) for part in parts).encode(), digest_size=6)
    return f"{label.lower()}-{digest.hexdigest()}"


_DROPPED = dict.fromkeys(map(ord, "“”\"‘’'「」『』《》〈〉·•・-—–_ \t\r\n\u3000\u200b\ufeff"))


# The same names come again and again, in one document and from one to the next.
@lru_cache(1 << 15)
def fold(text: str) -> str:
    """Text as it is compared: NFKC, lower case, without spaces, quotation marks and dashes.

    Radicals are the characters they are the shape of. Folding again changes nothing. For comparison
    only: what is stored and shown stays as written.
    """
    while (folded := _folded_once(text)) != text:
        # A space that is dropped may leave an accent behind a letter, as in "U\u00a8".
        text = folded
    return text


def _folded_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(ORDINARY))
    return plain.casefold().translate(_DROPPED)
