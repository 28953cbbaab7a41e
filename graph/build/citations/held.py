"""Which cited works the collection holds: a citation leads to that document once it has come.

A part holds what links one pair of documents, and depends on these two only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.build.identity.works import NATION, Work, work_of
from graph.parts import Part, Relationship, Value, relationship


@dataclass(frozen=True, slots=True)
class Cited:
    """A work that a document cites, and the claim that it does."""

    work: Work
    claim: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Citing:
    """A document: the work that it is itself, if it is known as one, and those that it cites."""

    label: str
    id: str
    year: int
    work: Work | None
    cites: tuple[Cited, ...]


def citing(part: Part) -> Citing:
    """What a document is, and what it cites."""
    document = next(each for each in part.nodes if each.id == part.key)
    place, year = str(document.properties["place"]), int(str(document.properties["year"]))
    work = work_of(f"《{document.properties['name']}》", place)
    return Citing(document.label, document.id, year, work, (*_cited(part, place),))


def held_citations(documents: Sequence[Citing]) -> Iterator[Part]:
    """For each two documents of which one cites the other, that citation."""
    known: dict[str, list[tuple[Citing, Work]]] = defaultdict(list)
    for each in documents:
        if each.work:
            known[each.work.key].append((each, each.work))
    for each in documents:
        links: dict[str, Relationship] = {}
        for cited in each.cites:
            for other, held in known.get(cited.work.key, ()):
                if other.id != each.id and _is_meant(cited.work, each.year, held, other.year):
                    link = relationship("CITES", each, other, **cited.claim)
                    links.setdefault(other.id, link)
        for other_id, link in sorted(links.items()):
            yield Part(f"citation-of-{other_id}-in-{each.id}", [], [link])


def _cited(part: Part, place: str) -> Iterator[Cited]:
    names = {
        each.id: str(each.properties["name"]) for each in part.nodes if each.label == "Initiative"
    }
    for each in part.relationships:
        if each.type == "CITES" and (work := work_of(names[each.target], place)):
            yield Cited(work, each.properties)


def _is_meant(work: Work, year: int, held: Work, of_year: int) -> bool:
    """Is the work that a document of some year cites the one that is held, which is of a year?

    One that comes every year is that of the year that is named, or of the citing document's.
    """
    said_by_none = work.title == work.key and held.issuer == NATION
    if work.issuer != held.issuer and not said_by_none:
        return False
    years = held.years or (of_year,)
    if work.annual:
        return (work.years or (year,))[0] in (*years, of_year)
    return not work.years or not held.years or work.years == held.years
