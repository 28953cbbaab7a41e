"""Characters that are others in another form: radicals for words, wide letters, joined units.

PDF files hold 长 as the radical ⻓ and 一 as ⼀; what is compared and recognized must not mind.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain

# Of the block "CJK Radicals Supplement" Unicode itself gives only two an ordinary character; these
# are those whose shape is that of a character of today (Unicode's EquivalentUnifiedIdeograph).
_RADICALS = dict(
    zip(
        "⺁⺎⺓⺛⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂兀幺旡母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
# Radicals of Kangxi, compatibility ideographs, small and wide forms.
_FORMS = ((0x2F00, 0x2FD6), (0xF900, 0xFB00), (0xFE50, 0xFE6C), (0xFF01, 0xFF9F))
# The marks of Chinese prose, which Unicode takes for wide forms of those of other languages.
_MARKS = {"﹐": "，", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "﹙": "（", "﹚": "）"}
_PROSE = "，；：？！（）～［］｛｝"


def _ordinary() -> Iterator[tuple[int, str]]:
    for place in chain.from_iterable(range(*each) for each in _FORMS):
        plain = unicodedata.normalize("NFKC", chr(place))
        if len(plain) == 1 and chr(place) not in _PROSE:
            yield place, plain
    for written, plain in (*_RADICALS.items(), *_MARKS.items()):
        yield ord(written), plain


ORDINARY: Mapping[int, str] = dict(_ordinary())
"""The ordinary character of each that is another form of one: for `str.translate`, as long."""
