"""What is left over of a question, taken for part of a name, a name typed otherwise, or a theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graph.folding import fold
from graph.model import ENTITY_LABELS
from graph.queries.measured import indicators_measuring
from graph.queries.mentions import partial_mentions
from graph.questions.reading import Piece, Reading
from graph.questions.typed import heard_alike, typed_names
from graph.stores.interface import Store

_FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "by",
        "does",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "the",
        "this",
        "to",
        "was",
        "what",
        "where",
        "which",
        "who",
        "with",
        "的",
        "了",
        "是",
        "有",
        "在",
        "和",
        "与",
        "吗",
        "呢",
        "哪",
        "些",
        "什",
        "么",
        "谁",
        "几",
        "个",
        "多",
        "少",
    ]
)


def resolve_unknown(store: Store, reading: Reading) -> Reading:
    """The reading with what no piece covered made something of, as far as that can be."""
    steps: Sequence[Callable[[Store, Reading, Piece], tuple[Piece, str] | None]] = (
        _indicator,
        _part_of_name,
        _typed,
        _place_heard,
        _theme,
    )
    if any(piece.has("relation", "mentions") for piece in reading.pieces):
        # Where something is said is asked of its words, whatever names they are part of.
        steps = (_theme, *steps)
    for unknown in reading.of("unknown"):
        if unknown not in reading.pieces:
            continue
        for step in steps:
            found = step(store, reading, unknown)
            if found:
                reading = reading.with_piece(*found)
                break
    return reading


def _place_heard(store: Store, reading: Reading, unknown: Piece) -> tuple[Piece, str] | None:
    """Who reports, with one character that sounds the same in place of another: 西臧."""
    rows = store.read("MATCH (d:Document) WHERE d.place <> '' RETURN d.place, d.id").rows
    documents: dict[str, list[str]] = {}
    for place, id_ in rows:
        documents.setdefault(str(place), []).append(str(id_))
    for place in heard_alike(unknown.text, documents):
        ids = tuple(sorted(documents[place]))
        piece = replace(unknown, kind="place", values=(place,), documents=ids)
        return piece, f"{unknown.text} → {place}"
    return None


def _indicator(store: Store, reading: Reading, unknown: Piece) -> tuple[Piece, str] | None:
    """An indicator that is called so but for what says whose it is or how it is counted."""
    for start, end in _around(reading, unknown):
        nodes = indicators_measuring(store, reading.text[start:end])
        if nodes:
            return Piece(start, end, "name", reading.text[start:end], nodes=tuple(nodes)), ""
    return None


def _part_of_name(store: Store, reading: Reading, unknown: Piece) -> tuple[Piece, str] | None:
    # Part of an indicator's name may be of what another measures.
    kinds = [label for label in ENTITY_LABELS if label != "Indicator"]
    found = [
        mention
        for mention in partial_mentions(store, reading.text, _FILLERS, kinds)
        if mention.start <= unknown.start
        and unknown.end <= mention.end
        and not _breaks(reading, mention.start, mention.end)
    ]
    if not found:
        return None
    mention = max(found, key=lambda each: each.end - each.start)
    words = reading.text[mention.start : mention.end]
    name = mention.nodes[0].name
    note = "" if fold(words) == fold(name) else f"{words} → {name}"
    return Piece(mention.start, mention.end, "name", words, nodes=mention.nodes), note


def _typed(store: Store, reading: Reading, unknown: Piece) -> tuple[Piece, str] | None:
    found = typed_names(store, reading.text, [*_around(reading, unknown, latin=True)])
    if not found:
        return None
    (start, end), nodes = found
    words = reading.text[start:end]
    return Piece(start, end, "name", words, nodes=tuple(nodes)), f"{words} → {nodes[0].name}"


def _theme(store: Store, reading: Reading, unknown: Piece) -> tuple[Piece, str] | None:
    """Words that documents say, though no name of the graph.

    What always stands beside them there belongs to them; words that are said only together with
    what stands beside them in the question are meant together.
    """
    stretches = [*_around(reading, unknown)]
    alone = _times_said(store, unknown.text)
    for start, end in stretches:
        words = reading.text[start:end]
        said = _times_said(store, words)
        together = (
            said >= alone
            or _is_all_names(reading, start, end)
            or _is_cut_apart(reading, unknown, start, end)
        )
        if said and together and _is_one_word(words):
            return Piece(start, end, "theme", words), ""
    return None


def _is_all_names(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing but names and what is unknown stands in a stretch: 海洋 and 经济."""
    pieces = [each for each in reading.pieces if each.start < end and start < each.end]
    return all(piece.kind in ("name", "theme", "unknown") for piece in pieces)


def _is_cut_apart(reading: Reading, unknown: Piece, start: int, end: int) -> bool:
    """Whether only one character that may be a word parts a stretch: 低 and 空经济."""
    beside = [each for each in reading.pieces if start <= each.start and each.end <= end]
    words = [each for each in beside if each != unknown]
    alike = ("lower", "higher", "than")
    return (
        len(words) == 1
        and len(words[0].text) == 1
        and any(words[0].has("ask", each) for each in alike)
    )


def _times_said(store: Store, words: str) -> int:
    return len(store.said([fold(words)])) if len(fold(words)) > 1 else 0


def _is_one_word(words: str) -> bool:
    return all(char.isalnum() for char in words) or words.isascii()


def _around(reading: Reading, unknown: Piece, *, latin: bool = False) -> Iterator[tuple[int, int]]:
    """Stretches that hold what is unknown, with whole pieces beside it, the longest first.

    None takes in a year or who reports, but where a name is typed in `latin` letters.
    """
    latin = latin and unknown.text.isascii()
    stretches = {(unknown.start, unknown.end)}
    starts = [piece.start for piece in reading.pieces if piece.end <= unknown.start][-3:]
    ends = [piece.end for piece in reading.pieces if piece.start >= unknown.end][:3]
    for start in (unknown.start, *starts):
        for end in (unknown.end, *ends):
            if latin or not _breaks(reading, start, end):
                stretches.add((start, end))
    yield from sorted(stretches, key=lambda each: each[0] - each[1])


def _breaks(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch takes in who reports, a year, a number, or only a part of a piece."""
    for piece in reading.pieces:
        inside = piece.start < end and start < piece.end
        if inside and piece.kind in ("place", "stranger", "year"):
            return True
    return False
