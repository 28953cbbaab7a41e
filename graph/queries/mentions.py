"""Which names stand in a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import inf

from graph.folding import fold
from graph.model import ENTITY_LABELS
from graph.queries.named import nodes_named
from graph.stores.interface import Store
from graph.stores.names import SHORTEST_WITHIN, Named


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that stands at `question[start:end]`, and the nodes that have it."""

    start: int
    end: int
    nodes: tuple[Named, ...]

    def apart_from(self, other: Mention) -> bool:
        """Whether the two have no character in common."""
        return self.end <= other.start or other.end <= self.start

    def of(self, kinds: Sequence[str]) -> Mention | None:
        """The same mention, of nodes of these labels only."""
        nodes = tuple(node for node in self.nodes if node.kind in kinds)
        return Mention(self.start, self.end, nodes) if nodes else None


def mentions(store: Store, question: str, kinds: Sequence[str] = ENTITY_LABELS) -> list[Mention]:
    """All names and aliases of nodes of the labels `kinds` that stand in `question`.

    They may overlap; see `longest`.
    """
    text = Folded.of(question)
    nodes = nodes_named(store, "within", kinds, [text.folded])
    found: dict[tuple[int, int], dict[str, Named]] = {}
    for node in nodes:
        for name in node.names:
            if len(name) >= SHORTEST_WITHIN:
                for span in text.spans(name):
                    found.setdefault(span, {})[node.id] = node
    return [Mention(*span, tuple(named.values())) for span, named in found.items()]


def longest(found: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap, the longest; in the order of the question."""
    taken: list[Mention] = []
    for mention in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if all(mention.apart_from(other) for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda mention: mention.start)


def partial_mentions(
    store: Store,
    question: str,
    fillers: AbstractSet[str] = frozenset(),
    kinds: Sequence[str] = ENTITY_LABELS,
) -> list[Mention]:
    """Stretches of `question` that are part of one name only, of nodes of the labels `kinds`.

    At least three Chinese characters or two other words count, without `fillers` at either end; of
    those that overlap, the longest.
    """
    stretches = _stretches(question, fillers)
    spans = {fold(question[start:end]): (start, end) for start, end in stretches}
    if not spans:
        return []
    parts = sorted(spans, key=lambda part: (-len(part), spans[part]))
    found: dict[str, list[Named]] = {}
    sought = [fold(question[start:end]) for start, end in _innermost(spans.values())]
    for node in nodes_named(store, "contains", kinds, sought):
        for part in parts:
            if any(part in name for name in node.names):
                found.setdefault(part, []).append(node)
    return longest(
        Mention(*spans[part], tuple(nodes))
        for part, nodes in found.items()
        if len({node.name for node in nodes}) == 1
    )


def _innermost(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that have no other inside them: what holds the others holds one of these."""
    least: float = inf
    for start, end in sorted(spans, key=lambda span: (-span[0], span[1])):
        if end < least:
            yield start, end
            least = end


_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


def _stretches(question: str, fillers: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """Stretches of three to ten Chinese characters or two to ten other words."""
    words = list(_WORD.finditer(question))
    for first, begin in enumerate(words):
        least = 2 if _spaced(begin[0][0]) else 3
        for last in words[first + least - 1 : first + 10]:
            if fillers.isdisjoint((begin[0].lower(), last[0].lower())):
                yield begin.start(), last.end()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for comparison, each character with the place it came from."""

    text: str
    folded: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        """`text` folded, a character at a time."""
        pairs = [(char, place) for place, each in enumerate(text) for char in fold(each)]
        return cls(text, "".join(char for char, _ in pairs), tuple(place for _, place in pairs))

    def spans(self, name: str) -> list[tuple[int, int]]:
        """Where in the text the folded `name` stands, as whole words where words are spaced."""
        spans = []
        at = self.folded.find(name)
        while at >= 0:
            start, end = self.places[at], self.places[at + len(name) - 1] + 1
            if not (_inside_word(self.text, start) or _inside_word(self.text, end)):
                spans.append((start, end))
            at = self.folded.find(name, at + 1)
        return spans


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and _spaced(text[place - 1]) and _spaced(text[place])


def _spaced(char: str) -> bool:
    """Whether a character belongs to a script that puts spaces between words."""
    return char.isalnum() and unicodedata.east_asian_width(char) not in "WF"
