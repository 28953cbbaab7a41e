"""What a question says of places and years."""

from __future__ import annotations

from graph.queries.selection import Where
from graph.questions.reading import Piece, Reading
from graph.questions.refusing import Refused
from graph.stores.interface import Store


class Context:
    """The documents and years that a question is about."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self._store = store
        self._reading = reading
        named = [piece for piece in reading.pieces if piece.kind == "place" or piece.has("place")]
        self._places = tuple(
            dict.fromkeys(place for piece in named for place in self._place(piece))
        )
        self._documents = tuple(
            dict.fromkeys(
                document
                for piece in named
                if not self._place(piece)
                for document in piece.documents
            )
        )
        of_places = self._of_places()
        self.documents = frozenset((*self._documents, *of_places))
        self.newest = self._newest()
        self.pieces = [
            *named,
            *reading.of("year"),
            *(each for each in reading.pieces if each.has("year")),
        ]
        self.years = self._years()

    @property
    def places(self) -> tuple[str, ...]:
        """The places that are named."""
        return self._places

    def where(self) -> Where:
        """The documents and years as conditions."""
        return Where(place=self._places, document=self._documents, year=self.years)

    def _years(self) -> tuple[int, ...]:
        years: list[int] = []
        for piece in self._reading.pieces:
            if piece.kind == "year":
                years += map(int, piece.values)
            years += [self.newest + int(value) for tag, value in piece.meanings if tag == "year"]
        return tuple(dict.fromkeys(years))

    def _place(self, piece: Piece) -> tuple[str, ...]:
        if piece.kind == "place":
            return piece.values
        return tuple(value for tag, value in piece.meanings if tag == "place")

    def _of_places(self) -> list[str]:
        if not self._places:
            return []
        found = self._store.read(
            "MATCH (d:Document) WHERE d.place IN $places RETURN d.id, d.place",
            {"places": list(self._places)},
        )
        missing = [each for each in self._places if each not in {str(row[1]) for row in found.rows}]
        if missing:
            raise Refused("stranger", "、".join(missing))
        return [str(row[0]) for row in found.rows]

    def _newest(self) -> int:
        condition = "WHERE d.id IN $ids " if self.documents else ""
        found = self._store.read(
            f"MATCH (d:Document) {condition}RETURN max(d.year)", {"ids": sorted(self.documents)}
        )
        return int(str(found.rows[0][0] or 0))
