"""Numbers as they are written: digits, Chinese numerals, and amounts of two scales (3万2千)."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100}


def plain(written: str) -> str:
    """A number without its marks of thousands, in digits: 1,083 is 1083, 五千 is 5000.

    Raises ValueError for Chinese numerals that say no number (三二百).
    """
    number = written.replace(",", "").replace("，", "")
    return number if number[0] in "0123456789-" else _digits(number)


def mixed(value: str, scale: str, rest: str, rest_scale: str) -> str:
    """A value of one scale with the rest of it in a smaller one: 10亿3000万 is 10.3 of 亿."""
    return _written(Decimal(value) + Decimal(rest) * _factor(rest_scale) / _factor(scale))


def tenths(value: str) -> str:
    """A share in tenths as one in hundredths: 八成 is 80."""
    return _written(Decimal(value) * 10)


def _written(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _factor(scale: str) -> int:
    factor = 1
    for word in scale:
        factor *= _SCALES[word]
    return factor


def _digits(words: str) -> str:
    whole, point, decimals = words.partition("点")
    number = str(_whole(whole))
    return f"{number}.{''.join(str(_DIGITS[each]) for each in decimals)}" if point else number


def _whole(words: str) -> int:
    """What numerals below ten thousand say; raises ValueError where they are out of order."""
    number, digit, lowest = 0, -1, 10**4
    for word in words:
        if word in _TENS:
            unit = _TENS[word]
            if unit >= lowest or (digit < 0 and (word != "十" or number)):
                raise ValueError(words)
            number, digit, lowest = number + unit * (1 if digit < 0 else digit), -1, unit
        elif digit > 0:
            raise ValueError(words)
        else:
            digit = _DIGITS[word]
    return number + max(digit, 0)
