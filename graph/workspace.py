"""A collection with the store its graph is kept in: what every way in works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.build import build_graph
from graph.collection import Collection
from graph.errors import DocumentError
from graph.limited.limits import FileLimits
from graph.loaders.extraction import Extractor, default_extractor
from graph.loaders.facts import Entity, Indicator, Relation
from graph.record import Record
from graph.stores import Progress, Store, open_store


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file: what was found in it, or why it could not be read."""

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


class Workspace:
    """A collection, the store of its graph and what is done with both."""

    def __init__(self, collection: Collection, store: Store) -> None:
        self.collection = collection
        self.store = store

    @classmethod
    def open(cls, collection: Path, store: str | None = None) -> Workspace:
        """Open a collection folder; without a store, with its own embedded graph.

        Nothing is written until something is loaded. Raises StoreError.
        """
        folder = Collection(collection)
        return cls(folder, open_store(store or str(folder.graph_file)))

    def load(
        self,
        files: Sequence[Path],
        progress: Progress | None = None,
        extractor: Extractor | None = None,
        limits: FileLimits | None = None,
    ) -> list[Loaded]:
        """Read files into the collection and build the graph anew where that changed anything.

        Each file loads whole or not at all; one that cannot be read, or not within the limits, is
        told by its `error`. Raises CollectionError and StoreError.
        """
        chosen = extractor or default_extractor()
        with self.collection.writing():
            results = []
            for count, file in enumerate(files):
                if progress:
                    progress(f"Reading {file.name}", count, len(files))
                results.append(self._add(file, chosen, limits))
            if any(result.changed for result in results) or not self.is_built():
                self._build(progress)
        return results

    def remove(self, document: str, progress: Progress | None = None) -> None:
        """Take a document out and build the graph anew. Raises CollectionError, StoreError."""
        with self.collection.writing():
            self.collection.remove(document)
            self._build(progress)

    def build(self, progress: Progress | None = None) -> int:
        """Extract again what an older extractor extracted, and build the graph anew.

        Returns how many documents were extracted again. Raises CollectionError, StoreError.
        """
        with self.collection.writing():
            refreshed = self.collection.refresh(default_extractor())
            self._build(progress)
        return refreshed

    def documents(self) -> list[Loaded]:
        """What the collection holds, in the order of place and year."""
        held = [_loaded(record, changed=False) for record in self.collection.records()]
        return sorted(held, key=lambda each: (each.place, each.year, each.title))

    def is_built(self) -> bool:
        """Whether the store holds the graph of the collection as it is. Raises StoreError."""
        return self.collection.is_built_as(self.store.digests())

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def _add(self, file: Path, extractor: Extractor, limits: FileLimits | None) -> Loaded:
        try:
            record, changed = self.collection.add(file, extractor, limits)
        except DocumentError as error:
            return Loaded(file=file.name, error=str(error))
        return _loaded(record, changed)

    def _build(self, progress: Progress | None) -> None:
        if progress:
            progress("Linking the documents", 0, 1)
        self.store.replace(build_graph(self.collection), progress)
        self.collection.note_built(self.store.digests())


def _loaded(record: Record, changed: bool) -> Loaded:
    def count(kind: type) -> int:
        return sum(isinstance(fact, kind) for fact in record.facts)

    document = record.document
    return Loaded(
        file=record.origin.file,
        id=record.id,
        title=document.title,
        place=document.place,
        year=document.year,
        entities=count(Entity),
        indicators=count(Indicator),
        relations=count(Relation),
        remarks=tuple(remark.text for remark in document.remarks),
        changed=changed,
    )
