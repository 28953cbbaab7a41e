"""A question taken apart: every stretch of it as a name, a place, a year, a word, or unknown.

Of all ways to cover a question with what is known, the one is taken that leaves the least over, and
of those the one of fewest pieces: long names come before the words inside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from graph.build.series.rules import series_rules
from graph.folding import fold
from graph.loaders.divisions import division_rules
from graph.loaders.traditional import simplified
from graph.queries.catalogue import Language
from graph.queries.measured import english_names, indicators_measuring
from graph.queries.mentions import Folded, Mention, mentions
from graph.questions.places import reporting, strangers
from graph.questions.vocabulary import Meaning, classifiers, themes, words_in
from graph.stores.interface import Store
from graph.stores.names import Named

PieceKind = Literal["word", "name", "place", "stranger", "year", "number", "theme", "unknown"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a question and what it is.

    `text` is how it stands in the question; of a theme, what reports call it. `nodes` are what a
    name may be of, `values` the places, documents, years or the number and unit.
    """

    start: int
    end: int
    kind: PieceKind
    text: str
    meanings: tuple[Meaning, ...] = ()
    nodes: tuple[Named, ...] = ()
    values: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def has(self, tag: str, value: str | None = None) -> bool:
        """Whether a word has a meaning."""
        return any(tag == each and value in (None, said) for each, said in self.meanings)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and its pieces, in its order; what is between them says nothing.

    `text` is the question in simplified characters, as long as it was typed. `notes` say what was
    read as something else than it was typed.
    """

    question: str
    text: str
    language: Language
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    def of(self, kind: PieceKind) -> list[Piece]:
        """The pieces of a kind."""
        return [piece for piece in self.pieces if piece.kind == kind]

    def values(self, tag: str) -> list[str]:
        """What the words of the question mean under a tag."""
        return [value for piece in self.pieces for each, value in piece.meanings if each == tag]

    def with_piece(self, piece: Piece, note: str = "") -> Reading:
        """The reading with one more piece in place of those it overlaps."""
        kept = [each for each in self.pieces if each.end <= piece.start or piece.end <= each.start]
        pieces = tuple(sorted([*kept, piece], key=lambda each: each.start))
        return replace(self, pieces=pieces, notes=(*self.notes, note) if note else self.notes)


def read(store: Store, question: str) -> Reading:
    """A question in pieces. What no piece covers is `unknown`."""
    text = simplified(question)
    candidates = [*_candidates(store, text)]
    pieces = _cover(text, candidates)
    return Reading(question, text, _language(text, pieces), tuple(pieces))


def _candidates(store: Store, text: str) -> Iterator[Piece]:
    folded = Folded.of(text)
    known: list[str] = []
    for each in reporting(store, folded):
        known += each.places
        yield Piece(
            each.start,
            each.end,
            "place",
            text[each.start : each.end],
            values=each.places,
            documents=each.documents,
        )
    for stranger in strangers(folded, known):
        yield Piece(
            stranger.start,
            stranger.end,
            "stranger",
            text[stranger.start : stranger.end],
            values=(stranger.place, "province" if stranger.is_province else "city"),
        )
    words = [*words_in(text)]
    yield from (Piece(at, to, "word", text[at:to], meanings) for at, to, meanings in words)
    taken = {(at, to) for at, to, _ in words}
    for mention in _mentions(store, text):
        if not _made_of(taken, mention.start, mention.end):
            stretch = text[mention.start : mention.end]
            yield Piece(mention.start, mention.end, "name", stretch, nodes=mention.nodes)
            yield from _division(text, mention)
    yield from _units_asked(text)
    yield from _of_english(store, text)
    yield from _years(text)
    yield from _numbers(text)


def _mentions(store: Store, text: str) -> Iterator[Mention]:
    """The names in a text, phases in either numerals: 整车2期 as 整车二期."""
    yield from mentions(store, text)
    respelled = _respelled(text)
    if respelled != text:
        known = {(each.start, each.end) for each in mentions(store, text)}
        yield from (
            each for each in mentions(store, respelled) if (each.start, each.end) not in known
        )


_PHASE = re.compile(r"(?<!\d)[1-9](?=期)")
_LINE = re.compile(r"(?<![一二三四五六七八九十])[一二三四五六七八九](?=号线)")


def _respelled(text: str) -> str:
    """The text, as long as before, with the numerals that documents count phases and lines by."""
    text = _PHASE.sub(lambda found: _DIGITS[int(found[0])], text)
    return _LINE.sub(lambda found: str(_DIGITS.index(found[0])), text)


def _division(text: str, mention: Mention) -> Iterator[Piece]:
    """An area whose name is given with its kind, where the graph has it without: 章丘区."""
    areas = tuple(node for node in mention.nodes if node.kind == "Area")
    name = text[mention.start : mention.end]
    kinds = division_rules().kinds
    for kind in kinds if areas and not name.endswith(tuple(kinds)) else ():
        end = mention.end + len(kind)
        if text[mention.end : end] == kind:
            yield Piece(mention.start, end, "name", text[mention.start : end], nodes=areas)


def _made_of(words: Set[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch is words of the vocabulary and nothing else."""
    reached = {start}
    for at in range(start, end):
        if at in reached:
            reached |= {to for one, to in words if one == at and to <= end}
    return end in reached


