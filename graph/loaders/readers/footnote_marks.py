"""Tells the raised mark of a footnote from an exponent: 学校¹ is one, m² and 平方米³ are none."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"[\s*†‡]*[\[［(（〔【]?\s*(?:注|note)?\s*[\d①-⑳a-c*†‡]{1,3}\s*[\]］)）〕】]?\s*", re.I
)
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
# A raised number behind these is an exponent: of a unit (km, 米, 度), of a figure, of a variable.
_BEFORE_EXPONENT = re.compile(r"[A-Za-z0-9米度)）μ]")


def is_footnote_mark(before: str, raised: str) -> bool:
    """Whether a raised text is a footnote's mark, given the character that stands before it."""
    if not _MARK.fullmatch(raised):
        return False
    return not (_BARE_NUMBER.fullmatch(raised) and _BEFORE_EXPONENT.match(before))
