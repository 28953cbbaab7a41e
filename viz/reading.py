"""A document as it is read: its headings and paragraphs, the names found in them marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from graph.model import FACT_LABELS
from graph.stores.interface import Limits, Store

_ENOUGH = Limits(rows=100_000, seconds=10.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a paragraph that name something: the thing's id (or the value's), and its kind."""

    text: str
    id: str = ""
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage as words that are marked and words that are not, in order."""

    id: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with what stands directly under it; `depth` is 0 before the first heading.

    `heading` is its words as a passage, which `lead`, its number, stands before.
    """

    id: str
    name: str
    depth: int
    lead: str
    heading: Paragraph | None
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    mark: Mark


def chapters_of(store: Store, document: str) -> list[Chapter]:
    """The document with this id, heading by heading, as its text goes. Raises StoreError."""
    found = _found(store, document)
    under: dict[str, list[Paragraph]] = defaultdict(list)
    passages = (
        "MATCH (p:Passage)-[:PART_OF]->(s:Section) WHERE p.document = $id "
        "RETURN p.id, p.text, p.start, s.id ORDER BY p.position"
    )
    for id_, text, start, section in store.read(passages, {"id": document}, _ENOUGH).rows:
        places = _places(str(text), int(str(start)), found[str(id_)])
        under[str(section)].append(Paragraph(str(id_), [*_marked(str(text), places)]))
    sections = (
        "MATCH (s:Section) WHERE s.document = $id RETURN s.id, s.name, s.depth ORDER BY s.position"
    )
    return [
        _chapter(str(id_), str(name or ""), int(str(depth)), under[str(id_)])
        for id_, name, depth in store.read(sections, {"id": document}, _ENOUGH).rows
    ]


def _chapter(id_: str, name: str, depth: int, paragraphs: Sequence[Paragraph]) -> Chapter:
    first = "".join(mark.text for mark in paragraphs[0].marks) if paragraphs else ""
    if first and name.endswith(first):
        lead = name.removesuffix(first)
        return Chapter(id_, name, depth, lead, paragraphs[0], paragraphs[1:])
    return Chapter(id_, name, depth, name, None, paragraphs)


_Said = tuple[str, int, Mark]


def _found(store: Store, document: str) -> Mapping[str, Sequence[_Said]]:
    """What each passage says: the words that show it, where they stand, and what they name."""
    found: dict[str, list[_Said]] = defaultdict(list)
    for label in FACT_LABELS:
        own = "n.id" if label == "Observation" else "n.thing"
        statement = (
            f"MATCH (n:{label})-[e:EVIDENCED_BY]->(p:Passage) WHERE e.document = $id "
            f"RETURN p.id, e.quote, e.start, {own}, n.name ORDER BY p.id, e.start, n.id"
        )
        for row in store.read(statement, {"id": document}, _ENOUGH).rows:
            passage, quote, start, thing, name = row
            mark = Mark(str(quote), str(thing), label, str(name))
            found[str(passage)].append((str(quote), int(str(start)), mark))
    return found


def _places(text: str, start: int, said: Iterable[_Said]) -> Iterator[_Found]:
    """Where in a passage the words stand; of a name that its sentence holds, only the name."""
    for quote, quote_start, mark in said:
        at = _nearest(text, quote, quote_start - start)
        if at < 0:
            continue
        inner = quote.find(mark.name) if mark.name else -1
        first, words = (at + inner, mark.name) if inner >= 0 else (at, quote)
        yield _Found(first, first + len(words), Mark(words, mark.id, mark.kind, mark.name))


def _nearest(text: str, words: str, expected: int) -> int:
    """Where words stand, of several places the nearest to where they are expected; -1 if nowhere.

    Page breaks and marks of the source are not in a passage's text, so offsets differ a little.
    """
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda each: abs(each - expected), default=-1)


def _marked(text: str, found: Iterable[_Found]) -> Iterator[Mark]:
    """The text in pieces, each marked by the shortest name that it is of.

    So 浪潮 in 浪潮海若智算中心 leads to the company and the rest to the project. Words that are no
    name, such as a sentence that shows something, are marked only where they hold no other mark.
    """
    shortest = sorted(found, key=lambda each: (each.end - each.start, each.start))
    of: list[_Found | None] = [None] * len(text)
    for names in (True, False):
        for each in shortest:
            if (each.mark.text == each.mark.name) != names:
                continue
            free = [at for at in range(each.start, each.end) if of[at] is None]
            if names or len(free) == each.end - each.start:
                for at in free:
                    of[at] = each
    for marked, places in groupby(range(len(text)), key=of.__getitem__):
        words = "".join(text[at] for at in places)
        yield replace(marked.mark, text=words) if marked else Mark(words)
