"""The sentences of passages in which words stand, with the places of the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from graph.folding import fold
from graph.queries.mentions import Folded

Row = Mapping[str, object]
_END = re.compile(r"[。！？；!?;\n]")
_CLAUSE_END = re.compile(r"[。！？；，!?;,\n]")
_LONGEST = 300


ALL = "&"
"""Stands between words that are all to be said by documents of a place."""


def words_of(text: str) -> list[str]:
    """The words that a parameter names, of which one is to be said."""
    return [*filter(None, (each.strip() for each in re.split(r"[|&]", text)))]


def said_together(rows: Sequence[Row], text: str) -> list[Row]:
    """The rows of places whose documents say each part of a text: 低空经济&商业航天."""
    places = [
        {row["place"] for row in rows if _places(str(row["text"]), words_of(part))}
        for part in text.split(ALL)
    ]
    return [row for row in rows if row["place"] in set.intersection(*places)]


def quoting(rows: Sequence[Row], words: Sequence[str]) -> Iterator[Row]:
    """The passages that say one of the words, each with its first sentence that does.

    `marks` are the places of the words in that sentence, [start, end). A word of a script that puts
    spaces between words is said only as a whole word.
    """
    for row in rows:
        text = str(row["text"])
        places = _places(text, words)
        if places:
            start, end = sentence_at(text, *places[0])
            quote = text[start:end]
            marks = [[at - start, to - start] for at, to in places if start <= at and to <= end]
            yield {**row, "quote": quote, "marks": marks}


def said_with(rows: Sequence[Row], words: Sequence[str]) -> Iterator[Row]:
    """The things whose name or whose sentence says one of the words."""
    for row in rows:
        if _places(str(row["name"]), words) or _says(row, words, _END):
            yield row


def led_by(rows: Sequence[Row], words: Sequence[str]) -> Iterator[Row]:
    """The rows that a document claims, and of others those in paragraphs led by one of the words.

    They are without the text of the paragraph.
    """
    for row in rows:
        text = str(row["text"])
        claimed = row["basis"] != "inferred"
        if claimed or _places(text[slice(*sentence_at(text, 0, 0))], words):
            yield {key: value for key, value in row.items() if key != "text"}


def saying(rows: Sequence[Row], words: Sequence[str]) -> Iterator[Row]:
    """The rows in whose clause of a sentence one of the words stands."""
    return (row for row in rows if _says(row, words, _CLAUSE_END))


def counts(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    """How many rows each place, year and document has, the most first."""
    return {
        key: dict(Counter(str(row[key]) for row in rows).most_common())
        for key in ("place", "year", "document")
    }


def marked(row: Row, mark: Callable[[str], str]) -> str:
    """The quote of a row with what `mark` makes of each word."""
    quote, at, parts = str(row["quote"]), 0, []
    for start, end in cast(Sequence[tuple[int, int]], row["marks"]):
        if start >= at:
            parts += [quote[at:start], mark(quote[start:end])]
            at = end
    return "".join([*parts, quote[at:]])


def sentence_at(text: str, start: int, end: int, ending: re.Pattern[str] = _END) -> tuple[int, int]:
    """Where the sentence begins and ends in which a stretch of a text stands."""
    before = [found.end() for found in ending.finditer(text, 0, start)]
    after = ending.search(text, end)
    first = before[-1] if before else 0
    last = after.end() if after else len(text)
    return max(first, start - _LONGEST), min(last, end + _LONGEST)


def _says(row: Row, words: Sequence[str], ending: re.Pattern[str]) -> bool:
    text, quote = str(row["text"]), str(row["quote"])
    at = text.find(quote)
    if at < 0:
        return False
    start, end = sentence_at(text, at, at + len(quote), ending)
    return bool(_places(text[start:end], words))


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    folded = Folded.of(text)
    return sorted(place for word in words for place in folded.spans(fold(word)))
