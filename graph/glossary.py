"""Names in two languages: which English name and which other names a thing goes by."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files

from graph.errors import RuleError
from graph.folding import fold
from graph.model import ENTITY_LABELS


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: its name as documents write it, its kind (a label), English name and aliases."""

    name: str
    kind: str
    english: str = ""
    aliases: tuple[str, ...] = ()


class Glossary:
    """Entries by any of their names; for a name of several kinds the kind decides."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                self._entries.setdefault((entry.kind, fold(name)), entry)

    def find(self, kind: str, name: str) -> Entry | None:
        """The entry of this kind that goes by this name."""
        return self._entries.get((kind, fold(name)))

    def __iter__(self) -> Iterator[Entry]:
        return iter(dict.fromkeys(self._entries.values()))

    def with_aliases(self, aliases: Iterable[tuple[str, str]]) -> Glossary:
        """A glossary to which people added aliases, given as (name, alias), for every kind."""
        entries = {(entry.kind, fold(entry.name)): entry for entry in self}
        for name, alias in aliases:
            for kind in ENTITY_LABELS:
                known = self.find(kind, name) or Entry(name, kind)
                key = (kind, fold(known.name))
                entry = entries.get(key, known)
                entries[key] = replace(entry, aliases=(*entry.aliases, alias))
        return Glossary(entries.values())


def seed_glossary() -> Glossary:
    """The glossary that comes with Lantu. Raises RuleError where a line does not fit."""
    return Glossary(_entries(files("seed").joinpath("glossary.csv").read_text("utf-8")))


def _entries(content: str) -> Iterator[Entry]:
    for number, row in enumerate(csv.DictReader(content.splitlines()), start=2):
        if not row["name"] or row["kind"] not in ENTITY_LABELS:
            raise RuleError(f"glossary.csv, line {number}: a name and a kind of node are needed")
        aliases = tuple(alias for alias in row["aliases"].split(";") if alias)
        yield Entry(row["name"], row["kind"], row["english"], aliases)
