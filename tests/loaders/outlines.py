"""The outline of a document as text, to be compared with one that was checked by eye."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.loaders.document import Document, Passage, Section
from tests.conftest import SHARED

SEED = Path(__file__).parents[2] / "seed" / "jinan-2025.md"
REPORTS = SHARED / "reports"


def outline(document: Document) -> str:
    """A line a section: number, title, part, year and how many paragraphs; then its leads."""
    return "\n".join(line for section in document.sections for line in _lines(document, section))


def _lines(document: Document, section: Section) -> Iterator[str]:
    paragraphs = [
        passage
        for passage in document.passages
        if passage.section == section.position and not passage.heading
    ]
    indent = "  " * section.level
    yield (
        f"{indent}{section.number}{section.title or '-'} | {section.part} {section.year}"
        f" | {len(paragraphs)}"
    )
    for passage in paragraphs:
        if passage.lead:
            yield f"{indent}  * {lead(passage)}"


def lead(passage: Passage) -> str:
    """The words of a passage's lead, empty where it has none."""
    return passage.text[slice(*passage.lead)] if passage.lead else ""


def squeezed(document: Document) -> list[tuple[str, ...]]:
    """The passages without white space, each with its section and lead."""
    return [
        tuple(
            "".join(part.split())
            for part in (
                document.section_of(passage).number,
                document.section_of(passage).title,
                document.section_of(passage).part,
                str(document.section_of(passage).year),
                passage.text,
                lead(passage),
            )
        )
        for passage in document.passages
    ]
