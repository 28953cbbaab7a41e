"""Which cited works the collection holds: a citation leads to that document once it has come.

A part holds what links one pair of documents, and depends on these two only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.build.identity.works import NATION, Work, work_of
from graph.parts import Node, Part, Relationship, relationship


@dataclass(frozen=True, slots=True)
class _Held:
    node: Node
    work: Work
    year: int


def held_citations(parts: Sequence[Part]) -> Iterator[Part]:
    """For each two documents of which one cites the other, that citation."""
    known: dict[str, list[_Held]] = defaultdict(list)
    for part in parts:
        for each in _document(part):
            known[each.work.key].append(each)
    for part in parts:
        citing = next(each for each in part.nodes if each.id == part.key)
        links: dict[str, Relationship] = {}
        for claim, work in _cited(part, str(citing.properties["place"])):
            for other in known.get(work.key, ()):
                if other.node.id != citing.id and _is_meant(work, citing, other):
                    link = relationship("CITES", citing, other.node, **claim.properties)
                    links.setdefault(other.node.id, link)
        for other_id, link in sorted(links.items()):
            yield Part(f"citation-of-{other_id}-in-{part.key}", [], [link])


def _document(part: Part) -> Iterator[_Held]:
    for each in part.nodes:
        if each.id == part.key:
            place, year = str(each.properties["place"]), int(str(each.properties["year"]))
            if work := work_of(f"《{each.properties['name']}》", place):
                yield _Held(each, work, year)


def _cited(part: Part, place: str) -> Iterator[tuple[Relationship, Work]]:
    names: Mapping[str, str] = {
        each.id: str(each.properties["name"]) for each in part.nodes if each.label == "Initiative"
    }
    for each in part.relationships:
        if each.type == "CITES" and (work := work_of(names[each.target], place)):
            yield each, work


def _is_meant(work: Work, citing: Node, other: _Held) -> bool:
    """Is a work that is cited the one that a document is?

    One that comes every year is that of the year that is named, or of the citing document's.
    """
    said_by_none = work.title == work.key and other.work.issuer == NATION
    if work.issuer != other.work.issuer and not said_by_none:
        return False
    years = other.work.years or (other.year,)
    if work.annual:
        return (work.years or (citing.properties["year"],))[0] in (*years, other.year)
    return not work.years or not other.work.years or work.years == other.work.years