def _units_asked(text: str) -> Iterator[Piece]:
    """多少万亩 asks for a figure, whatever its unit."""
    for found in _unit_asked().finditer(text):
        yield Piece(*found.span(), "word", found[0], (("ask", "count"), ("ask", "figure")))


@cache
def _unit_asked() -> re.Pattern[str]:
    units = {each for base, same in series_rules().units.items() for each in (base, *same)}
    words = sorted({*units, *classifiers()}, key=len, reverse=True)
    return re.compile(
        f"多少(?:万亿|千亿|百亿|亿|千万|百万|万)?(?:{'|'.join(map(re.escape, words))})"
    )


def _of_english(store: Store, text: str) -> Iterator[Piece]:
    lower = text.lower()
    for english, name in english_names().items():
        for at, to in _words(lower, english.lower()):
            nodes = tuple(indicators_measuring(store, name))
            if nodes:
                yield Piece(at, to, "name", name, nodes=nodes)
    for english, theme in themes().items():
        for at, to in _words(lower, english):
            yield Piece(at, to, "theme", theme)
    for theme in {*themes().values()}:
        for found in re.finditer(re.escape(theme), text):
            yield Piece(*found.span(), "theme", theme)


def _words(text: str, words: str) -> Iterator[tuple[int, int]]:
    if words in text:
        for found in re.finditer(rf"(?<![a-z0-9]){re.escape(words)}(?![a-z0-9])", text):
            yield found.span()


_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)\s*年?(?:度)?")
_SPAN = re.compile(r"(?<!\d)(20\d\d)\s*年?\s*(?:到|至|[-—–~～])\s*(20\d\d)(?!\d)\s*年?")
_DIGITS = "〇一二三四五六七八九"
_WRITTEN = re.compile(rf"二[〇零][{_DIGITS}零]{{2}}年?")
_NUMBER = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)\s*((?:万亿|千亿|百亿|亿|千万|百万|万)?"
    r"(?:%|％|个百分点|百分点|元|吨|斤|人|个|家|公里|亩|千瓦|美元| percent| per cent)?)"
)


def _years(text: str) -> Iterator[Piece]:
    for found in _SPAN.finditer(text):
        years = range(int(found[1]), int(found[2]) + 1)
        if len(years) <= 20:
            yield Piece(*found.span(), "year", found[0], values=tuple(map(str, years)))
    for found in _YEAR.finditer(text):
        yield Piece(*found.span(), "year", found[0], values=(found[1],))
    for found in _WRITTEN.finditer(text):
        year = "".join(
            str("〇一二三四五六七八九".find(char.replace("零", "〇"))) for char in found[0][:4]
        )
        yield Piece(*found.span(), "year", found[0], values=(year,))


def _numbers(text: str) -> Iterator[Piece]:
    for found in _NUMBER.finditer(text):
        unit = found[2].strip().replace("％", "%").replace("percent", "%").replace("per cent", "%")
        yield Piece(*found.span(), "number", found[0], values=(found[1], unit))


def _cover(text: str, candidates: Sequence[Piece]) -> list[Piece]:
    ending: dict[int, list[Piece]] = {}
    for piece in candidates:
        ending.setdefault(piece.end, []).append(piece)
    best: list[tuple[float, tuple[Piece, ...]]] = [(0.0, ())]
    for end in range(1, len(text) + 1):
        cost, pieces = best[end - 1]
        ways = [(cost + _left_over(text[end - 1]), pieces)]
        for piece in ending.get(end, ()):
            before, earlier = best[piece.start]
            ways.append((before + _COST[piece.kind], (*earlier, piece)))
        best.append(min(ways, key=lambda way: way[0]))
    return [*_with_unknown(text, best[-1][1])]


_COST = {
    "place": 0.9,
    "stranger": 0.95,
    "word": 1.0,
    "name": 1.01,
    "year": 0.8,
    "number": 1.1,
    "theme": 1.05,
}


def _left_over(char: str) -> float:
    if not char.isalnum():
        return 0.0
    return 4.0 if char.isascii() else 10.0


def _with_unknown(text: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, and between them what nothing covers."""
    at = 0
    for piece in (*pieces, Piece(len(text), len(text), "unknown", "")):
        yield from _unknown(text, at, piece.start)
        if piece.end > piece.start:
            yield piece
        at = piece.end


def _unknown(text: str, start: int, end: int) -> Iterator[Piece]:
    for found in re.finditer(r"[^\s\W]+(?:[ \-]+[A-Za-z0-9]+)*", text[start:end]):
        at, to = start + found.start(), start + found.end()
        yield Piece(at, to, "unknown", text[at:to])


_HAN = re.compile(r"[\u3400-\u9fff]")


def _language(text: str, pieces: Sequence[Piece]) -> Language:
    """Chinese where anything but names is; where there are only names, by them."""
    rest = "".join(
        piece.text for piece in pieces if piece.kind in ("word", "unknown", "year", "number")
    )
    words = rest if any(char.isalpha() for char in rest) else text
    return "zh" if _HAN.search(words) else "en"


def same_text(one: str, other: str) -> bool:
    """Whether two stretches are the same but for how they are written."""
    return fold(one) == fold(other)
