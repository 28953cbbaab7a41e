"""What is made of one document alone, and kept: its parts, and what it brings to links with others.

It depends on the document's facts, on what people called things, and on Lantu itself; so it is made
once, and again only when one of these changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from pydantic import TypeAdapter

from graph.build.alignment import Aligned, aligned
from graph.build.citations.held import Citing, citing
from graph.build.claims import claims
from graph.build.components import Named, named
from graph.build.former import Former, carried, read_former, with_former, write_former
from graph.build.frame import frame
from graph.build.mandates import agency_node, mandates
from graph.collection import Collection
from graph.glossary import Glossary, seed_glossary
from graph.ids import id_before
from graph.loaders.evidence import loaders_digest
from graph.parts import Part
from graph.record import Record
from graph.registry import agencies_of, seed_registry
from graph.stores.digest import model_version
from graph.tables.files import Kept, files, forget_others, keep, kept

_PACKAGE = Path(__file__).parents[1]
_SEED = _PACKAGE.parent / "seed"
_BYTES = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """What a document brings to links with others."""

    place: str
    named: Sequence[Named]
    citing: Citing
    aligned: Aligned


@dataclass(frozen=True, slots=True)
class Made:
    """The part of a document, those of the agencies of its place and of what they answer for, as
    far as there are any, and its offer."""

    document: Part
    others: Sequence[Part]
    offer: Offer


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
        self._glossary: Glossary | None = None

    def of(self, document: str) -> Made:
        """What is made of a document. Raises CollectionError where it is missing or damaged."""
        made_of = f"{document}.{self._digest(document)}"
        self._used.add(made_of)
        # A file that somebody takes away just now is as good as none.
        with suppress(OSError):
            path = self._files.get(made_of)
            if path and (found := kept(path)):
                if not self._keeping:
                    found.file.rows  # noqa: B018
                return _as_made(found)
        record = self._collection.read(document)
        self._glossary = self._glossary or seed_glossary().with_aliases(self._aliases)
        part = document_part(record, self._glossary)
        former = self._former(part)
        made_of = f"{document}.{self._digest(document)}"
        self._used.add(made_of)
        made = made_of_part(with_former(part, former), record.document.place)
        if self._keeping:
            # What could not be written is made again the next time.
            with suppress(OSError):
                noted = _OFFER.dump_python(made.offer, mode="json")
                parts = [made.document, *made.others]
                return _as_made(keep(self._collection.tables, made_of, parts, noted))
        return made

    def _former(self, part: Part) -> Former:
        """Where old ids lead; with what is kept of the document as it was read before."""
        path = self._collection.former_path(part.key)
        known = read_former(path)
        if not self._keeping:
            return known
        former = known
        of_before = (f"{part.key}.", f"{id_before(part.key)}.")
        for made_of, file in self._files.items():
            if made_of.startswith(of_before) and (before := kept(file)):
                # A file that somebody takes away just now is as good as none.
                with suppress(OSError):
                    former = carried(former, before.file.rows, part)
        if former != known:
            write_former(path, former)
        return former

    def forget_others(self) -> None:
        """Take away what was kept of anything but the documents that were asked for."""
        forget_others(self._collection.tables, self._used)

    def _digest(self, document: str) -> str:
        former = self._collection.former_digest(document)
        told = [self._collection.facts_digest(document), former, _version()]
        told += map(repr, self._aliases)
        return blake2b("\n".join(told).encode(), digest_size=_BYTES).hexdigest()


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
    return Made(document, others, _OFFER.validate_python(found.noted))


_OFFER = TypeAdapter(Offer)


@cache
def _version() -> str:
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
