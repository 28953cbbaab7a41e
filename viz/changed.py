"""What a version of a document says that the one before did not, and the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.collection import Collection
from graph.errors import CollectionError
from graph.loaders.facts import Entity, Indicator
from graph.record import Record, parse
from graph.removed import Removed


@dataclass(frozen=True, slots=True)
class Difference:
    """What only one of two versions has: paragraphs, names by their type, figures as written."""

    paragraphs: Sequence[str]
    names: Sequence[tuple[str, str]]
    figures: Sequence[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """The version of a document that is held against the one before, which went at a time."""

    until: datetime
    added: Difference
    gone: Difference


def version_before(collection: Collection, document: str) -> Removed | None:
    """The version of a document that was replaced last and is still kept, if any."""
    return next((each for each in collection.removed() if each.id == document), None)


def changes_of(collection: Collection, document: str) -> Changes | None:
    """What changed in a document against the version before; None where none is kept.

    Raises CollectionError where either version cannot be read.
    """
    before = version_before(collection, document)
    if before is None:
        return None
    try:
        old = parse(before.facts_path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CollectionError(f"the version before of {document} cannot be read") from error
    new = collection.read(document)
    return Changes(before.at, _only(new, old), _only(old, new))


def _only(one: Record, other: Record) -> Difference:
    paragraphs, others = _paragraphs(one), {*_paragraphs(other)}
    return Difference(
        [each for each in paragraphs if each not in others],
        [*dict.fromkeys(each for each in _names(one) if each not in {*_names(other)})],
        [*dict.fromkeys(each for each in _figures(one) if each not in {*_figures(other)})],
    )


def _paragraphs(record: Record) -> list[str]:
    return [each.text for each in record.document.passages]


def _names(record: Record) -> list[tuple[str, str]]:
    return [(each.type, each.name) for each in record.facts if isinstance(each, Entity)]


def _figures(record: Record) -> list[str]:
    return [
        f"{each.name} {each.value}{each.unit} {each.year or ''}".strip()
        for each in record.facts
        if isinstance(each, Indicator)
    ]
