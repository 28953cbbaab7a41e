"""What the tagger looks at: for each word of a passage, the features it and its place have."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from graph.loaders.names.lexicon import Lexicon
from graph.loaders.names.lists import head_class, list_head
from graph.loaders.words import CLAUSE_ENDS, LINKS, Words

Features = list[str]
_PUNCTUATION = frozenset("，。；：！？、“”（）《》—…")
_SEPARATORS = CLAUSE_ENDS | LINKS | {"的"}
_LOOSE_ENDS = frozenset({"建设", "发展"})
_EDGES = ("^", "^"), ("$", "$")
_SINCE = tuple(f"sp={words}" for words in range(4))
_UNTIL = tuple(f"se={words}" for words in range(4))


def features(words: Words, place: str, lexicon: Lexicon) -> list[Features]:
    """The features of each word; `place` says in what kind of passage they stand."""
    suffixes = _suffix_classes(words.words, lexicon)
    rows = _local(words, suffixes, lexicon)
    _add_quotes(words.words, rows)
    for start, end in words.clauses():
        _add_clause(words, start, end, rows, lexicon, suffixes)
    for row in rows:
        row.append(place)
    return rows


def _suffix_classes(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    classes = []
    before = ""
    for word in words:
        inside = word not in _PUNCTUATION
        classes.append(lexicon.suffix_class(before + word) if inside else "")
        before = word if inside else ""
    return classes


def _local(words: Words, suffixes: Sequence[str], lexicon: Lexicon) -> list[Features]:
    around = [_EDGES[0], *zip(words.words, words.tags, strict=True), _EDGES[1]]
    clusters = [lexicon.clusters.get(word, "-") for word, _ in around]
    classes = ["^", *suffixes, "$"]
    known = _known(words.words, lexicon)
    rows = []
    for i in range(1, len(around) - 1):
        (before, _), (word, _), (after, _) = around[i - 1 : i + 2]
        rows.append(
            [
                *_of_word(*around[i], clusters[i], lexicon.kinds.get(word, "-")),
                *_of_word_before(*around[i - 1], clusters[i - 1]),
                *_of_word_after(*around[i + 1], clusters[i + 1]),
                f"-ww={before}|{word}",
                f"ww+={word}|{after}",
                *_of_clusters(*clusters[i - 1 : i + 2]),
                *_of_classes(*classes[i - 1 : i + 2]),
                *known[i - 1],
            ]
        )
    return rows


# Words and classes of words come again and again: what tells of them is made once.
_remembered = lru_cache(1 << 15)


@_remembered
def _of_word(word: str, tag: str, cluster: str, kind: str) -> tuple[str, ...]:
    return "b", f"w={word}", f"t={tag}", f"l={word[-1]}", f"k={cluster}", f"kk={kind}"


@_remembered
def _of_word_before(word: str, tag: str, cluster: str) -> tuple[str, ...]:
    return f"-w={word}", f"-t={tag}", f"-k={cluster}"


@_remembered
def _of_word_after(word: str, tag: str, cluster: str) -> tuple[str, ...]:
    return f"+w={word}", f"+t={tag}", f"+k={cluster}"


@_remembered
def _of_clusters(before: str, here: str, after: str) -> tuple[str, ...]:
    return _pair("-kk", before, here), _pair("kk+", here, after)


@_remembered
def _pair(name: str, one: str, other: str) -> str:
    return f"{name}={one}|{other}"


@_remembered
def _of_classes(before: str, here: str, after: str) -> tuple[str, ...]:
    return f"-c={before}", f"c={here}", f"+c={after}"


def _known(words: Sequence[str], lexicon: Lexicon) -> list[Features]:
    """For each word, whether it begins or goes on with the name of a place or body we know."""
    rows: list[Features] = [[] for _ in words]
    for position in range(len(words)):
        if not lexicon.may_name(words, position):
            continue
        for name, length in (
            ("div", lexicon.division(words, position)),
            ("org", lexicon.organization(words, position)),
        ):
            for inside in range(length):
                rows[position + inside].append(f"{name}={min(inside, 1)}")
    return rows


def _add_quotes(words: Sequence[str], rows: list[Features]) -> None:
    opened = -1
    for i, word in enumerate(words):
        if word == "“":
            opened = i
        elif word == "”" and opened >= 0:
            rows[opened].append("q=open")
            rows[i].append("q=close")
            for inside in range(opened + 1, i):
                rows[inside].append("q=in")
            opened = -1


def _add_clause(
    words: Words,
    start: int,
    end: int,
    rows: list[Features],
    lexicon: Lexicon,
    suffixes: Sequence[str],
) -> None:
    text = words.words
    verbs = [lexicon.verbs.get(word, "") for word in text[start:end]]
    predicates = [lexicon.predicates.get(word, "") for word in text[start:end]]
    shared = f"c0={text[start]}", f"cl={text[end - 1]}"
    listed, head = list_head(words, start, end, lexicon)
    kind_of_list = head_class(words, listed, end, lexicon) if head else ""
    kinds = _add_segments(words, start, end, rows, predicates, suffixes)
    following = _following(predicates)
    preceding = "-"
    for i in range(start, end):
        row, kind = rows[i], kinds[i - start]
        row += shared
        row += (
            f"nv={preceding}",
            f"nv|s={preceding}|{kind}",
            f"np|s={following[i - start]}|{kind}",
        )
        if head:
            row += (f"h={head}", f"hc={kind_of_list}") if i < listed else ("h=>",)
        preceding = verbs[i - start] or preceding


def _following(predicates: Sequence[str]) -> list[str]:
    following = []
    latest = "-"
    for predicate in reversed(predicates):
        following.append(latest)
        latest = predicate or latest
    return following[::-1]


def _add_segments(
    words: Words,
    start: int,
    end: int,
    rows: list[Features],
    predicates: Sequence[str],
    suffixes: Sequence[str],
) -> list[str]:
    """Add to each word of a clause the features of the list item it stands in.

    Gives for each the class of the suffix that its item ends in.
    """
    text = words.words
    bounds = [i for i in range(start, end) if text[i] in _SEPARATORS]
    kinds: list[str] = []
    for before, stop in pairwise([start - 1, *bounds, end]):
        first = before + 1
        last = stop - 1
        while last > first and (predicates[last - start] or text[last] in _LOOSE_ENDS):
            last -= 1
        kind = suffixes[last] if last >= first else ""
        around: tuple[str, ...] = (f"s={kind}",)
        if stop > first:
            around += (f"sl={text[stop - 1]}",)
        for i in range(first, min(stop + 1, end)):
            rows[i] += around
            rows[i] += _SINCE[min(i - first, 3)], _UNTIL[min(stop - i, 3)]
            kinds.append(kind)
    return kinds
