"""A document with its facts as one file of JSON lines: what a collection keeps of it.

The first line is the summary: how the document was read, how much was found in it, the digest of
all that follows and of itself. Then the source text, and one line a section, one a passage, one a
fact. Passage text is not written twice: it is cut from the source text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import chain, groupby
from typing import Any

from graph.ids import stable_id
from graph.loaders.document import NOTHING_SAID, Document, Passage, Remark, Said, Section
from graph.loaders.facts import Entity, Fact, Indicator, Relation, from_json, to_json


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from, what read it, and what a person said of it by then.

    `file` is its file's name, `sha256` that file's digest, `extractor` the extractor's version.
    """

    file: str
    sha256: str
    extractor: str
    said: Said = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Record:
    """A document, its facts and its origin; `told_by` is the id that its own words give it."""

    id: str
    told_by: str
    origin: Origin
    document: Document
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Summary:
    """The first line of a record."""

    id: str
    told_by: str
    origin: Origin
    title: str
    place: str
    year: int
    entities: int
    indicators: int
    relations: int
    remarks: tuple[str, ...]


def document_id(document: Document, file: str) -> str:
    """The id of a document: of who reports, the title and the year, whatever its wording.

    A document that says neither who reports nor for when is told apart by its file's name.
    """
    if document.place and document.year:
        return stable_id("Document", document.place, document.title, str(document.year))
    return stable_id("Document", document.title, file)


def dump(record: Record) -> bytes:
    """A record as JSON lines in UTF-8."""
    document = record.document
    lines = chain(
        ({"t": "text", "text": document.text},),
        ({"t": "section", **asdict(section)} for section in document.sections),
        (_passage_line(passage) for passage in document.passages),
        (to_json(fact, document) for fact in record.facts),
    )
    rest = b"".join(map(_line, lines))
    head = {
        "t": "document",
        "id": record.id,
        "told_by": record.told_by,
        **asdict(record.origin),
        **{name: getattr(document, name) for name in _PLAIN},
        "remarks": [asdict(remark) for remark in document.remarks],
        **{name: _count(record.facts, kind) for name, kind in _COUNTED.items()},
        "rest": sha256(rest).hexdigest(),
    }
    return _line({**head, "head": sha256(_line(head)).hexdigest()}) + rest


def parse(content: bytes) -> Record:
    """The record that `dump` wrote. Raises ValueError, KeyError or TypeError if it is not whole."""
    first, _, rest = content.partition(b"\n")
    head = _whole_head(first)
    if sha256(rest).hexdigest() != head["rest"]:
        raise ValueError("it was cut short or changed")
    lines: Iterator[dict[str, Any]] = map(json.loads, rest.decode().split("\n")[:-1])
    text = next(lines)["text"]
    kinds = {kind: list(group) for kind, group in groupby(lines, key=_kind)}
    document = Document(
        **{name: head[name] for name in _PLAIN},
        text=text,
        sections=tuple(Section(**_content(line)) for line in kinds.get("section", ())),
        passages=tuple(_passage(line, text) for line in kinds.get("passage", ())),
        remarks=tuple(Remark(**remark) for remark in head["remarks"]),
    )
    facts = [from_json(line) for line in kinds.get("fact", ())]
    return Record(head["id"], head["told_by"], _origin(head), document, facts)


def parse_summary(first_line: bytes) -> Summary:
    """What a record's first line says. Raises ValueError, KeyError or TypeError if damaged."""
    head = _whole_head(first_line)
    return Summary(
        id=head["id"],
        told_by=head["told_by"],
        origin=_origin(head),
        remarks=tuple(remark["text"] for remark in head["remarks"]),
        **{name: head[name] for name in ("title", "place", "year", *_COUNTED)},
    )


def is_whole(content: bytes) -> bool:
    """Whether a file is as `dump` wrote it."""
    first, _, rest = content.partition(b"\n")
    try:
        return bool(_whole_head(first)["rest"] == sha256(rest).hexdigest())
    except (ValueError, KeyError, TypeError):
        return False


def said_origin(first_line: bytes) -> Origin:
    """The origin that a first line names, though it may be damaged or of an older version.

    Raises ValueError, KeyError or TypeError where it names none.
    """
    return _origin(json.loads(first_line))


def _whole_head(first_line: bytes) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(first_line)
    if head.pop("head") != sha256(_line(head)).hexdigest():
        raise ValueError("its first line was changed")
    return head


def _count(facts: Iterable[Fact], kind: type) -> int:
    return sum(isinstance(fact, kind) for fact in facts)


_COUNTED = {"entities": Entity, "indicators": Indicator, "relations": Relation}


def _line(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def _origin(head: dict[str, Any]) -> Origin:
    said = Said(**head.get("said", {}))
    return Origin(head["file"], head["sha256"], head["extractor"], said)


_PLAIN = ("title", "place", "level", "year", "date")


def _kind(line: dict[str, Any]) -> str:
    return line["t"] if line["t"] in ("section", "passage") else "fact"


def _content(line: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key != "t"}


def _passage_line(passage: Passage) -> dict[str, object]:
    return {
        "t": "passage",
        "position": passage.position,
        "section": passage.section,
        "lead": passage.lead,
        "heading": passage.heading,
        "runs": list(_runs(passage.offsets)),
        **({"cells": passage.cells, "table": passage.table} if passage.cells else {}),
    }


def _passage(line: dict[str, Any], text: str) -> Passage:
    offsets = [offset for start, length in line["runs"] for offset in range(start, start + length)]
    return Passage(
        line["position"],
        line["section"],
        "".join(text[start : start + length] for start, length in line["runs"]),
        offsets,
        tuple(line["lead"]) if line["lead"] else None,
        line["heading"],
        tuple((start, end) for start, end in line.get("cells", ())),
        line.get("table", 0),
    )


def _runs(offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Stretches of consecutive offsets as (first, how many)."""
    start = length = 0
    for offset in offsets:
        if length and offset == start + length:
            length += 1
            continue
        if length:
            yield start, length
        start, length = offset, 1
    if length:
        yield start, length
