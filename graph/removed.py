"""Documents that were replaced or removed: kept for a while, to be brought back.

Each is two files under one name, which begins with the moment: the facts, and the original.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.checking import FactsFile, facts_file
from graph.errors import CollectionError

_MOMENT = "%Y%m%dT%H%M%S%fZ"
_DAYS = 30.0


@dataclass(frozen=True, slots=True)
class Removed:
    """A version of a document that is no longer in the collection, and since when."""

    id: str
    at: datetime
    facts_path: Path

    @classmethod
    def now(cls, folder: Path, document: str) -> Removed:
        """Where in a folder a document is to be kept that goes now."""
        at = datetime.now(UTC)
        return cls(document, at, folder / f"{at.strftime(_MOMENT)}-{document}.jsonl")

    @property
    def original_path(self) -> Path:
        """Its original, if that was there."""
        return self.facts_path.with_suffix(".original")

    @property
    def facts(self) -> FactsFile:
        """Its facts."""
        return facts_file(self.facts_path)

    @property
    def until(self) -> datetime:
        """From when on the next write to the collection takes it away for good."""
        return self.at + kept_for()


def kept_for() -> timedelta:
    """How long what was replaced or removed is kept: LANTU_KEEP_DAYS, or 30 days.

    Raises CollectionError where the setting is no number of days.
    """
    said = os.environ.get("LANTU_KEEP_DAYS") or _DAYS
    try:
        return timedelta(days=max(0.0, float(said)))
    except (ValueError, OverflowError) as error:
        raise CollectionError(f"LANTU_KEEP_DAYS is {said}: give a number of days") from error


def removed_in(folder: Path) -> list[Removed]:
    """What is kept in a folder, the newest first. Raises OSError."""
    if not folder.exists():
        return []
    found = []
    for path in folder.iterdir():
        moment, dash, document = path.stem.partition("-")
        if path.suffix == ".jsonl" and dash and not path.name.startswith("."):
            try:
                at = datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)
            except ValueError:
                continue
            found.append(Removed(document, at, path))
    return sorted(found, key=lambda each: each.at, reverse=True)
