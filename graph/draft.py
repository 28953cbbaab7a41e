"""A collection as it will be when a change to it is made."""

from __future__ import annotations

import json
from collections.abc import Collection as Group
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import RLock

from filelock import FileLock, Timeout

from graph.change import Change, finish
from graph.checking import Held
from graph.collection import Collection
from graph.decisions import Decision, DecisionKind, said_of, with_decision
from graph.errors import CollectionBusy, CollectionError, DocumentError
from graph.files import Move, Stamp, plain_name, remove_leftovers
from graph.identities import identity_of, known_as
from graph.ids import is_same_id, lengthened
from graph.incoming import Begun, Incoming, in_order
from graph.loaders.content import file_content
from graph.loaders.document import NOTHING_SAID, Said
from graph.reader import Reader
from graph.record import Origin, Record, document_id, dump
from graph.removed import Removed, kept_for

LOCK_SECONDS = 600.0
"""How long whoever wants to write waits until others have written."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many documents were extracted again, and a sentence for each that was found damaged:
    those that are whole again, and those that could not be extracted."""

    count: int
    mended: Sequence[str]
    failures: Sequence[str]


class Draft(Collection):
    """Reads as the collection will be, and changes that.

    It is opened by `of`. Nothing is to be seen of it outside until `make`. Every method raises
    CollectionError where the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._change = Change(folder)
        self._begun = Begun(folder / "loading")
        self._turn = RLock()
        self._held = {each.id: each for each in self.held()}

    @classmethod
    @contextmanager
    def of(cls, collection: Collection, wait_seconds: float = LOCK_SECONDS) -> Iterator[Draft]:
        """Hold the collection's write lock, and change it through the draft that is given.

        Leaving the block makes the change, all of it or nothing; an error discards it. Raises
        CollectionBusy where another process writes for longer than `wait_seconds`, and
        CollectionError where the folder cannot be written.
        """
        if collection.folder.is_dir():
            collection._listing()
        with collection._changing():
            for folder in collection._folders():
                folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(collection.folder / ".lock", timeout=wait_seconds)
            try:
                lock.acquire()
            except Timeout as error:
                raise CollectionBusy(
                    f"{collection.folder} is being written by another process (a load, a removal "
                    "or a backup); try again when it has ended"
                ) from error
        try:
            with collection._changing():
                finish(collection.folder)
                remove_leftovers((collection.folder, *collection._folders()))
            draft = cls(collection.folder)
            try:
                yield draft
                draft.make()
            finally:
                draft.discard()
        finally:
            lock.release()

    def add(
        self,
        file: Path,
        reader: Reader,
        said: Said = NOTHING_SAID,
        by: str = "",
    ) -> tuple[Held, bool]:
        """Read a file and keep it: see `take` and `keep`."""
        return self.keep(self.take(file, reader, said), reader, said, by)

    def take(
        self,
        file: Path,
        reader: Reader,
        said: Said = NOTHING_SAID,
        *,
        resumable: bool = False,
        replaces: str = "",
    ) -> Incoming:
        """Read a file and extract its facts, with what a person says.

        It changes nothing, so that several threads may do it at once; what is `resumable` need not
        be read again by the next who wants to load it, if this load is cut off. A document that it
        `replaces` is one that is held. Raises DocumentError.
        """
        content = file_content(file)
        origin = Origin(plain_name(file.name), sha256(content).hexdigest(), reader.version)
        begun = self._begun.find(origin) if resumable else None
        document = begun.document if begun else reader.read(content, origin.file)
        told_by = begun.told_by if begun else document_id(document, origin.file)
        identity, origin = self._meant(told_by, origin, said, replaces)
        incoming = Incoming(file, content, identity, told_by, origin, replaces=replaces)
        if self._holds(identity, origin):
            return incoming
        if begun and begun.origin == origin:
            return replace(incoming, document=begun.document, facts=begun.facts)
        read = None if begun else document
        document, facts = reader.understand(content, origin, read)
        incoming = replace(incoming, document=document, facts=facts)
        if resumable:
            self._begun.note(incoming.record(document))
        return incoming

    def keep(
        self,
        incoming: Incoming,
        reader: Reader,
        said: Said = NOTHING_SAID,
        by: str = "",
    ) -> tuple[Held, bool]:
        """Keep a file that was read and its facts, with what a person says.

        A newer version of a document replaces the older one. Returns the document as it is held
        and whether anything changed. Raises DocumentError with the draft as it was.
        """
        replaces = incoming.replaces
        identity, origin = self._meant(incoming.told_by, incoming.origin, said, replaces)
        if (identity, origin) != (incoming.identity, incoming.origin):
            # Others came since it was read, one of which is the same document.
            incoming = self.take(incoming.file, reader, said, replaces=replaces)
        held = self._held.get(incoming.identity)
        if incoming.document is None or self._holds(incoming.identity, incoming.origin):
            return self._held[incoming.identity], False
        record = incoming.record(incoming.document)
        with self._turn, self._changing():
            if held and held.facts.origin and held.facts.origin.sha256 != incoming.origin.sha256:
                self._retire(held)
            self._change.write(self._original(incoming.origin), incoming.content)
            self._say(record.id, said, by)
            return self._keep(record, incoming.identity), True

    def forget_begun(self) -> None:
        """Take away what was read for loads that were cut off."""
        self._begun.forget()

    def say(self, document: str, said: Said, by: str) -> None:
        """Write down what a person says of a document; `refresh` reads it again so."""
        self._say(self._held_as(document), said, by)

    def remove(self, document: str) -> None:
        """Take a document out, to be kept for a while. Raises CollectionError if it is not in."""
        document = self._held_as(document)
        with self._changing():
            self._retire(self._held.pop(document))
            self._change.delete(self._path(document))

    def restore(self, document: str) -> Removed:
        """Bring back the version of a document that was replaced or removed last.

        What is in its place is kept for a while in turn. Raises CollectionError where there is
        none.
        """
        kept = next((each for each in self.removed() if is_same_id(each.id, document)), None)
        if kept is None or kept.facts.origin is None:
            raise CollectionError(
                f"{self.folder} keeps no earlier version of {document}: "
                "lantu documents --removed lists what it keeps"
            )
        document = known_as(kept.id, self._held)
        with self._changing():
            if document in self._held:
                self._retire(self._held[document])
            self._change.link(kept.facts_path, self._path(document))
            if kept.original_path.exists():
                original = self._original(kept.facts.origin)
                self._change.link(kept.original_path, original)
                self._change.delete(kept.original_path)
            self._change.delete(kept.facts_path)
        self._held[document] = self._checked(document)
        return kept

    def refresh(
        self,
        reader: Reader,
        documents: Group[str] | None = None,
    ) -> Refreshed:
        """Extract again what another extractor extracted, or before a person said otherwise.

        So are facts that are damaged, and where `documents` are named these only.
        """
        asked = documents and {known_as(each, self._held) for each in documents}
        decisions, count = self.decisions(), 0
        mended: list[str] = []
        failures: list[str] = []

        def wanted(held: Held) -> Origin | None:
            said = said_of(held.id, decisions)
            origin = held.facts.origin
            return origin and replace(origin, extractor=reader.version, said=said)

        def is_out_of_date(held: Held) -> bool:
            is_wanted = wanted(held) == held.facts.origin
            return not is_wanted or bool(held.facts.fault) or held.has_id_of_before

        def read(held: Held) -> Record:
            return self._extracted(held, wanted(held), reader)

        among = [each for each in self._held.values() if asked is None or each.id in asked]
        again = [each for each in among if is_out_of_date(each)]
        for held, record in in_order(again, read, reader.executor.at_once):
            try:
                self._keep(record.result(), held.id)
            except DocumentError as error:
                failures.append(f"{held.id} was not extracted again: {error}")
                continue
            count += 1
            if held.facts.fault:
                mended.append(f"{held.facts_name} {held.facts.fault}: it was made again")
        return Refreshed(count, mended, failures)

    def damaged(self) -> list[str]:
        """The documents whose facts are damaged."""
        return [each.id for each in self._held.values() if each.facts.fault]

    def decide(self, decision: Decision) -> None:
        """Write down what a person decided."""
        with self._changing():
            self._change.write(self._decisions, with_decision(self._decided(), decision))

    def note_built(self, digests: Mapping[str, str]) -> None:
        """Write down which graph the documents give."""
        noted = {"state": self.state(), "digests": dict(digests)}
        with self._changing():
            self._change.write(self._built, json.dumps(noted, sort_keys=True).encode())

    def put_in_place(self, move: Move) -> None:
        """Have a file, in the collection's folder, take its place together with the change."""
        self._change.move(move)

    def make(self) -> None:
        """Make the change. Raises CollectionError with nothing changed."""
        with self._changing():
            self._drop_what_is_out_of_date()
            self._change.make()

    def discard(self) -> None:
        """Leave the collection as it was."""
        self._change.discard()

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be changed."""
        return bool(self._change)

    def _settled(self) -> dict[str, Stamp]:
        return self._listing()

    def _listing(self) -> dict[str, Stamp]:
        found = super()._listing()
        there = {document for document in found if self._change.now_at(self._path(document))}
        there |= {path.stem for path in self._change.written(self._facts)}
        return {each: Stamp.of(self._at(self._path(each))) for each in sorted(there)}

    def _at(self, path: Path) -> Path:
        return self._change.now_at(path) or path

    def _meant(self, told_by: str, origin: Origin, said: Said, replaces: str) -> tuple[str, Origin]:
        """The document that a file is, by its id, and its origin with all that people say of it.

        Raises DocumentError for a file that is another document than the one that it replaces.
        """
        with self._turn:
            identity = identity_of(told_by, origin.sha256, self._held, self.removed())
            if replaces and identity != (replaced := self._held_as(replaces)):
                if identity in self._held:
                    raise DocumentError(
                        f"{origin.file} is another document that is held here, {identity}: "
                        "replace that one, or remove it first."
                    )
                identity = replaced
            corrected = _combined(said_of(identity, self.decisions()), said)
            return identity, replace(origin, said=corrected)

    def _holds(self, document: str, origin: Origin) -> bool:
        held = self._held.get(document)
        return held is not None and not held.fault and held.facts.origin == origin

    def _held_as(self, document: str) -> str:
        """The id of a document that is held. Raises CollectionError where it is not."""
        if (known := known_as(document, self._held)) not in self._held:
            raise self._unknown(document)
        return known

    def _extracted(self, held: Held, origin: Origin | None, reader: Reader) -> Record:
        if origin is None or held.original_fault:
            raise DocumentError(held.fault)
        content = file_content(self._at(self._original(origin)))
        read = reader.read(content, origin.file)
        told_by = document_id(read, origin.file)
        document, facts = reader.understand(content, origin, read)
        return Record(lengthened(held.id, told_by), told_by, origin, document, facts)

    def _keep(self, record: Record, known_as: str) -> Held:
        with self._changing():
            self._change.write(self._path(record.id), dump(record))
            if known_as != record.id and known_as in self._held:
                del self._held[known_as]
                self._change.delete(self._path(known_as))
        held = self._held[record.id] = self._checked(record.id)
        return held

    def _retire(self, held: Held) -> None:
        kept = Removed.now(self._removed, held.id)
        self._change.link(self._at(self._path(held.id)), kept.facts_path)
        if held.facts.origin and not held.original_fault:
            self._change.link(self._at(self._original(held.facts.origin)), kept.original_path)

    def _say(self, document: str, said: Said, by: str) -> None:
        known = said_of(document, self.decisions())
        kinds: tuple[DecisionKind, ...] = ("place", "year", "title")
        for kind in kinds:
            value = getattr(said, kind)
            if value is not None and value != getattr(known, kind):
                at = datetime.now(UTC).isoformat(timespec="seconds")
                self.decide(Decision(kind, document, str(value), by, at))

    def _drop_what_is_out_of_date(self) -> None:
        oldest = datetime.now(UTC) - kept_for()
        for each in self.removed():
            if each.at <= oldest:
                self._change.delete(each.facts_path)
                self._change.delete(each.original_path)
        origins = [each.facts.origin for each in self._held.values()]
        used = {self._original(origin) for origin in origins if origin}
        # Where a document does not tell which original is its own, any may be.
        if None not in origins:
            for path in self._originals.iterdir():
                if path not in used and not path.name.startswith("."):
                    self._change.delete(path)


def _combined(known: Said, said: Said) -> Said:
    given = {each.name: getattr(said, each.name) for each in fields(said)}
    return replace(known, **{name: value for name, value in given.items() if value is not None})
