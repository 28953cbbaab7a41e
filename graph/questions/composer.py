"""The pieces of one question, what they mean, and which of them are used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import ENTITY_LABELS
from graph.queries.names import Resolved
from graph.queries.selection import Bound, Selection, Shape, Where
from graph.questions.anchors import Anchors, kinds_of
from graph.questions.context import Context
from graph.questions.reading import Piece, Reading
from graph.questions.refusing import Refused
from graph.stores.interface import Store

Found = list[Selection] | None
"""What a rule makes of a question, and what instead where that has no rows; None: not its kind."""


class Composer:
    """The pieces of one question, and which of them are used."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self.store = store
        self.reading = reading
        self.used: set[Piece] = set()
        self._refuse_unknown()
        self.context = Context(store, reading)
        self.anchors = Anchors(store, self.context.documents)
        self.names = reading.of("name")
        self.themes = [*reading.of("theme"), *reading.of("stranger")]

    def _refuse_unknown(self) -> None:
        unknown = self.reading.of("unknown")
        if unknown:
            raise Refused("unknown", "”“".join(piece.text for piece in unknown))
        mentions = any(piece.has("relation", "mentions") for piece in self.reading.pieces)
        strangers = self.reading.of("stranger")
        if strangers and not mentions:
            raise Refused("stranger", "、".join(piece.values[0] for piece in strangers))

    # What words mean.

    def has(self, tag: str, *values: str) -> bool:
        """Whether a word has a meaning, one of `values` where they are given."""
        return any(
            piece.has(tag, value) for piece in self.reading.pieces for value in (values or (None,))
        )

    def take(self, tag: str, *values: str) -> list[str]:
        """Use the words that have a meaning, and give what they mean."""
        found = []
        for piece in self.reading.pieces:
            for each, value in piece.meanings:
                if each == tag and (not values or value in values):
                    self.used.add(piece)
                    found.append(value)
        return list(dict.fromkeys(found))

    def kinds(self) -> list[str]:
        """The kinds of things that are asked for; 目标 is one only where no other is."""
        kinds: list[str] = []
        weak: list[str] = []
        for piece in self.reading.pieces:
            for tag, value in piece.meanings:
                if tag == "kind":
                    others = {each for each, _ in piece.meanings} - {"kind", "organization_kind"}
                    (weak if others else kinds).append(value)
        return list(dict.fromkeys(kinds or weak))

    def name_of(self, *kinds: str) -> Piece | None:
        """The first name that is not used yet of something of these kinds."""
        free = (piece for piece in self.names if piece not in self.used)
        return next((piece for piece in free if kinds_of(piece) & {*kinds}), None)

    def thing(self, piece: Piece, kinds: Sequence[str] = ENTITY_LABELS) -> Resolved:
        """What a name stands for; it is used then."""
        self.used.add(piece)
        found = self.anchors.thing(piece, kinds)
        assert found
        return found

    def where(self, *, figures: bool = False) -> Where:
        """The conditions that the question names; of figures also status, measure and bounds."""
        where = self.context.where()
        self.used |= {*self.context.pieces}
        if levels := self.take("level"):
            where = replace(where, level=tuple(levels))
        if kinds := self.take("organization_kind"):
            where = replace(where, organization_kind=tuple(kinds))
        if says := self.take("says"):
            where = replace(where, says=tuple(each for said in says for each in said.split("|")))
        if not figures:
            return where
        return replace(
            where,
            status=self._statuses(),
            measure=tuple(self.take("measure")),
            value_kind=tuple(self.take("value_kind")),
            bound=self._bounds(),
        )

    def _statuses(self) -> tuple[str, ...]:
        statuses = []
        said = self.take("status")
        if said != ["past"]:
            said = [status for status in said if status != "past"]
        for status in said:
            statuses += ["actual", "expected"] if status in ("done", "past") else [status]
        return tuple(dict.fromkeys(statuses))

    def _bounds(self) -> tuple[Bound, ...]:
        signs = self.take("bound")
        numbers = self.reading.of("number")
        if not signs and len(numbers) == 1 and numbers[0].values[1] and self.has("level"):
            signs = ["="]
        if not signs or len(signs) != len(numbers):
            return ()
        self.used |= {*numbers}
        return tuple(
            _bound(sign, *piece.values) for sign, piece in zip(signs, numbers, strict=True)
        )

    def shape_of_things(self) -> Shape:
        """How things are asked for: listed, counted, by place."""
        if self.has("level") and self.take("ask", "top"):
            return "most"
        if self.has("level") and self.take("ask", "bottom"):
            return "fewest"
        if self.take("ask", "count"):
            return "count"
        return "places" if self.has("level") else "list"

    def says_anything(self) -> bool:
        """Whether the question says more than names."""
        return any(piece.kind == "word" and piece.text.isalnum() for piece in self.reading.pieces)

    def check_all_is_used(self) -> None:
        """Raises Refused where a piece that means something is not used."""
        for piece in self.reading.pieces:
            meaning = piece.kind != "word" or any(tag != "filler" for tag, _ in piece.meanings)
            if meaning and piece not in self.used and not piece.has("filler"):
                raise Refused("unused", piece.text)

    def unfit(self) -> Refused:
        """Why no rule fits."""
        named = [*self.names, *self.themes, *self.reading.of("place")]
        if not named:
            return Refused("nothing")
        return Refused(
            "unfit", "、".join(piece.text for piece in sorted(named, key=lambda each: each.start))
        )


def _bound(sign: str, value: str, unit: str) -> Bound:
    return Bound.parse(f"{sign}{value}{unit}")
