"""Lists in a clause: where the items end, what they are, and the word that all of them share."""

from __future__ import annotations

from graph.loaders.lexicon import Lexicon
from graph.loaders.words import CLAUSE_ENDS, LINKS, Words

_HEAD_TAGS = ("n", "vn", "an", "j", "l", "i", "b", "eng", "x")
_LONGEST_HEAD = 6
_LONGEST_ITEM = 8
_MARKS = frozenset("、“”（）")


def list_head(words: Words, start: int, end: int, lexicon: Lexicon) -> tuple[int, str]:
    """Where the items of a clause end, and the word that says what they are.

    项目 in 甲、乙等重点项目, 高速公路 in 甲、乙等7条高速公路. A clause without such a list gives
    its start and no word; a list without such a word gives `-`.
    """
    for position in range(end - 1, start, -1):
        if words.words[position] == "等":
            return position + 1, _head(words, position + 1, end, lexicon)
    return start, ""


def _head(words: Words, start: int, end: int, lexicon: Lexicon) -> str:
    head = "-"
    for position in range(start, min(start + _LONGEST_HEAD, end)):
        word = words.words[position]
        if _modifies(words, position, lexicon):
            continue
        if not words.tags[position].startswith(_HEAD_TAGS) or word in _MARKS:
            break
        head = word
    return head


def _modifies(words: Words, position: int, lexicon: Lexicon) -> bool:
    word = words.words[position]
    return word in lexicon.modifiers or words.tags[position] in ("m", "q") or word[0].isdigit()


def shared_head(words: Words, start: int, end: int, lexicon: Lexicon) -> str:
    """The word that completes the list item at words `start` to `end`, empty where none does.

    高速公路 for 桑龙 in 桑龙、城龙等7条高速公路, 实验室 for 太湖 in 太湖、钟山实验室, 综保区 for
    鄂尔多斯 in 鄂尔多斯、满洲里3个综保区: a word that `lexicon.completions` knows.
    """
    text = words.words
    item = "".join(text[start:end])
    if len(item) > _LONGEST_ITEM or lexicon.suffix_class(item) or not _is_item(words, start, end):
        return ""
    for position in range(end, len(words)):
        word = text[position]
        if word in CLAUSE_ENDS:
            break
        if word == "等":
            head = _head(words, position + 1, len(words), lexicon)
            return head if head in lexicon.completions else ""
    for position in range(end, len(words)):
        word = text[position]
        if word in lexicon.completions:
            return word
        if not (word in LINKS or _modifies(words, position, lexicon) or _is_noun(words, position)):
            break
    return ""


def _is_item(words: Words, start: int, end: int) -> bool:
    """Whether a span is a whole item of a list, with another item or the list's end after it."""
    if end >= len(words) or words.words[end] not in LINKS:
        return False
    before = words.words[start - 1] if start else "。"
    return (
        before in LINKS
        or before in CLAUSE_ENDS
        or words.tags[start - 1].startswith(("v", "m", "q"))
    )


def _is_noun(words: Words, position: int) -> bool:
    return words.tags[position].startswith(_HEAD_TAGS) and words.words[position] not in CLAUSE_ENDS
