"""Whether a selection that rules did not make uses what a question names, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from graph.folding import fold
from graph.queries.names import Resolved
from graph.queries.selection import Selection
from graph.questions.context import Context
from graph.questions.reading import Piece, Reading
from graph.questions.refusing import Refused
from graph.stores.interface import Store


def is_faithful(store: Store, selection: Selection, reading: Reading) -> bool:
    """Does it hold to the places, years, numbers and names that were recognised in the question?"""
    try:
        context = Context(store, reading)
    except Refused:
        return False
    where = selection.where
    return (
        not reading.of("stranger")
        and {*where.place} == {*context.places}
        and {*where.year} == {*context.years}
        and {*where.document} <= context.documents
        and all(_uses_number(selection, piece) for piece in reading.of("number"))
        and all(_uses_name(selection, piece) for piece in reading.of("name"))
        and all(_is_said(text, reading) for text in _texts(selection))
    )


def _uses_number(selection: Selection, piece: Piece) -> bool:
    number = piece.values[0]
    bounds = (str(each) for each in selection.where.bound)
    named = (each.name for each in selection.about.values() if isinstance(each, Resolved))
    return any(number in each for each in (*bounds, *named, *_texts(selection)))


def _uses_name(selection: Selection, piece: Piece) -> bool:
    ids = {node.id for node in piece.nodes}
    things = {
        id_ for each in selection.about.values() if isinstance(each, Resolved) for id_ in each.ids
    }
    names = {fold(name) for node in piece.nodes for name in (node.name, *node.names)}
    texts = {fold(each) for each in _texts(selection)}
    return bool(ids & things) or any(name in text for name in names for text in texts)


def _texts(selection: Selection) -> Iterator[str]:
    """The texts that are looked for."""
    for each in selection.about.values():
        if isinstance(each, str):
            yield from each.split("|")
    yield from selection.where.says


def _is_said(text: str, reading: Reading) -> bool:
    """Whether a text is the question's, or what reports call something that it names."""
    named = (name for piece in reading.of("name") for node in piece.nodes for name in node.names)
    said = {fold(reading.text), *named, *(fold(piece.text) for piece in reading.of("theme"))}
    return any(fold(text) in each for each in said)
