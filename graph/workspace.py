"""A collection with the store its graph is kept in: what every way in works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.checking import Held
from graph.collection import Collection
from graph.decisions import Decision
from graph.draft import LOCK_SECONDS, Draft, Refreshed
from graph.errors import CollectionError, DocumentError, LantuError, StoreError, UnfinishedChange
from graph.executors import HERE, Executor
from graph.files import Move, Stamp, plain_name, sync_folder
from graph.incoming import Incoming, in_order
from graph.limited.limits import FileLimits, file_limits
from graph.loaders.document import NOTHING_SAID, Said
from graph.parts import Graph
from graph.reader import Reader
from graph.removed import Removed
from graph.stores import Progress, Store, open_store
from graph.stores.digest import digests_of

if TYPE_CHECKING:
    from graph.linking.judging import Found, Judgement
    from graph.loaders.extraction import Extractor


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file: what was found in it, or why it could not be read.

    Of a document that is held, `error` says what is wrong with its files.
    """

    file: str
    id: str = ""
    title: str = ""
    place: str = ""
    year: int = 0
    entities: int = 0
    indicators: int = 0
    relations: int = 0
    remarks: tuple[str, ...] = ()
    changed: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was written down of pairs, and the pairs of the collection as it is then."""

    decisions: list[Decision]
    pairs: Found
    state: str


@dataclass(frozen=True, slots=True)
class Built:
    """How many documents the graph is of, and what was extracted again for it."""

    documents: int
    refreshed: Refreshed


class Workspace:
    """A collection, the store of its graph and what is done with both.

    Whatever changes them changes both or neither; where that cannot be, the error says so. All
    raise CollectionError and StoreError.
    """

    def __init__(self, collection: Collection, store: Store) -> None:
        self.collection = collection
        self._store = store
        self._is_own = False
        self._seen: Stamp | None = None

    @classmethod
    def open(cls, collection: Path, store: str | None = None) -> Workspace:
        """Open a collection folder; without a store, with its own embedded graph.

        Nothing is written until something is loaded. Raises StoreError.
        """
        folder = Collection(collection)
        workspace = cls(folder, open_store(store or str(folder.graph_file)))
        workspace._is_own = not store
        return workspace

    @property
    def store(self) -> Store:
        """The store, to be read. Raises StoreError where it holds another collection's graph."""
        if self._is_own and self.collection.graph_file.is_file():
            stamp = Stamp.of(self.collection.graph_file)
            if stamp != self._seen:
                self._refuse_another()
                self._seen = stamp
        return self._store

    def load(
        self,
        files: Sequence[Path],
        progress: Progress | None = None,
        extractor: Extractor | None = None,
        said: Said = NOTHING_SAID,
        by: str = "",
        limits: FileLimits | None = None,
        wait_seconds: float = LOCK_SECONDS,
        executor: Executor = HERE,
    ) -> list[Loaded]:
        """Read files into the collection and build the graph anew where that changed anything.

        Each file loads whole or not at all; one that cannot be read, or not within the limits, is
        told by its `error`. What a person `said` holds for all of them. The `executor` reads the
        files and makes their tables, several at once where it can; if the load is cut off, the next
        one of these files goes on from there. Raises CollectionError,
        CollectionBusy where others write for longer than `wait_seconds`, and StoreError.
        """
        reader = _reader(extractor, limits, executor)
        with Draft.of(self.collection, wait_seconds) as draft, self._store.expecting():
            results = []

            def read(file: Path) -> Incoming:
                return draft.take(file, reader, said, resumable=len(files) > 1)

            for count, (file, read_as) in enumerate(in_order(files, read, executor.at_once)):
                if progress:
                    progress(f"Reading {plain_name(file.name)}", count, len(files))
                try:
                    results.append(_loaded(*draft.keep(read_as.result(), reader, said, by)))
                except DocumentError as error:
                    results.append(Loaded(file=plain_name(file.name), error=str(error)))
            self._build_where_changed(draft, progress, executor)
            draft.forget_begun()
        return results

    def replace(
        self,
        document: str,
        file: Path,
        progress: Progress | None = None,
        limits: FileLimits | None = None,
        wait_seconds: float = LOCK_SECONDS,
    ) -> Loaded:
        """Put a file in the place of a document that is held, and build the graph anew.

        The document keeps its id and what people said of it, whatever the file says of itself.
        Raises DocumentError where it cannot be read or is another document, and as `load` does.
        """
        reader = _reader(limits=limits)
        with Draft.of(self.collection, wait_seconds) as draft, self._store.expecting():
            if progress:
                progress(f"Reading {plain_name(file.name)}", 0, 1)
            incoming = draft.take(file, reader, replaces=document)
            loaded = _loaded(*draft.keep(incoming, reader))
            self._build_where_changed(draft, progress)
        return loaded

    def remove(
        self,
        document: str,
        progress: Progress | None = None,
        wait_seconds: float = LOCK_SECONDS,
    ) -> None:
        """Take a document out, to be kept for a while, and build the graph anew.

        Raises as `load` does.
        """
        with Draft.of(self.collection, wait_seconds) as draft:
            draft.remove(document)
            self._build(draft, progress)

    def restore(self, document: str, progress: Progress | None = None) -> Removed:
        """Bring back what was last replaced or removed of a document, and build the graph anew."""
        with Draft.of(self.collection) as draft:
            kept = draft.restore(document)
            draft.refresh(_reader(), {document})
            self._build(draft, progress)
        return kept

    def say(self, document: str, said: Said, by: str, progress: Progress | None = None) -> None:
        """Keep what a person says of a document, read it again so, and build the graph anew."""
        with Draft.of(self.collection) as draft:
            draft.say(document, said, by)
            refreshed = draft.refresh(_reader(), {document})
            if refreshed.failures:
                raise CollectionError(refreshed.failures[0])
            self._build(draft, progress)

    def judge(
        self,
        judgements: Sequence[Judgement],
        by: str,
        progress: Progress | None = None,
        wait_seconds: float = LOCK_SECONDS,
    ) -> Judged:
        """Write down what somebody says of pairs of things, and build the graph anew.

        All of it or nothing. Raises UnknownName for a pair that is none, and as `load` does.
        """
        from graph.linking.judging import Judging

        with Draft.of(self.collection, wait_seconds) as draft:
            judging = Judging.of(draft)
            decisions = [judging.decision(each, by) for each in judgements]
            for each in decisions:
                draft.decide(each)
            graph = self._build(draft, progress)
            pairs = Judging(graph, self.collection.decisions()).as_json()
            return Judged(decisions, pairs, self.collection.state())

    def build(self, progress: Progress | None = None, executor: Executor = HERE) -> Built:
        """Extract again what another extractor extracted, and build the graph anew.

        The `executor` does the work on each document, several at once where it can.
        """
        with Draft.of(self.collection) as draft:
            refreshed = draft.refresh(_reader(executor=executor))
            self._build(draft, progress, executor)
            return Built(len(draft.ids()) - len(draft.damaged()), refreshed)

    def documents(self) -> list[Loaded]:
        """What the collection holds, in the order of place and year."""
        held = [_loaded(each) for each in self.collection.held()]
        return sorted(held, key=lambda each: (each.place, each.year, each.title))

    @property
    def is_on_server(self) -> bool:
        """Whether the store is a server, which has to be asked for what it holds."""
        return self._store.dialect == "neo4j"

    def version(self) -> str:
        """What differs once a document or a decision came, went or changed. Raises StoreError."""
        try:
            return f"{self.collection.built_stamp()} {self._store.version()}"
        except OSError:
            # No file yet, or none just now.
            return f"{self.collection.built_stamp()}"

    def is_built(self) -> bool:
        """Whether the store holds the graph of the collection as it is. Raises StoreError."""
        return self.collection.is_built_as(self._store.digests())

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def _build_where_changed(
        self, draft: Draft, progress: Progress | None, executor: Executor = HERE
    ) -> None:
        if draft.is_changed or not self.is_built():
            self._build(draft, progress, executor)

    def _build(self, draft: Draft, progress: Progress | None, executor: Executor = HERE) -> Graph:
        if progress:
            progress("Linking the documents", 0, 1)
        if damaged := draft.damaged():
            draft.refresh(_reader(), damaged)
        graph = _graph_of(draft, keeping=True, executor=executor)
        own = self.collection.folder
        try:
            moves = self._store.prepare(graph, progress)
            for move in moves:
                if move.target.is_relative_to(own):
                    draft.put_in_place(move)
            draft.note_built(digests_of(graph))
            draft.make()
        except UnfinishedChange:
            raise
        except CollectionError as error:
            raise CollectionError(f"{error}{self._put_back()}") from error
        except StoreError as error:
            raise StoreError(f"{error}; no document was changed{self._put_back()}") from error
        for move in moves:
            if not move.target.is_relative_to(own):
                _put_in_place(move)
        return graph

    def _put_back(self) -> str:
        """Have a server hold again what the collection gives, which is as it was.

        Where it does not, what that means, in words to be put behind an error.
        """
        if self._store.dialect == "neo4j":
            try:
                self._store.replace(_graph_of(self.collection))
            except LantuError:
                return (
                    ", but the server may hold a part of the new graph: when it answers again, "
                    "run lantu build"
                )
        return ""

    def _refuse_another(self) -> None:
        while True:
            ids, stamp = self._known_ids(), Stamp.of(self.collection.graph_file)
            digests, noted = self._store.digests(), self.collection.built()
            if self._known_ids() == ids and Stamp.of(self.collection.graph_file) == stamp:
                break
        documents = {key for key in digests if key.startswith("document-")}
        if (ids is not None and documents - ids) or (noted and noted.get("digests") != digests):
            raise StoreError(
                f"the graph {self.collection.graph_file} was not built from this collection as it "
                "was last: run lantu build"
            )

    def _known_ids(self) -> set[str] | None:
        try:
            return {*self.collection.ids()}
        except UnfinishedChange:
            raise
        except CollectionError:
            # What cannot be read now is no reason to distrust the graph that was built of it.
            return None


