"""The indexes behind a graph file's pages: of what passages say, and of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.stores.ladybug.names import NameIndex, NameSegment
from graph.stores.ladybug.names import append as append_names
from graph.stores.ladybug.names import grown as with_names
from graph.stores.ladybug.passages import PassageIndex, PassageSegment
from graph.stores.ladybug.passages import append as append_passages
from graph.stores.ladybug.passages import grown as with_passages
from graph.stores.ladybug.seal import sealed_end
from graph.stores.ladybug.tables import Rows


@dataclass(frozen=True, slots=True)
class Indexes:
    """The segments of both."""

    passages: Sequence[PassageSegment] = ()
    names: Sequence[NameSegment] = ()

    @classmethod
    def of(cls, path: Path) -> tuple[Indexes, int]:
        """Those of a sealed file, mapped into memory, and where its pages end before them."""
        names = NameIndex(path, sealed_end(path))
        passages = PassageIndex(path, names.start)
        return cls(passages.segments, names.segments), passages.start

    def grown(self, nodes: Sequence[Rows]) -> Indexes:
        """The same with nodes that came, every label of them."""
        return Indexes(with_passages(self.passages, nodes), with_names(self.names, nodes))

    def append(self, path: Path) -> None:
        """Put them behind what a file holds. Raises StoreError if they are not read back."""
        append_passages(path, self.passages)
        append_names(path, self.names)
