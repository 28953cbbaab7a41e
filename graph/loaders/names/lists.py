"""Lists in a clause: where the items end, what they are, and the word that all of them share."""

from __future__ import annotations

from collections.abc import Iterator

from graph.loaders.names.lexicon import Lexicon
from graph.loaders.words import CLAUSE_ENDS, LINKS, Words

_HEAD_TAGS = ("n", "vn", "an", "j", "l", "i", "b", "eng", "x")
_LONGEST_HEAD = 6
_LONGEST_ITEM = 8
_LONGEST_SHARED = 10
_LONGEST_ENDING = 8
# What an item of a list may end in that is not a name by itself: 太湖 in 太湖、钟山等实验室.
_OPEN = ("", "place")
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
    return ["-", *_head_words(words, start, end, lexicon)][-1]


def head_class(words: Words, start: int, end: int, lexicon: Lexicon) -> str:
    """The class of what a list is of, by the words from `start`, where its items end.

    That of the last word that has one: 企业 in 等重点企业营收, 项目 in 等项目建设.
    """
    found = ""
    for word in _head_words(words, start, end, lexicon):
        found = lexicon.heads.get(word, found)
    return found


def _head_words(words: Words, start: int, end: int, lexicon: Lexicon) -> Iterator[str]:
    """The nouns that follow a list's items, without what counts or praises them."""
    for position in range(start, min(start + _LONGEST_HEAD, end)):
        if _modifies(words, position, lexicon):
            continue
        word = words.words[position]
        if not words.tags[position].startswith(_HEAD_TAGS) or word in _MARKS:
            break
        yield word


def _modifies(words: Words, position: int, lexicon: Lexicon) -> bool:
    word = words.words[position]
    return word in lexicon.modifiers or words.tags[position] in ("m", "q") or word[0].isdigit()


def shared_head(words: Words, start: int, end: int, lexicon: Lexicon) -> tuple[str, str]:
    """What completes the list item at words `start` to `end`, and the ending that shows it.

    高速公路 for 桑龙 in 桑龙、城龙等7条高速公路, 实验室 for 太湖 in 太湖、钟山实验室, and for 宝鸡
    in 宝鸡、延安等4个国家骨干冷链物流基地 all of its last word, as that ends in 冷链物流基地. The
    ending is one that `lexicon.completions` knows. Both are empty where the item needs nothing.
    """
    item = "".join(words.words[start:end])
    if len(item) > _LONGEST_ITEM or not _is_item(words, start, end):
        return "", ""
    kinds = lexicon.suffix_class(item)
    for position in range(end, len(words)):
        word = words.words[position]
        if word in CLAUSE_ENDS:
            break
        if word == "等":
            return _of_all(words, position + 1, lexicon) if kinds in _OPEN else ("", "")
    return ("", "") if kinds else _of_last(words, end, lexicon)


def _of_all(words: Words, start: int, lexicon: Lexicon) -> tuple[str, str]:
    """What the words behind a list's 等 say its items are, without what counts or praises them."""
    said = ""
    found = ("", "")
    for position in range(start, min(start + _LONGEST_SHARED, len(words))):
        if _modifies(words, position, lexicon):
            continue
        if not _is_noun(words, position):
            break
        said += words.words[position]
        ending = _ending(said, lexicon)
        if ending:
            found = (said, ending)
    return found


def _of_last(words: Words, start: int, lexicon: Lexicon) -> tuple[str, str]:
    """The ending of a list's last item, where nothing but nouns stands up to it."""
    said = ""
    found = ""
    for position in range(start, len(words)):
        if words.words[position] in LINKS:
            said = ""
        elif _is_noun(words, position) or _modifies(words, position, lexicon):
            said += words.words[position]
        else:
            break
        found = _ending(said, lexicon) or found
    return found, found


def _ending(said: str, lexicon: Lexicon) -> str:
    ends = (said[-length:] for length in range(min(len(said), _LONGEST_ENDING), 1, -1))
    return next((end for end in ends if end in lexicon.completions), "")


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