def _put_in_place(move: Move) -> None:
    try:
        move.source.replace(move.target)
        sync_folder(move.target.parent)
    except OSError as error:
        raise StoreError(
            f"the documents are as you wanted them, but the graph could not be put in place at "
            f"{move.target} ({error.strerror}): run lantu build"
        ) from error


def _loaded(held: Held, changed: bool = False) -> Loaded:
    summary, origin = held.facts.summary, held.facts.origin
    if summary is None:
        return Loaded(origin.file if origin else held.facts_name, held.id, error=held.fault)
    return Loaded(
        file=summary.origin.file,
        id=held.id,
        title=summary.title,
        place=summary.place,
        year=summary.year,
        entities=summary.entities,
        indicators=summary.indicators,
        relations=summary.relations,
        remarks=summary.remarks,
        changed=changed,
        error=held.fault,
    )


# Whoever only reads, as most commands do, need not wait until rules and models are there.


def _reader(
    extractor: Extractor | None = None,
    limits: FileLimits | None = None,
    executor: Executor = HERE,
) -> Reader:
    from graph.loaders.extraction import default_extractor

    return Reader(extractor or default_extractor(), limits or file_limits(), executor)


def _graph_of(collection: Collection, *, keeping: bool = False, executor: Executor = HERE) -> Graph:
    from graph.build.assemble import build_graph

    return build_graph(collection, keeping=keeping, executor=executor)
