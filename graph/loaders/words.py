"""A text cut into words with their parts of speech, and where each word starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from graph.loaders.squeezed import PASSAGES

CLAUSE_ENDS = frozenset("，。；：！？")
SENTENCE_ENDS = frozenset("。！？；")
LINKS = frozenset({"、", "等", "和", "及", "以及", "与"})
# The cutter guesses words it does not know; a guess of these kinds may hold the end of a list.
_GUESSED = frozenset({"u", "n", "nr", "ns", "nt", "nz"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a squeezed text: word `i` is `text[starts[i]:starts[i + 1]]`."""

    words: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[int]

    def __len__(self) -> int:
        return len(self.words)

    def sentences(self) -> list[tuple[int, int]]:
        """The spans of words between the marks that end a sentence or a half of one."""
        return self._between(SENTENCE_ENDS, keep=True)

    def clauses(self) -> list[tuple[int, int]]:
        """The spans of words between commas, colons and the ends of sentences, without them."""
        return self._between(CLAUSE_ENDS, keep=False)

    def _between(self, ends: frozenset[str], keep: bool) -> list[tuple[int, int]]:
        spans = []
        start = 0
        for position, word in enumerate(self.words):
            if word in ends:
                end = position + 1 if keep else position
                if end > start:
                    spans.append((start, end))
                start = position + 1
        if start < len(self.words):
            spans.append((start, len(self.words)))
        return spans


@lru_cache(PASSAGES)
def cut(text: str) -> Words:
    """The words of a text without spaces; remembered, as each step looks at all passages again."""
    words: list[str] = []
    tags: list[str] = []
    starts = [0]
    for word, tag in rjieba.tag(text):
        if word[-1] == "等" and tag in _GUESSED and len(word) > 1 and word != "等等":
            words += (word[:-1], "等")
            tags += ("n", "u")
            starts += (starts[-1] + len(word) - 1, starts[-1] + len(word))
            continue
        words.append(word)
        tags.append(tag)
        starts.append(starts[-1] + len(word))
    return Words(words, tags, starts)
