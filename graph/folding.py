"""Text as it is compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from graph.characters import ORDINARY

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
