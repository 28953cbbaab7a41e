"""Texts in Traditional characters: read as the same text in Simplified ones, shown as written.

Character by character, so that the text is as long as before and every place in it stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from opencc import OpenCC

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence, Fact, Indicator
from graph.loaders.lines import Reading
from graph.loaders.squeezed import squeeze

# Frequent in any prose, each another character than in the other way of writing.
_TRADITIONAL = "個們來這國會發產業區為與將進學實對經濟設現開動場長門電車"
_SIMPLIFIED = "个们来这国会发产业区为与将进学实对经济设现开动场长门电车"


def is_traditional(text: str) -> bool:
    """Is a text mostly written in Traditional characters?"""
    return sum(map(text.count, _TRADITIONAL)) > sum(map(text.count, _SIMPLIFIED))


def simplified(text: str) -> str:
    """The text in Simplified characters, as long as it was."""
    return text.translate(_simple(frozenset(text)))


def simplified_reading(reading: Reading) -> Reading:
    """What a reader gave, in Simplified characters."""
    lines = [replace(line, text=simplified(line.text)) for line in reading.lines]
    return replace(reading, text=simplified(reading.text), lines=lines)


def document_as_written(document: Document, text: str) -> Document:
    """A document that was read in Simplified characters with the text that it was made of.

    The short name of the place stays in Simplified characters, by which places are known.
    """
    sections = [
        replace(section, title=_written_at(section.title, section.start, document.text, text))
        for section in document.sections
    ]
    passages = [_passage_as_written(passage, text) for passage in document.passages]
    title = _written_at(document.title, 0, document.text, text)
    return replace(
        document, title=title, text=text, sections=tuple(sections), passages=tuple(passages)
    )


def simplified_document(document: Document) -> Document:
    """A document with its passages and titles in Simplified characters, all else the same."""
    return replace(
        document,
        title=simplified(document.title),
        text=simplified(document.text),
        sections=tuple(replace(each, title=simplified(each.title)) for each in document.sections),
        passages=tuple(replace(each, text=simplified(each.text)) for each in document.passages),
    )


def facts_as_written(facts: Sequence[Fact], document: Document) -> list[Fact]:
    """Facts found in the `simplified_document` of a document, in the words of the document."""
    plain = simplified_document(document)
    words = _Words(_squeezed(plain), _squeezed(document))
    return [_as_written(fact, document, words) for fact in facts]


@lru_cache(256)
def _simple(characters: frozenset[str]) -> Mapping[int, str]:
    converter = _converter()
    simple = {char: converter.convert(char) for char in characters if char > "\u2e80"}
    return {ord(char): other for char, other in simple.items() if len(other) == 1 and other != char}


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _written_at(words: str, start: int, plain: str, text: str) -> str:
    """Words of the simplified text as they are written at their place, or where they stand."""
    place = plain.find(words, start)
    return words if place < 0 else text[place : place + len(words)]


def _passage_as_written(passage: Passage, text: str) -> Passage:
    written = "".join(
        text[place] if simplified(text[place]) == char else char
        for char, place in zip(passage.text, passage.offsets, strict=True)
    )
    return replace(passage, text=written)


def _squeezed(document: Document) -> str:
    return "\n".join(squeeze(passage.text).text for passage in document.passages)


class _Words:
    """Finds how the words of a simplified text are written in the text itself."""

    def __init__(self, plain: str, text: str) -> None:
        self._plain = plain
        self._text = text

    def written(self, words: str) -> str:
        """The words as the text has them; words that stand nowhere whole, part by part."""
        kept: list[str] = []
        while words:
            size = len(words)
            while size > 1 and words[:size] not in self._plain:
                size -= 1
            kept.append(_written_at(words[:size], 0, self._plain, self._text))
            words = words[size:]
        return "".join(kept)


def _as_written(fact: Fact, document: Document, words: _Words) -> Fact:
    passage = document.passages[fact.evidence.passage]
    evidence = _evidence_as_written(fact.evidence, passage)
    if isinstance(fact, Entity):
        return replace(fact, name=words.written(fact.name), evidence=evidence)
    if isinstance(fact, Indicator):
        name, unit = words.written(fact.name), words.written(fact.unit)
        return replace(fact, name=name, unit=unit, evidence=evidence)
    source, target = words.written(fact.source), words.written(fact.target)
    return replace(fact, source=source, target=target, evidence=evidence)


def _evidence_as_written(evidence: Evidence, passage: Passage) -> Evidence:
    start = bisect_left(passage.offsets, evidence.start)
    return replace(evidence, quote=passage.text[start : start + len(evidence.quote)])
