"""A document with its facts as one file of JSON lines: what a collection keeps of it.

The first line is the document with its source text, how it was read and the digest of the rest;
then one line a section, one a passage, one a fact. Passage text is not written twice: it is cut
from the source text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import chain, groupby
from typing import Any

from graph.loaders.document import Document, Passage, Remark, Section
from graph.loaders.facts import Fact, from_json, to_json
from graph.model import stable_id


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from and what read it: its file's name and digest, the extractor."""

    file: str
    sha256: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Record:
    """A document, its facts and its origin."""

    id: str
    origin: Origin
    document: Document
    facts: Sequence[Fact]


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
        ({"t": "section", **asdict(section)} for section in document.sections),
        (_passage_line(passage) for passage in document.passages),
        (to_json(fact, document) for fact in record.facts),
    )
    rest = b"".join(map(_line, lines))
    head = {
        "t": "document",
        "id": record.id,
        "rest": sha256(rest).hexdigest(),
        **asdict(record.origin),
        **{name: getattr(document, name) for name in _PLAIN},
        "remarks": [asdict(remark) for remark in document.remarks],
    }
    return _line(head) + rest


def parse(content: bytes) -> Record:
    """The record that `dump` wrote. Raises ValueError or KeyError where it is not whole."""
    first, _, rest = content.partition(b"\n")
    head: dict[str, Any] = json.loads(first)
    if sha256(rest).hexdigest() != head["rest"]:
        raise ValueError("it was cut short or changed")
    lines: Iterator[dict[str, Any]] = map(json.loads, rest.decode().split("\n")[:-1])
    kinds = {kind: list(group) for kind, group in groupby(lines, key=_kind)}
    document = Document(
        **{name: head[name] for name in _PLAIN},
        sections=tuple(Section(**_content(line)) for line in kinds.get("section", ())),
        passages=tuple(_passage(line, head["text"]) for line in kinds.get("passage", ())),
        remarks=tuple(Remark(**remark) for remark in head["remarks"]),
    )
    return Record(
        head["id"], _origin(head), document, [from_json(line) for line in kinds.get("fact", ())]
    )


def parse_origin(first_line: bytes) -> Origin:
    """The origin said in a record's first line. Raises ValueError or KeyError if it is damaged."""
    return _origin(json.loads(first_line))


def _line(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def _origin(head: dict[str, Any]) -> Origin:
    return Origin(head["file"], head["sha256"], head["extractor"])


_PLAIN = ("title", "place", "level", "year", "date", "text")


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
