"""What a sentence has said so far: the names that its next figures may go on about."""

from __future__ import annotations

from collections.abc import Sequence

from graph.loaders.indicators.clauses import Place
from graph.loaders.indicators.names import is_bare_head, listed, subject, trimmed, without_head
from graph.loaders.indicators.rules import patterns
from graph.loaders.indicators.verbs import without_verb

# Names are looked for in so many characters of a sentence; longer ones are lists without end.
_REACH = 200


class Said:
    """The names a sentence, which begins at `start` of a text, has given its figures so far.

    `begin` is where the last of them begins, `end` where the figure before ends, `verb` what that
    stands under, `counted` what it counts and `named` how many names it has. `topic` is what the
    text is about.
    """

    def __init__(self, text: str, start: int, topic: str) -> None:
        self._text = text
        self._start = start
        self._topic = topic
        self._names: list[str] = []
        self.named = 1
        self._subject = ""
        self._whole = ""
        self.begin = -1
        self.end = start
        self.verb = ""
        self.counted = ""

    def __bool__(self) -> bool:
        return bool(self._names)

    @property
    def last(self) -> str:
        """The name last said, or else what the text is about."""
        return self._names[-1] if self._names else self._topic

    def remember(self, names: Sequence[str], start: int, verb: str) -> None:
        """Names that stand before their figures, from `start` on."""
        self._names += names
        self.named = len(names)
        self.begin, self.verb = start, verb
        self.counted = self._subject = self._whole = ""

    def remember_counted(self, before: str, counted: str, name: str, start: int, verb: str) -> None:
        """A name of which `counted` stands behind its figure and `before` in front of it."""
        self.remember([before + counted or name], start, verb)
        self.counted, self._subject, self._whole = counted, before or counted, name

    def together(self, place: Place, trail: str) -> list[str]:
        """The names that the figure before this one had."""
        if place.figure.kind == "rank" and self._whole:
            return [self._whole]
        names = self._names[-self.named :] or [self._topic]
        return [without_verb(name) for name in names] if "累计" in trail else names

    def newly(self, place: Place) -> tuple[list[str], int] | None:
        """The quantity that a clause without a figure names (总值创新高，达到5亿), and where."""
        clauses = self._text[max(self.end, place.start - _REACH) : place.start].split("，")
        clauses = clauses[1 if self._names else 0 : -1]
        name = subject(trimmed(clauses[-1])) if clauses else ""
        if not patterns().head_end.search(name[-12:]):
            return None
        return [name], self._text.rfind(name, self.end, place.start)

    def earlier(self, group: Sequence[Place]) -> list[str]:
        """The names for values that a clause before them lists (A、B从无到有，分别达2个、3个)."""
        if len(self._names) >= len(group):
            return self._names[-len(group) :]
        begin = max(self._start, group[0].start - _REACH)
        clauses = self._text[begin : group[0].start].strip("，").split("，")
        return listed(clauses[-1], len(group))

    def whole_of(self, place: Place, noun: str) -> str:
        """What a bare quantity (产值, 占比, 总量) is a part, or the sum, of."""
        if self._names and noun in patterns().of_quantity:
            return self.last
        name = self.context(place)
        return without_verb(name) if noun in patterns().of_all else name

    def context(self, place: Place) -> str:
        """What a bare quantity (产值, 总投资) belongs to."""
        if self._names and not is_bare_head(self._subject or self._names[-1]):
            name = without_head(self._subject or self._names[-1])
            done = patterns().done_end.search(name)
            return name[: done.start()] if done and done.start() > 1 else name
        opening = self._text[self._start : min(place.start, self._start + _REACH)]
        return subject(opening.strip("，、")) or self._topic
