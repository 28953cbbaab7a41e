"""What a question says of places and years, and how figures are asked for within them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.queries.names import Resolved
from graph.queries.selection import Selection, Shape, Where
from graph.questions.anchors import measures_of
from graph.questions.reading import Piece, Reading
from graph.questions.refusing import Refused
from graph.stores.interface import Store

if TYPE_CHECKING:
    from graph.questions.composer import Composer


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

    def indicator(self, asked: Composer, *pieces: Piece) -> Resolved:
        """The indicators that names stand for, within the documents named. Raises Refused."""
        nodes = {}
        for piece in pieces:
            asked.used.add(piece)
            from graph.queries.measured import indicators_measuring

            for measure in sorted(measures_of(piece)):
                for node in indicators_measuring(self._store, measure):
                    nodes[node.id] = node
        own = [
            each
            for each in nodes.values()
            if not self.documents or each.document_id in self.documents
        ]
        if not own:
            raise Refused("empty", self._said(pieces))
        first = next((piece for piece in pieces), None)
        assert first
        exact = [each.name for each in own if each.name == first.text]
        return Resolved(
            exact[0] if exact else own[0].name, "Indicator", tuple(sorted(each.id for each in own))
        )

    def figures(self, asked: Composer, pieces: Sequence[Piece]) -> list[Selection]:
        """The figures of indicators, side by side where places or years are compared."""
        asked.take("kind", "Indicator", "Goal", "Measure")
        asked.take("relation", "about")
        indicator = self.indicator(asked, *pieces)
        where = asked.where(figures=True)
        shape = self._shape(asked, where)
        if shape in ("top", "bottom", "compare") and not where.year:
            where = self._of_one_year(where)
        others = [piece for piece in asked.names if piece not in asked.used]
        if others:
            raise Refused(
                "not_for",
                "、".join(piece.text for piece in others),
                indicator.name,
                "、".join(self._places) or self._whose(indicator),
            )
        about = {"indicator": indicator}
        return [Selection("figures-of-indicator", about, where, shape)]

    def _shape(self, asked: Composer, where: Where) -> Shape:
        asked.take("ask", "figure", "how", "compare")
        compared = asked.has("ask", "compare")
        if asked.take("ask", "top"):
            return "top"
        if asked.take("ask", "bottom"):
            return "bottom"
        if asked.take("ask", "series") or len(where.year) > 1:
            asked.take("ask", "count")
            return "series"
        if where.level or len(where.place) > 1:
            count = (
                asked.has("ask", "count") and asked.has("level") and not asked.has("ask", "figure")
            )
            return "count" if count and asked.take("ask", "count") else "compare"
        asked.take("ask", "count")
        if where.bound and not where.place:
            return "compare"
        return "compare" if compared else "list"

    def _of_one_year(self, where: Where) -> Where:
        """The year of plans, or of results, in the newest reports. Raises Refused where unsaid."""
        if where.status == ("target",):
            return replace(where, year=(self.newest,))
        if where.status and "target" not in where.status:
            return replace(where, year=(self.newest - 1,))
        asks = self._reading.question.rstrip("?？。. ")
        if self._reading.language == "zh":
            ways = (f"{self.newest}年目标：{asks}", f"{self.newest - 1}年完成：{asks}")
        else:
            ways = (f"{asks} (target for {self.newest})", f"{asks} (result of {self.newest - 1})")
        raise Refused("several", suggestions=ways)

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

    def _whose(self, indicator: Resolved) -> str:
        found = self._store.read(
            "MATCH (i:Indicator), (d:Document) WHERE i.id IN $ids AND d.id = i.document "
            "RETURN DISTINCT d.place ORDER BY d.place LIMIT 5",
            {"ids": list(indicator.ids)},
        )
        return "、".join(str(row[0]) for row in found.rows)

    def _said(self, pieces: Sequence[Piece]) -> str:
        where = "、".join(self._places)
        names = "、".join(piece.text for piece in pieces)
        return f"{where}的{names}" if self._reading.language == "zh" else f"{names} of {where}"
