"""A collection: the folder that is the truth, from which any graph can be built again.

    originals/   each document as it came, named by its digest
    facts/       what was found in it, one file of JSON lines a document (see `graph.record`)
    decisions.jsonl   what people decided (see `graph.decisions`)
    former/      ids that things had once, and where they lead (see `graph.build.former`)
    removed/     what was replaced or removed, for a while (see `graph.removed`)
    tables/      each document's part of the graph (see `graph.tables`); can be thrown away
    graph/       the embedded store's graph, and what graph was built last; can be thrown away

A document is in the collection if and only if its file in `facts/` is.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graph.change import finish, is_under_way
from graph.checking import Held, facts_file, fault_of_original
from graph.decisions import Decision, parse_decisions
from graph.errors import CollectionError
from graph.files import Stamp, digest_of, ending_of
from graph.record import Origin, Record, parse
from graph.removed import Removed, removed_in

_SECONDS_TO_SETTLE = 30.0


class Collection:
    """A folder of documents, their facts and what people decided: read at any time.

    Who reads while it is changed (`graph.draft`) finds it as it was or as it will be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._originals = folder / "originals"
        self._facts = folder / "facts"
        self._former = folder / "former"
        self._removed = folder / "removed"
        self._decisions = folder / "decisions.jsonl"
        self._built = folder / "graph" / "built.json"

    @property
    def tables(self) -> Path:
        """Where what is made of each document is kept."""
        return self.folder / "tables"

    def former_path(self, document: str) -> Path:
        """Where it is kept what ids of a document's things lead to that they had once."""
        return self._former / f"{document}.json"

    @property
    def graph_file(self) -> Path:
        """Where the embedded store keeps this collection's graph."""
        return self.folder / "graph" / "graph.lbug"

    def held(self) -> list[Held]:
        """Its documents and the state of their files, in the order of their ids.

        Raises CollectionError where the folder cannot be read: that is not to be empty.
        """
        while True:
            before = self._settled()
            held = [self._checked(document) for document in before]
            if self._listing() == before:
                return held

    def ids(self) -> list[str]:
        """The ids of its documents, in order. Raises CollectionError as `held` does."""
        return [*self._settled()]

    def read(self, document: str) -> Record:
        """One document with its facts. Raises CollectionError where it is missing or damaged."""
        path = self._at(self._path(document))
        try:
            return parse(path.read_bytes())
        except FileNotFoundError as error:
            raise self._unknown(document) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            fault = self._checked(document).fault or str(error)
            raise CollectionError(f"{document} cannot be used: {fault}") from error

    def whole(self) -> list[str]:
        """The ids of the documents whose facts are whole, in order.

        Raises CollectionError where there are documents and none of them is.
        """
        held = self.held()
        whole = [each for each in held if not each.facts.fault]
        if held and not whole:
            raise CollectionError(
                f"none of the {len(held)} documents of {self.folder} can be read: {held[0].fault}"
            )
        return [each.id for each in whole]

    def records(self) -> Iterator[Record]:
        """The documents that are whole, with their facts. Raises CollectionError as `whole`."""
        return map(self.read, self.whole())

    def facts_digest(self, document: str) -> str:
        """The digest of a document's facts; empty where they cannot be read."""
        return self._digest(self._path(document)).decode()

    def former_digest(self, document: str) -> str:
        """The digest of what is kept of a document's former ids; empty where that is nothing."""
        return self._digest(self.former_path(document)).decode()

    def removed(self) -> list[Removed]:
        """What was replaced or removed and can be brought back, the newest first."""
        try:
            return removed_in(self._removed)
        except OSError as error:
            raise self._unreadable(self._removed, error) from error

    def state(self) -> str:
        """A digest of all that a graph is built from: facts and decisions."""
        digest = sha256()
        for document in self.ids():
            path = self._path(document)
            digest.update(path.name.encode() + self._digest(path))
            digest.update(self.former_digest(document).encode())
        digest.update(self._digest(self._decisions))
        return digest.hexdigest()

    def built(self) -> Mapping[str, Any] | None:
        """What was noted of the graph that was built last: `state` and `digests`."""
        try:
            noted = json.loads(self._built.read_bytes())
        except (OSError, ValueError):
            return None
        return noted if isinstance(noted, dict) else None

    def built_stamp(self) -> Stamp | None:
        """The stamp of what was noted of the graph that was built last; another with each build."""
        try:
            return Stamp.of(self._built)
        except OSError:
            return None

    def is_built_as(self, digests: Mapping[str, str]) -> bool:
        """Whether this is the graph that the documents give as they are, as far as was noted."""
        return self.built() == {"state": self.state(), "digests": dict(digests)}

    def decisions(self) -> list[Decision]:
        """What people decided, oldest first. Raises CollectionError for a line that is none."""
        try:
            return parse_decisions(self._decided())
        except ValueError as error:
            raise CollectionError(f"{self._decisions}, {error}") from error

    def wait_until_settled(self) -> None:
        """Wait for a change that is being made just now, and finish one that was cut off."""
        self._settled()

    def _settled(self) -> dict[str, Stamp]:
        """The files of all documents, at a moment when no change is being made."""
        ends = time.monotonic() + _SECONDS_TO_SETTLE
        while True:
            if is_under_way(self.folder):
                self._finish()
            found = self._listing()
            if not is_under_way(self.folder):
                return found
            if time.monotonic() > ends:
                raise CollectionError(f"{self.folder} is being changed and stays so: try again")
            time.sleep(0.01)

    def _finish(self) -> None:
        """Finish a change whose writer has died; one that lives does it itself."""
        try:
            with FileLock(self.folder / ".lock", timeout=0):
                finish(self.folder)
        except Timeout:
            pass
        except OSError as error:
            raise self._unreadable(self.folder, error) from error

    def _listing(self) -> dict[str, Stamp]:
        try:
            with os.scandir(self._facts) as entries:
                names = sorted(
                    entry.name
                    for entry in entries
                    if entry.name.endswith(".jsonl") and not entry.name.startswith(".")
                )
        except FileNotFoundError as error:
            if self._originals.exists():
                raise self._unreadable(self._facts, error) from error
            return {}
        except OSError as error:
            raise self._unreadable(self._facts, error) from error
        found = {}
        for name in names:
            try:
                found[name.removesuffix(".jsonl")] = Stamp.of(self._facts / name)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise self._unreadable(self._facts, error) from error
        return found

    def _checked(self, document: str) -> Held:
        path = self._path(document)
        facts = facts_file(self._at(path))
        if facts.origin is None:
            return Held(document, facts, self._name(path))
        original = self._original(facts.origin)
        fault = fault_of_original(self._at(original), facts.origin)
        return Held(document, facts, self._name(path), self._name(original), fault)

    def _folders(self) -> Sequence[Path]:
        return (
            *(self._originals, self._facts, self._former, self._removed),
            *(self.tables, self._built.parent),
        )

    def _at(self, path: Path) -> Path:
        """Where a file of the collection stands."""
        return path

    def _path(self, document: str) -> Path:
        return self._facts / f"{document}.jsonl"

    def _original(self, origin: Origin) -> Path:
        return self._originals / (origin.sha256 + ending_of(origin.file))

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.folder))

    def _decided(self) -> bytes:
        try:
            return self._at(self._decisions).read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise self._unreadable(self._decisions, error) from error

    def _digest(self, path: Path) -> bytes:
        try:
            return digest_of(self._at(path)).encode()
        except OSError:
            return b""

    def _unknown(self, document: str) -> CollectionError:
        return CollectionError(f"{self.folder} has no document {document}")

    def _unreadable(self, path: Path, error: OSError) -> CollectionError:
        return CollectionError(
            f"{path} cannot be read ({error.strerror or error}): mend that, or bring the folder "
            "back from a backup; nothing was changed"
        )

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CollectionError(
                f"{self.folder} cannot be written ({error.strerror or error}): nothing was changed"
            ) from error
