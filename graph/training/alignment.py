"""Where the names of gold stand: from a name and its quote to words of the report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.evaluation import GoldSection
from graph.loaders.document import Document
from graph.loaders.names.recognition import place_of
from graph.loaders.reading import read_document
from graph.loaders.squeezed import squeeze
from graph.loaders.words import Words, cut
from graph.scoring import Line, bare

Span = tuple[int, int]
_TYPES = frozenset({"Goal", "Project", "Initiative", "Area", "Organization"})
_SHORTEST_ITEM = 2
# What an item of a list is followed by: the next item, or how many there are.
_FOLLOWS = re.compile(r"以?及|[、和与等“]|[\d两一二三四五六七八九十]+[^\d]")


@dataclass(frozen=True, slots=True)
class GoldName:
    """Words `start` to `end` of a passage, which people took for a name.

    `unsure` where they doubted that it is worth naming; `head` is what a list has its items share,
    and completes the name: 高速公路 for 桑龙 in 桑龙、城龙等7条高速公路.
    """

    start: int
    end: int
    type: str
    unsure: bool
    head: str = ""


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """A passage that people read, whole or in part: the sentences they read, the names in them."""

    words: Words
    place: str
    sentences: Sequence[Span]
    names: Sequence[GoldName]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with the passages that people read."""

    path: Path
    document: Document
    passages: Mapping[int, GoldPassage]


def read_reports(sections: Sequence[GoldSection]) -> list[GoldReport]:
    """The reports that sections of gold are taken from, in the order of their paths.

    Raises DocumentError where a report cannot be read.
    """
    paths = sorted({section.report for section in sections})
    return [
        _read(path, [section for section in sections if section.report == path]) for path in paths
    ]


def _read(path: Path, sections: Sequence[GoldSection]) -> GoldReport:
    document = read_document(path)
    texts = [squeeze(bare(section.text)).text for section in sections]
    passages: dict[int, GoldPassage] = {}
    for passage in document.passages:
        words = cut(squeeze(passage.text).text)
        spoken = [(span, _said(words, span)) for span in words.sentences()]
        read = [span for span, said in spoken if any(said in text for text in texts)]
        if read:
            facts = [
                fact
                for section, text in zip(sections, texts, strict=True)
                if any(said in text for _, said in spoken)
                for fact in section.facts
            ]
            names = [name for name in _names(words, facts) if _within(name, read)]
            place = place_of(document, passage)
            passages[passage.position] = GoldPassage(words, place, read, names)
    return GoldReport(path, document, passages)


def _said(words: Words, span: Span) -> str:
    return "".join(words.words[slice(*span)])


def _within(name: GoldName, sentences: Sequence[Span]) -> bool:
    return any(start <= name.start and name.end <= end for start, end in sentences)


def _names(words: Words, facts: Sequence[Line]) -> list[GoldName]:
    """The names in a passage, in order, each span once: sure names before unsure ones."""
    text = "".join(words.words)
    found: dict[Span, GoldName] = {}
    for fact in sorted(facts, key=lambda each: bool(each.get("borderline"))):
        if fact["t"] != "entity" or fact["type"] not in _TYPES:
            continue
        for (start, end), head in _places(text, fact):
            first, last = _word_span(words, start, end)
            name = GoldName(first, last, fact["type"], bool(fact.get("borderline")), head)
            found.setdefault((first, last), name)
    return [found[span] for span in sorted(found)]


def _places(text: str, fact: Line) -> Iterator[tuple[Span, str]]:
    """Where a text has a name: as it is, wherever that is, or as an item of a list in its quote."""
    name = squeeze(bare(fact["name"])).text
    quote = squeeze(bare(fact["quote"])).text
    whole = list(_occurrences(text, name))
    if whole:
        yield from ((span, "") for span in whole)
        return
    for start, _ in _occurrences(text, quote):
        item, head = _item(quote, name)
        if item:
            yield (start + item[0], start + item[1]), head


def _item(quote: str, name: str) -> tuple[Span | None, str]:
    """Where in a quote the part of a name stands that its list does not share, and what it shares.

    The longest start of the name that the list goes on after, with the rest of the name later on.
    """
    for length in range(len(name) - 1, _SHORTEST_ITEM - 1, -1):
        item, head = name[:length], name[length:]
        for start, end in _occurrences(quote, item):
            if _FOLLOWS.match(quote, end) and head in quote[end:]:
                return (start, end), head
    return None, ""


def _occurrences(text: str, part: str) -> Iterator[Span]:
    start = text.find(part) if part else -1
    while start >= 0:
        yield start, start + len(part)
        start = text.find(part, start + len(part))


def _word_span(words: Words, start: int, end: int) -> Span:
    """The words that a stretch of the text lies in."""
    first = bisect_right(words.starts, start) - 1
    last = bisect_right(words.starts, end - 1)
    return first, last
