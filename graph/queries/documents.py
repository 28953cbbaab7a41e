"""Which documents somebody means: by id, title, file, place, or place and year (济南2025)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import AmbiguousName, UnknownName
from graph.folding import fold
from graph.ids import id_before
from graph.queries.names import Resolved
from graph.stores.interface import Limits, Store

_ALL = Limits(rows=20_000, seconds=10.0)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)年?")
_EMPTY = re.compile(r"(?:政府)?工作报告|年|的|\s")
_SUFFIX = re.compile(r"(?:市|省|区|县|自治区)$")
_DOCUMENTS = """
MATCH (d:Document)
RETURN d.id, d.name, d.place, d.year, d.file, d.search
ORDER BY d.place, d.year, d.id
"""


@dataclass(frozen=True, slots=True)
class _Held:
    id: str
    name: str
    place: str
    year: int
    file: str
    search: str

    @property
    def names(self) -> set[str]:
        return {*self.search.split("\n"), fold(self.file), fold(self.file.rpartition(".")[0])}

    def is_of(self, place: str) -> bool:
        """Does a name, with 市 or without, name the place that reports?"""
        return bool(place) and (
            place in self.names or _SUFFIX.sub("", place) == _SUFFIX.sub("", fold(self.place))
        )


def documents_meant(store: Store, text: str) -> Resolved:
    """The documents that a text means; those of a place where it names no year.

    Raises UnknownName, and AmbiguousName where documents of several places have the name.
    """
    text = text.strip()
    held = [_Held(*map(_plain, row)) for row in store.read(_DOCUMENTS, {}, _ALL).rows]  # type: ignore[arg-type]
    found = [each for each in held if text in (each.id, id_before(each.id))] or _named(held, text)
    if not found:
        places = "、".join(dict.fromkeys(f"{each.place}{each.year or ''}" for each in held[:20]))
        raise UnknownName(f"No document and no place is named {text!r}. There are: {places}.")
    if len({each.place or each.id for each in found}) > 1:
        raise AmbiguousName(
            f"{text!r} may mean {len(found)} documents: give the place and the year, or the id.",
            [_candidate(each) for each in found],
        )
    name = found[0].name if len(found) == 1 else found[0].place
    return Resolved(name, "Document", tuple(each.id for each in found))


def _named(held: Iterable[_Held], text: str) -> list[_Held]:
    folded = fold(text)
    exact = [each for each in held if folded in each.names or fold(each.name) == folded]
    year = _YEAR.search(text)
    rest = fold(_EMPTY.sub("", _YEAR.sub("", text)))
    if not exact:
        exact = [each for each in held if each.is_of(rest)]
    return [each for each in exact if year is None or each.year == int(year[1])]


def _plain(value: object) -> object:
    return "" if value is None else value


def _candidate(each: _Held) -> dict[str, object]:
    return {"id": each.id, "name": each.name, "kind": "Document", "document": each.file}
