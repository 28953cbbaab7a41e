"""Reads files and finds their facts, as whoever changes a collection wants it done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.executors import HERE, Executor
from graph.limited.limits import FileLimits, file_limits
from graph.limited.processes import extract_facts, read_content
from graph.loaders.document import NOTHING_SAID, Document
from graph.loaders.facts import Fact
from graph.record import Origin

if TYPE_CHECKING:
    from graph.loaders.extraction import Extractor


@dataclass(frozen=True, slots=True)
class Reader:
    """Which extractor finds the facts of files, within which limits, and where that is done."""

    extractor: Extractor
    limits: FileLimits = field(default_factory=file_limits)
    executor: Executor = HERE

    @property
    def version(self) -> str:
        """What differs where the extractor would find other facts."""
        return self.extractor.version

    def read(self, content: bytes, name: str) -> Document:
        """What a file of this content and name says of itself, whatever people say of it.

        Raises DocumentError.
        """
        return self.executor.call(read_content, content, name, self.limits)

    def understand(
        self, content: bytes, origin: Origin, document: Document | None = None
    ) -> tuple[Document, list[Fact]]:
        """The document that a file holds, read with what people say of it, and its facts.

        A `document` that was read of the file before is taken where people say nothing. Raises
        DocumentError and ExtractorError.
        """
        name, limits = origin.file, self.limits
        if document is None or origin.said != NOTHING_SAID:
            document = self.executor.call(read_content, content, name, limits, origin.said)
        return document, self.executor.call(extract_facts, self.extractor, document, name, limits)
