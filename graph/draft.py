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
from typing import TYPE_CHECKING, cast

from filelock import FileLock, Timeout

from graph.change import Change, finish
from graph.checking import Held
from graph.collection import Collection
from graph.decisions import Decision, DecisionKind, said_of, with_decision
from graph.errors import CollectionBusy, CollectionError, DocumentError
from graph.executors import HERE, Executor
from graph.files import Move, Stamp, plain_name, remove_leftovers
from graph.ids import is_same_id, lengthened, stable_id
from graph.incoming import Begun, Incoming, in_order
from graph.limited.limits import FileLimits, file_limits
from graph.limited.processes import extract_facts, read_content
from graph.loaders.content import file_content
from graph.loaders.document import NOTHING_SAID, Document, Said
from graph.record import Origin, Record, document_id, dump
from graph.removed import Removed, kept_for

if TYPE_CHECKING:
    from graph.loaders.extraction import Extractor

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
        extractor: Extractor,
        said: Said = NOTHING_SAID,
        by: str = "",
        limits: FileLimits | None = None,
    ) -> tuple[Held, bool]:
        """Read a file and keep it: see `take` and `keep`."""
        return self.keep(self.take(file, extractor, said, limits), extractor, said, by, limits)

    def take(
        self,
        file: Path,
        extractor: Extractor,
        said: Said = NOTHING_SAID,
        limits: FileLimits | None = None,
        *,
        resumable: bool = False,
        executor: Executor = HERE,
        replaces: str = "",
    ) -> Incoming:
        """Read a file within limits and extract its facts, with what a person says.

        It changes nothing, so that several threads may do it at once; what is `resumable` need not
        be read again by the next who wants to load it, if this load is cut off. A document that it
        `replaces` is one that is held. Raises DocumentError.
        """
        limits = limits or file_limits()
        content = file_content(file)
        name, digest = plain_name(file.name), sha256(content).hexdigest()
        begun = self._begun.find(name, digest, extractor.version) if resumable else None
        document = None if begun else executor.call(read_content, content, name, limits)
        told_by = begun.told_by if begun else document_id(cast(Document, document), name)
        origin = Origin(name, digest, extractor.version)
        identity, origin = self._meant(told_by, origin, said, replaces)
        incoming = Incoming(file, content, identity, told_by, origin, replaces=replaces)
        if self._holds(identity, origin):
            return incoming
        if begun and begun.origin == origin:
            return replace(incoming, document=begun.document, facts=begun.facts)
        if document is None or origin.said != NOTHING_SAID:
            document = executor.call(read_content, content, name, limits, origin.said)
        facts = executor.call(extract_facts, extractor, document, name, limits)
        incoming = replace(incoming, document=document, facts=facts)
        if resumable:
            self._begun.note(incoming.record(document))
        return incoming

    def keep(
        self,
        incoming: Incoming,
        extractor: Extractor,
        said: Said = NOTHING_SAID,
        by: str = "",
        limits: FileLimits | None = None,
    ) -> tuple[Held, bool]:
        """Keep a file that was read and its facts, with what a person says.

        A newer version of a document replaces the older one. Returns the document as it is held
        and whether anything changed. Raises DocumentError with the draft as it was.
        """
        replaces = incoming.replaces
        identity, origin = self._meant(incoming.told_by, incoming.origin, said, replaces)
        if (identity, origin) != (incoming.identity, incoming.origin):
            # Others came since it was read, one of which is the same document.
            incoming = self.take(incoming.file, extractor, said, limits, replaces=replaces)
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
        document = self._known_as(kept.id)
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
        extractor: Extractor,
        documents: Group[str] | None = None,
        executor: Executor = HERE,
    ) -> Refreshed:
        """Extract again what another extractor extracted, or before a person said otherwise.

        So are facts that are damaged, and where `documents` are named these only.
        """
        asked = documents and {self._known_as(each) for each in documents}
        decisions, count = self.decisions(), 0
        mended: list[str] = []
        failures: list[str] = []

        def wanted(held: Held) -> Origin | None:
            said = said_of(held.id, decisions)
            origin = held.facts.origin
            return origin and replace(origin, extractor=extractor.version, said=said)

        def is_out_of_date(held: Held) -> bool:
            is_wanted = wanted(held) == held.facts.origin
            return not is_wanted or bool(held.facts.fault) or held.has_id_of_before

        def read(held: Held) -> Record:
            return self._extracted(held, wanted(held), extractor, executor)

        among = [each for each in self._held.values() if asked is None or each.id in asked]
        again = [each for each in among if is_out_of_date(each)]
        for held, record in in_order(again, read, executor.at_once):
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
            identity = self._known_as(self._identity(told_by, origin.sha256))
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

    def _identity(self, told_by: str, digest: str) -> str:
        """The id of a document: the one it has or had here, whatever it was called since.

        A file that is held, or was, is that document; so is one that says of itself what it says.
        """
        known = [(each.id, each.facts) for each in self._held.values()]
        known += [(each.id, each.facts) for each in self.removed()]
        for identity, facts in known:
            if facts.origin and facts.origin.sha256 == digest:
                return identity
        for identity, facts in known:
            if facts.summary and is_same_id(facts.summary.told_by, told_by):
                return identity
        taken = self._held.get(self._known_as(told_by))
        if taken and taken.facts.summary:
            return stable_id("Document", told_by, digest)
        return told_by

    def _held_as(self, document: str) -> str:
        """The id of a document that is held. Raises CollectionError where it is not."""
        if (known := self._known_as(document)) not in self._held:
            raise self._unknown(document)
        return known

    def _known_as(self, document: str) -> str:
        """The id under which a document is held, be it of before or of now; else what is given."""
        if document in self._held:
            return document
        return next((each for each in self._held if is_same_id(each, document)), document)

    def _extracted(
        self, held: Held, origin: Origin | None, extractor: Extractor, executor: Executor
    ) -> Record:
        if origin is None or held.original_fault:
            raise DocumentError(held.fault)
        content, limits = file_content(self._at(self._original(origin))), file_limits()
        document = executor.call(read_content, content, origin.file, limits)
        told_by = document_id(document, origin.file)
        if origin.said != NOTHING_SAID:
            document = executor.call(read_content, content, origin.file, limits, origin.said)
        facts = executor.call(extract_facts, extractor, document, origin.file, limits)
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
