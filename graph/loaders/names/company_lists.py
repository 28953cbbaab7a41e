"""Lists of companies: each item of 曙光、海光等头部企业 is an organization."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.loaders.names.candidates import Candidate
from graph.loaders.names.judge import NONE, UNSURE, Chances
from graph.loaders.names.lexicon import Lexicon
from graph.loaders.names.lists import head_class, list_head
from graph.loaders.words import LINKS, Words

_COMPANY = "company"
# Parts of speech before an item: a verb, a preposition, a mark.
_BEFORE_AN_ITEM = ("v", "p", "x")


def with_companies(
    words: Words, found: Sequence[Candidate], judged: Sequence[Chances], lexicon: Lexicon
) -> list[Chances]:
    """The chances of candidates, with those of what a list of companies names moved to that.

    Its items are organizations or no names at all, and each of them half as surely as the surest.
    """
    chances = list(judged)
    for items in _lists(words, found, lexicon):
        for item in items:
            chances[item] = _as_organization(chances[item])
        whole = [item for item in items if _opens(words, found[item].start)]
        surest = min((chances[item][NONE] for item in whole), default=1.0)
        for item in whole if len(whole) > 1 else ():
            none = (surest + chances[item][NONE]) / 2
            chances[item] = {"Organization": 1 - none, NONE: none}
    return chances


def _lists(words: Words, found: Sequence[Candidate], lexicon: Lexicon) -> Iterator[list[int]]:
    """For each list of companies in a passage, the candidates that end where its items do."""
    for start, end in words.clauses():
        closes, head = list_head(words, start, end, lexicon)
        if head and _of_companies(words, closes, end, lexicon):
            yield [
                place
                for place, each in enumerate(found)
                if start <= each.start and each.end < closes and words.words[each.end] in LINKS
            ]


def _of_companies(words: Words, start: int, end: int, lexicon: Lexicon) -> bool:
    """Do the words behind a list's 等 say that it is of companies, or what companies do?"""
    said = "".join(words.words[start:end])
    return head_class(words, start, end, lexicon) == _COMPANY or any(
        act in said for act in lexicon.company_acts
    )


def _opens(words: Words, start: int) -> bool:
    """May an item start here: after a link, a mark, or what is done to it?"""
    before = start - 1
    return (
        before < 0 or words.words[before] in LINKS or words.tags[before].startswith(_BEFORE_AN_ITEM)
    )


def _as_organization(chance: Chances) -> Chances:
    unsure = sum(value for label, value in chance.items() if label.endswith(UNSURE))
    none = chance.get(NONE, 0.0)
    return {"Organization": 1 - none - unsure, f"Organization{UNSURE}": unsure, NONE: none}
