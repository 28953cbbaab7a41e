"""Places in a question: those that report in the collection, and those that do not."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.folding import fold
from graph.glossary import seed_glossary
from graph.loaders.divisions import short_name
from graph.queries.mentions import Folded, mentions
from graph.stores.interface import Store

_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Reporting:
    """A stretch that names who reports, by the documents that do so."""

    start: int
    end: int
    places: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A stretch that names a province or city none of whose documents is in the collection."""

    start: int
    end: int
    place: str
    is_province: bool


def reporting(store: Store, question: Folded) -> list[Reporting]:
    """The places and documents of the collection that a question names.

    A document that is named by its title is meant itself; one that is named by its place stands for
    all of that place.
    """
    found = mentions(store, question.text, ("Document",))
    ids = sorted({node.id for mention in found for node in mention.nodes})
    read = store.read("MATCH (d:Document) WHERE d.id IN $ids RETURN d.id, d.place", {"ids": ids})
    places = {str(id_): str(place) for id_, place in read.rows}
    return [
        _named(question, mention.start, mention.end, mention.nodes, places) for mention in found
    ]


def _named(
    question: Folded, start: int, end: int, nodes: Sequence[object], places: dict[str, str]
) -> Reporting:
    words = fold(question.text[start:end])
    titled = [node for node in nodes if fold(node.name) == words]  # type: ignore[attr-defined]
    ids = [str(node.id) for node in titled or nodes]  # type: ignore[attr-defined]
    if titled:
        return Reporting(start, end, (), tuple(ids))
    return Reporting(start, end, tuple(dict.fromkeys(places[each] for each in ids)), tuple(ids))


def strangers(question: Folded, known: Sequence[str]) -> Iterator[Stranger]:
    """The provinces and cities a question names that are none of the `known` places."""
    text = question.folded
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + _LONGEST) + 1):
            place = _divisions().get(text[start:end])
            if place and place not in known:
                at, to = question.places[start], question.places[end - 1] + 1
                yield Stranger(at, to, place, place in _provinces())
    for english, place in _english().items():
        if place not in known:
            for at, to in question.spans(english):
                yield Stranger(at, to, place, True)


def is_division(name: str) -> bool:
    """Whether a folded name is that of a province or prefecture."""
    return name in _divisions()


@cache
def _english() -> dict[str, str]:
    glossary = seed_glossary()
    entries = ((place, glossary.find("Area", place)) for place in sorted(_provinces()))
    return {
        fold(name): place
        for place, entry in entries
        if entry
        for name in (entry.english, *entry.aliases)
        if name.isascii() and name
    }


@cache
def _provinces() -> frozenset[str]:
    table = (files("graph.loaders") / "rules" / "divisions.csv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines())
    return frozenset(short_name(row["name"]) for row in rows if row["level"] == "province")


@cache
def _divisions() -> dict[str, str]:
    """The names of provinces and prefectures, with the short name of each."""
    table = (files("graph.loaders") / "rules" / "places.csv").read_text("utf-8")
    names = {
        name
        for row in csv.DictReader(table.splitlines())
        for name in (row["province"], row["city"])
    }
    names |= _provinces()
    return {each: short_name(name) for name in names for each in (name, short_name(name))}
