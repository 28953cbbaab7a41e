"""What documents cite, and which of them cite a plan, law or programme."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.errors import UnknownName
from graph.queries.selection import Selection
from graph.queries.works import works_named
from graph.questions.composer import Composer, Found
from graph.questions.reading import Piece
from graph.questions.refusing import Refused
from graph.questions.vocabulary import works_words


def citing(asked: Composer) -> Found:
    """What documents cite, and which of them cite a plan, law or programme."""
    if not asked.has("relation", "cites"):
        return None
    asked.take("relation", "cites", "where")
    asked.take("kind", "Initiative", "Project")
    asked.take("status", "target")
    named = [piece for piece in (*asked.names, *asked.themes) if not _names_nothing(piece)]
    asked.used |= {*asked.names, *asked.themes}
    where, shape = asked.where(), asked.shape_of_things()
    if not named:
        return [Selection("citations", {}, where, shape)]
    text = _stretch(asked, named)
    try:
        cited = works_named(asked.store, text)
    except UnknownName:
        raise Refused("not_cited", text) from None
    return [Selection("citing-documents", {"cited": cited}, replace(where, kind=()), shape)]


def _names_nothing(piece: Piece) -> bool:
    return piece.text.lower() in works_words()


def _stretch(asked: Composer, named: list[Piece]) -> str:
    """The name that the pieces of a question make up together, as it stands there."""
    start, end = min(each.start for each in named), max(each.end for each in named)
    # A theme is what reports call it, whatever the language of the question.
    text = named[0].text if len(named) == 1 else asked.reading.text[start:end]
    return re.sub(r"[《》〈〉“”\"]", "", text).strip()
