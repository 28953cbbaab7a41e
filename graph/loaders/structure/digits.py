"""Digits in one form, character for character: 二〇二五年 and ２０２５年 as 2025年."""

from __future__ import annotations

import re

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IN_WORDS = "〇一二三四五六七八九"
_ZEROS = "○◯零OＯo0"
_DIGITS = str.maketrans(_IN_WORDS + _ZEROS, "0123456789" + "0" * len(_ZEROS))
_YEAR = re.compile(f"二[{_IN_WORDS[0]}{_ZEROS}][{_IN_WORDS}{_ZEROS}]{{2}}(?=年|[—\\-－–~～至到])")


def with_digits(text: str) -> str:
    """The text with its digits half width and its years in digits, of the same length."""
    return _YEAR.sub(lambda found: found[0].translate(_DIGITS), text.translate(_WIDE))
