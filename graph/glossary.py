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
    """One thing: its name as documents write it, its kind (a label), English name and aliases.

    With a `place`, it is called so in the documents of that place only: elsewhere 云巴 is another
    line, 起步区 another zone.
    """

    name: str
    kind: str
    english: str = ""
    aliases: tuple[str, ...] = ()
    place: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that documents may write, the own one first."""
        return (self.name, *self.aliases)

    def goes_by(self, name: str) -> bool:
        """Whether one of its names is this, however it is written."""
        return fold(name) in map(fold, self.names)


class Glossary:
    """Entries by any of their names; for a name of several kinds or places these decide."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[tuple[str, str, str], Entry] = {}
        for entry in entries:
            for name in entry.names:
                self._entries.setdefault((entry.kind, fold(name), entry.place), entry)

    def find(self, kind: str, name: str, place: str = "") -> Entry | None:
        """The entry of this kind that goes by this name, in the documents of a place first."""
        own = self._entries.get((kind, fold(name), place))
        return own or self._entries.get((kind, fold(name), ""))

    def __iter__(self) -> Iterator[Entry]:
        return iter(dict.fromkeys(self._entries.values()))

    def with_aliases(self, aliases: Iterable[tuple[str, str]]) -> Glossary:
        """A glossary to which people added aliases, given as (name, alias), for every kind."""
        entries = [*self]
        for name, alias in aliases:
            for kind in ENTITY_LABELS:
                meant = [each for each in entries if each.kind == kind and each.goes_by(name)]
                if all(each.place for each in meant):
                    meant.append(Entry(name, kind))
                others = [each for each in entries if each not in meant]
                added = [replace(each, aliases=(*each.aliases, alias)) for each in meant]
                entries = [*added, *others]
        return Glossary(entries)


def seed_glossary() -> Glossary:
    """The glossary that comes with Lantu. Raises RuleError where a line does not fit."""
    return Glossary(_entries(files("seed").joinpath("glossary.csv").read_text("utf-8")))


def _entries(content: str) -> Iterator[Entry]:
    for number, row in enumerate(csv.DictReader(content.splitlines()), start=2):
        if not row["name"] or row["kind"] not in ENTITY_LABELS:
            raise RuleError(f"glossary.csv, line {number}: a name and a kind of node are needed")
        aliases = tuple(alias for alias in row["aliases"].split(";") if alias)
        yield Entry(row["name"], row["kind"], row["english"], aliases, row["place"])
