"""The frame of a document in the graph: the document itself, its sections and its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.folding import fold
from graph.glossary import Glossary
from graph.ids import stable_id
from graph.loaders.divisions import division_rules, short_name
from graph.loaders.document import Document, Passage, Section
from graph.parts import Node, Relationship, node, relationship
from graph.record import Record

_NAME_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Frame:
    """The nodes a document is made of; passages and sections by position."""

    document: Node
    sections: Sequence[Node]
    passages: Sequence[Node]
    relationships: Sequence[Relationship]

    @property
    def nodes(self) -> list[Node]:
        """All its nodes, from the outermost inwards."""
        return [self.document, *self.sections, *self.passages]


def frame(record: Record, glossary: Glossary) -> Frame:
    """The frame of a record's document, which is also found by the names of its place."""
    document = _document(record, glossary)
    sections = [_section(record.id, section) for section in record.document.sections]
    passages = [_passage(record.id, passage) for passage in record.document.passages]
    part_of = [
        relationship("PART_OF", sections[section.position], _owner(section, sections, document))
        for section in record.document.sections
    ]
    part_of += [
        relationship("PART_OF", passages[passage.position], sections[passage.section])
        for passage in record.document.passages
    ]
    return Frame(document, sections, passages, part_of)


def _owner(section: Section, sections: Sequence[Node], document: Node) -> Node:
    return document if section.parent is None else sections[section.parent]


def _document(record: Record, glossary: Glossary) -> Node:
    document = record.document
    names = [_title(document), *_names_of_place(document.place, glossary)]
    return node(
        "Document",
        id=record.id,
        name=_title(document),
        search="\n".join(dict.fromkeys(map(fold, names))),
        document=record.id,
        place=document.place,
        level=document.level,
        year=document.year,
        date=document.date,
        file=record.origin.file,
        sha256=record.origin.sha256,
        characters=len(document.text),
        remarks=[f"{remark.text} ({remark.start}–{remark.end})" for remark in document.remarks],
    )


def _names_of_place(place: str, glossary: Glossary) -> list[str]:
    entry = glossary.find("Area", place) if place else None
    known = (entry.name, entry.english, *entry.aliases) if entry else ()
    return [*filter(None, (place, *_short_names(place), *known))]


def _short_names(place: str) -> list[str]:
    """茌平 of 茌平区, but where that is a word of everyday use."""
    short = short_name(place)
    return [] if short in division_rules().words else [short]


def _title(document: Document) -> str:
    """The title, led by who reports and when where it does not say so itself."""
    year = document.date[:4]
    lead = "".join(
        said for said in (document.place, f"{year}年" if year else "") if said not in document.title
    )
    return lead + document.title


def _section(document: str, section: Section) -> Node:
    name = section.number + section.title
    return node(
        "Section",
        id=stable_id("Section", document, str(section.position)),
        name=name,
        search=fold(name),
        document=document,
        position=section.position,
        start=section.start,
        end=section.end,
        depth=section.level,
        numbering=section.number,
        part=section.part,
        year=section.year,
    )


def _passage(document: str, passage: Passage) -> Node:
    start, end = passage.place(0, len(passage.text))
    return node(
        "Passage",
        id=stable_id("Passage", document, str(passage.position)),
        name=passage.text[:_NAME_LENGTH],
        document=document,
        position=passage.position,
        start=start,
        end=end,
        text=passage.text,
    )
