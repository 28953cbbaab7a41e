"""What is made of one document alone, and kept: its parts, and what it brings to links with others.

It depends on the document's facts, on what people called things, and on Lantu itself; so it is made
once, and again only when one of these changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
from pydantic import TypeAdapter

from graph.build.alignment import Aligned, aligned
from graph.build.citations.held import Citing, citing
from graph.build.claims import claims
from graph.build.components import Named, named
from graph.build.former import Former, carried, read_former, with_former, write_former
from graph.build.frame import frame
from graph.build.mandates import agency_node, mandates
from graph.collection import Collection
from graph.executors import HERE, Executor
from graph.glossary import Glossary, seed_glossary
from graph.ids import id_before
from graph.loaders.evidence import loaders_digest
from graph.parts import Part
from graph.record import Record
from graph.registry import agencies_of, seed_registry
from graph.stores.digest import model_version
from graph.tables.files import Kept, files, forget_others, keep, kept, packed

_PACKAGE = Path(__file__).parents[1]
_SEED = _PACKAGE.parent / "seed"
_BYTES = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """What a document brings to links with others."""

    place: str
    named: tuple[Named, ...]
    citing: Citing
    aligned: Aligned


@dataclass(frozen=True, slots=True)
class Made:
    """The part of a document, those of the agencies of its place and of what they answer for, as
    far as there are any, and its offer."""

    document: Part
    others: Sequence[Part]
    offer: Offer


@dataclass(frozen=True, slots=True)
class Unmade:
    """All that what is made of one document depends on: its record, what people called things,
    where its old ids lead, and the rows that were made of it before."""

    record: Record
    aliases: Sequence[tuple[str, str]]
    former: Former
    before: Sequence[pa.Table] = ()


@dataclass(frozen=True, slots=True)
class Packed:
    """What was made of a document, as a file of it is kept, and where its old ids lead now."""

    content: bytes
    former: Former


class Making:
    """What is made of documents, with the names that people gave to things.

    With `keeping`, files of it are written, and those that are out of date are taken away by
    `forget_others`: the collection is then to be locked. Without, what is kept is read at once.
    """

    def __init__(
        self, collection: Collection, aliases: Sequence[tuple[str, str]], keeping: bool
    ) -> None:
        self._collection = collection
        self._aliases = aliases
        self._keeping = keeping
        self._files = files(collection.tables)
        self._used: set[str] = set()

    def all(self, documents: Sequence[str], executor: Executor = HERE) -> dict[str, Made]:
        """What is made of each document. Raises CollectionError where one is missing or damaged."""
        found = {document: self._kept(document) for document in documents}
        made_anew = self._anew([each for each, made in found.items() if made is None], executor)
        return {each: made or next(made_anew) for each, made in found.items()}

    def forget_others(self) -> None:
        """Take away what was kept of anything but the documents that were asked for."""
        forget_others(self._collection.tables, self._used)

    def _anew(self, documents: Sequence[str], executor: Executor) -> Iterator[Made]:
        unmade = map(self._unmade, documents)
        if not self._keeping:
            return (make(each)[0] for each in unmade)
        return map(self._keep, documents, executor.map(make_packed, unmade, len(documents)))

    def _kept(self, document: str) -> Made | None:
        # A file that somebody takes away just now is as good as none.
        with suppress(OSError):
            path = self._files.get(self._made_of(document))
            if path and (found := kept(path)):
                if not self._keeping:
                    found.file.hold()
                return _as_made(found)
        return None

    def _unmade(self, document: str) -> Unmade:
        record = self._collection.read(document)
        former = read_former(self._collection.former_path(document))
        before = [*self._rows_of_before(document)] if self._keeping else []
        return Unmade(record, self._aliases, former, before)

    def _rows_of_before(self, document: str) -> Iterator[pa.Table]:
        """The rows that are kept of a document as it was read before."""
        names = (f"{document}.", f"{id_before(document)}.")
        for made_of, file in self._files.items():
            if made_of.startswith(names) and (before := kept(file)):
                # A file that somebody takes away just now is as good as none.
                with suppress(OSError):
                    yield before.file.rows()

    def _keep(self, document: str, packed: Packed) -> Made:
        path = self._collection.former_path(document)
        if packed.former != read_former(path):
            write_former(path, packed.former)
        # What cannot be written is made again the next time.
        with suppress(OSError):
            made_of = self._made_of(document)
            return _as_made(keep(self._collection.tables, made_of, packed.content))
        return make(self._unmade(document))[0]

    def _made_of(self, document: str) -> str:
        """What names the file of a document: all that it is made of."""
        former = self._collection.former_digest(document)
        told = [self._collection.facts_digest(document), former, version()]
        told += map(repr, self._aliases)
        digest = blake2b("\n".join(told).encode(), digest_size=_BYTES).hexdigest()
        made_of = f"{document}.{digest}"
        self._used.add(made_of)
        return made_of


def make(unmade: Unmade) -> tuple[Made, Former]:
    """What is made of a document, and where its old ids lead now."""
    part = document_part(unmade.record, _glossary(tuple(unmade.aliases)))
    former = unmade.former
    for rows in unmade.before:
        former = carried(former, rows, part)
    return made_of_part(with_former(part, former), unmade.record.document.place), former


def make_packed(unmade: Unmade) -> Packed:
    """The same, to be kept; it can be done in another process. Raises StoreError."""
    made, former = make(unmade)
    noted = _OFFER.dump_json(made.offer)
    return Packed(packed([made.document, *made.others], noted), former)


def document_part(record: Record, glossary: Glossary) -> Part:
    """What one document adds to the graph."""
    skeleton = frame(record, glossary)
    nodes, relationships = claims(record, skeleton, glossary)
    return Part(record.id, [*skeleton.nodes, *nodes], [*skeleton.relationships, *relationships])


def made_of_part(document: Part, place: str) -> Made:
    """What is made of a document that is this part, in which this place reports."""
    agencies = agencies_of(place, seed_registry())
    others = [
        Part(f"agencies-of-{place}", [*map(agency_node, agencies)], []),
        Part(f"links-of-{document.key}", [], [*mandates(document, agencies)]),
    ]
    offer = Offer(place, named(document), citing(document), aligned(document))
    return Made(document, [each for each in others if each.nodes or each.relationships], offer)


def _as_made(found: Kept) -> Made:
    document, *others = found.parts
    return Made(document, others, _OFFER.validate_json(found.noted))


_OFFER = TypeAdapter(Offer)


@lru_cache(1)
def _glossary(aliases: tuple[tuple[str, str], ...]) -> Glossary:
    return seed_glossary().with_aliases(aliases)


@cache
def version() -> str:
    """Digest of all code, rules and lists that decide what is made, read once a process."""
    digest = blake2b(loaders_digest().encode() + model_version().encode(), digest_size=_BYTES)
    folders: Mapping[Path, str] = {
        _PACKAGE: "*.py",
        _PACKAGE / "build": "**/*",
        _PACKAGE / "tables": "*.py",
        _PACKAGE / "stores": "digest.py",
        _SEED: "*.csv",
    }
    for folder, pattern in folders.items():
        for path in sorted(each for each in folder.glob(pattern) if each.is_file()):
            if path.suffix in (".py", ".toml", ".csv"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
