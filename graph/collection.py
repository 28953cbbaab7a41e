"""A collection: the folder that is the truth, from which any graph can be built again.

    originals/   each document as it came, named by its digest
    facts/       what was found in it, one file of JSON lines a document (see `graph.record`)
    decisions.jsonl   what people decided: aliases, links accepted and refused; append-only
    graph/       the embedded store's graph, and what graph was built last; can be thrown away

A document is in the collection if and only if its file in `facts/` is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from graph.errors import CollectionError
from graph.files import append_line, remove_leftovers, sync_folder, write_atomically
from graph.limited.limits import FileLimits, file_limits
from graph.limited.processes import extract_facts, read_content
from graph.loaders.content import file_content
from graph.loaders.extraction import Extractor
from graph.record import Origin, Record, document_id, dump, parse, parse_origin


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided.

    An `alias` says that `other` is another name for what is called `name`; `same` and `different`
    say whether the nodes with the ids `name` and `other` are one thing.
    """

    kind: Literal["alias", "same", "different"]
    name: str
    other: str
    by: str
    at: str
    reason: str = ""


class Collection:
    """A folder of documents, their facts and what people decided."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._originals = folder / "originals"
        self._facts = folder / "facts"
        self._decisions = folder / "decisions.jsonl"
        self._built = folder / "graph" / "built.json"

    @property
    def graph_file(self) -> Path:
        """Where the embedded store keeps this collection's graph."""
        return self.folder / "graph" / "graph.lbug"

    @contextmanager
    def writing(self, wait_seconds: float = 600) -> Iterator[None]:
        """Hold the collection's write lock, which the system releases when a process dies.

        Raises CollectionError where another process holds it for longer than `wait_seconds`, or
        the folder cannot be written.
        """
        lock = FileLock(self.folder / ".lock", timeout=wait_seconds)
        with self._changing():
            for folder in (self._originals, self._facts, self.graph_file.parent):
                folder.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                raise CollectionError(
                    f"{self.folder} is being written by another process; "
                    "try again when it has ended"
                ) from error
        try:
            with self._changing():
                remove_leftovers((self._originals, self._facts, self._built.parent))
            yield
        finally:
            lock.release()

    def ids(self) -> list[str]:
        """The ids of its documents, in order."""
        return sorted(path.stem for path in self._facts.glob("*.jsonl"))

    def read(self, document: str) -> Record:
        """One document with its facts. Raises CollectionError where it is missing or damaged."""
        with self._reading(document) as path:
            return parse(path.read_bytes())

    def origin(self, document: str) -> Origin:
        """Where one document came from. Raises CollectionError where it is missing or damaged."""
        with self._reading(document) as path, path.open("rb") as file:
            return parse_origin(file.readline())

    def records(self) -> Iterator[Record]:
        """All documents with their facts, in the order of their ids."""
        return map(self.read, self.ids())

    def add(
        self, file: Path, extractor: Extractor, limits: FileLimits | None = None
    ) -> tuple[Record, bool]:
        """Read a file within limits, extract its facts and keep both; call it while `writing`.

        A newer version of a document replaces the older one. Returns the record as it is kept and
        whether anything changed. Raises DocumentError with the collection as it was.
        """
        limits = limits or file_limits()
        content = file_content(file)
        document = read_content(content, file.name, limits)
        identity = document_id(document, file.name)
        origin = Origin(file.name, sha256(content).hexdigest(), extractor.version)
        path = self._facts / f"{identity}.jsonl"
        is_held = path.exists()
        if is_held and self.origin(identity) == origin:
            return self.read(identity), False
        facts = extract_facts(extractor, document, file.name, limits)
        record = Record(identity, origin, document, facts)
        with self._changing():
            write_atomically(self._original(origin), content)
            write_atomically(path, dump(record))
            if is_held:
                self._drop_unused_originals()
        return record, True

    def remove(self, document: str) -> None:
        """Take a document out; call it while `writing`. Raises CollectionError if it is not in."""
        path = self._facts / f"{document}.jsonl"
        if not path.exists():
            raise CollectionError(f"{self.folder} has no document {document}")
        with self._changing():
            path.unlink()
            sync_folder(self._facts)
            self._drop_unused_originals()

    def refresh(self, extractor: Extractor) -> int:
        """Extract again what another extractor extracted; call it while `writing`.

        Returns how many documents that were.
        """
        limits = file_limits()
        stale = [each for each in self.ids() if self.origin(each).extractor != extractor.version]
        for identity in stale:
            origin = replace(self.origin(identity), extractor=extractor.version)
            content = file_content(self._original(origin))
            document = read_content(content, origin.file, limits)
            facts = extract_facts(extractor, document, origin.file, limits)
            record = Record(identity, origin, document, facts)
            with self._changing():
                write_atomically(self._facts / f"{identity}.jsonl", dump(record))
        with self._changing():
            # A load that was killed may have left one whose facts were not written any more.
            self._drop_unused_originals()
        return len(stale)

    def state(self) -> str:
        """A digest of all that a graph is built from: facts and decisions."""
        digest = sha256()
        decided = [self._decisions] if self._decisions.exists() else []
        for path in (*sorted(self._facts.glob("*.jsonl")), *decided):
            digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def note_built(self, digests: Mapping[str, str]) -> None:
        """Write down which graph the documents give as they are; call it while `writing`."""
        with self._changing():
            write_atomically(self._built, self._note(digests))

    def is_built_as(self, digests: Mapping[str, str]) -> bool:
        """Whether this is the graph that the documents give as they are, as far as was noted."""
        return self._built.exists() and self._built.read_bytes() == self._note(digests)

    def decisions(self) -> list[Decision]:
        """What people decided, oldest first. Raises CollectionError for a line that is none."""
        if not self._decisions.exists():
            return []
        decisions = []
        lines = self._decisions.read_text("utf-8").split("\n")[:-1]
        for number, line in enumerate(lines, start=1):
            try:
                decisions.append(Decision(**json.loads(line)))
            except (ValueError, TypeError) as error:
                raise CollectionError(f"{self._decisions}, line {number}: {error}") from error
        return decisions

    def decide(self, decision: Decision) -> None:
        """Write down what a person decided; call it while `writing`."""
        with self._changing():
            append_line(self._decisions, json.dumps(asdict(decision), ensure_ascii=False))

    def _note(self, digests: Mapping[str, str]) -> bytes:
        content = {"state": self.state(), "digests": dict(digests)}
        return json.dumps(content, sort_keys=True).encode()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CollectionError(
                f"{self.folder} cannot be written ({error.strerror or error}); "
                "what was to be changed is as it was"
            ) from error

    @contextmanager
    def _reading(self, document: str) -> Iterator[Path]:
        path = self._facts / f"{document}.jsonl"
        try:
            yield path
        except FileNotFoundError as error:
            raise CollectionError(f"{self.folder} has no document {document}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise CollectionError(
                f"{path} is damaged ({error}); remove that file and load the document again"
            ) from error

    def _original(self, origin: Origin) -> Path:
        return self._originals / (origin.sha256 + Path(origin.file).suffix.lower())

    def _drop_unused_originals(self) -> None:
        used = {self._original(self.origin(document)).name for document in self.ids()}
        for path in self._originals.iterdir():
            if path.name not in used:
                path.unlink()
