"""Where a name may stand: spans that the tagger sees, quotations, items of lists, known places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.loaders.names.lexicon import Lexicon
from graph.loaders.names.tagger import Tagging
from graph.loaders.words import LINKS, Words

Span = tuple[int, int]
_LONGEST_QUOTATION = 12
_LONGEST_ITEM = 30
_HARDLY = 0.01
_NOT_A_NAME = frozenset({"v", "d", "ad"})
_BEFORE_A_NAME = frozenset({"v", "d", "ad", "vd", "p"})
_PART_OF_A_NAME = frozenset({"建设", "改扩建"})
_LOOSE_ENDS = frozenset({"建设", "项目", "工作", "改造", "发展"})
_NAME_TAGS = frozenset({"ns", "nr", "nz", "n"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words `start` to `end` of a passage, which may be a name.

    `label` and `confidence` are the tagger's for this very span, `rule` says which rule proposes
    it; either may be empty, not both. `chances` are how likely the tagger holds the span to be a
    name of each type it knows, or empty.
    """

    start: int
    end: int
    label: str
    confidence: float
    rule: str
    chances: Sequence[float] = ()


def candidates(words: Words, tagging: Tagging, lexicon: Lexicon) -> list[Candidate]:
    """The spans of a passage that may be names, in order; they may lie over one another."""
    rules: dict[Span, str] = {}
    for rule, spans in (
        ("known", _known(words, lexicon)),
        ("quotation", _quotations(words)),
        ("item", _items(words, lexicon)),
        ("place", _places(words, lexicon)),
    ):
        for span in spans:
            rules.setdefault(span, rule)
    labels = {(each.start, each.end): (each.type, each.confidence) for each in tagging.names}
    return [
        Candidate(*span, *labels.get(span, ("", 0.0)), rules.get(span, ""), tagging.chances(*span))
        for span in sorted(rules.keys() | labels.keys())
    ]


def likely(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without the items that the tagger holds for hardly any name.

    The judge learns from all, for it is good to know what is none; to ask it of these takes long
    and finds more that are none than names.
    """
    return [each for each in found if each.rule != "item" or sum(each.chances) >= _HARDLY]


def _known(words: Words, lexicon: Lexicon) -> Iterator[Span]:
    """Names on our list that stand between the edges of words."""
    text = "".join(words.words)
    edges = {start: position for position, start in enumerate(words.starts)}
    for start, name in lexicon.names_at(text, words.starts[: len(words)]):
        end = edges.get(start + len(name))
        if end is not None:
            yield edges[start], end


def _quotations(words: Words) -> Iterator[Span]:
    opened = -1
    for position, word in enumerate(words.words):
        if word == "“":
            opened = position
        elif word == "”" and opened >= 0:
            if position - opened <= _LONGEST_QUOTATION:
                yield opened, position + 1
            opened = -1


def _items(words: Words, lexicon: Lexicon) -> Iterator[Span]:
    """The items of each clause: what stands between links, without verbs around it."""
    for start, end in words.clauses():
        first = start
        for link in (*(i for i in range(start, end) if words.words[i] in LINKS), end):
            yield from _item(words, first, link, first == start, lexicon)
            first = link + 1


def _item(words: Words, start: int, end: int, opens: bool, lexicon: Lexicon) -> Iterator[Span]:
    text, tags = words.words, words.tags
    while (
        opens
        and start < end - 1
        and (text[start] in lexicon.verbs or tags[start] in _BEFORE_A_NAME)
    ):
        start += 1
    for position in range(start + 1, end):
        word = text[position]
        says = word in lexicon.predicates or tags[position] in _NOT_A_NAME
        if says and word not in _PART_OF_A_NAME:
            end = position
            break
    if end <= start:
        return
    if 2 <= words.starts[end] - words.starts[start] <= _LONGEST_ITEM:
        yield start, end
    if end - 1 > start and text[end - 1] in _LOOSE_ENDS:
        yield start, end - 1
    # A bracket behind it may say who answers for it, or what it is: 青云大桥（市交通局牵头）.
    if "（" in text[start + 1 : end]:
        yield start, text.index("（", start, end)


def _places(words: Words, lexicon: Lexicon) -> Iterator[Span]:
    text, tags = words.words, words.tags
    for position, tag in enumerate(tags):
        known = lexicon.may_name(text, position)
        length = lexicon.division(text, position) if known else 0
        body = lexicon.organization(text, position) if known else 0
        if body:
            yield position, position + body
        if length:
            yield position, position + length
        elif tag == "ns":
            yield position, position + 1
        if text[position] in lexicon.zones and position and tags[position - 1] in _NAME_TAGS:
            yield position - 1, position + 1
