"""Where something is said, how often, and with what."""

from __future__ import annotations

from dataclasses import replace

from graph.queries.selection import Selection
from graph.queries.sentences import ALL
from graph.questions.composer import Composer, Found
from graph.questions.reading import Piece
from graph.questions.rules.kinds import ALL_OF


def mentions(asked: Composer) -> Found:
    """Where something is said, how often, and with what."""
    if not asked.has("relation", "mentions"):
        return None
    if not (asked.names or asked.themes):
        return _mentions_of_word(asked) or _mentions_of_place(asked)
    asked.take("relation", "mentions", "where", "about")
    asked.take("ask", "how")
    kinds = [kind for kind in asked.kinds() if kind in ALL_OF]
    if kinds == ["Department"] and len(asked.context.places) > 1:
        # Who, of places that are named.
        asked.take("kind", "Department")
        kinds = []
    query = "passages"
    words = words_asked(asked)
    where = asked.where()
    if kinds:
        asked.take("kind")
        query, where = "things-said-with", replace(where, kind=tuple(kinds))
    shape = asked.shape_of_things()
    if len(where.place) > 1 and asked.take("ask", "top", "higher", "compare", "figure"):
        shape = "places"
    return [Selection(query, {"text": words}, where, shape)]


def _mentions_of_word(asked: Composer) -> Found:
    """Where a word is said that elsewhere asks for a kind of thing: 哪里提到企业."""
    nouns = [piece for piece in asked.reading.pieces if piece.has("kind")]
    of_all = asked.has("relation", "where") or asked.has("level")
    if len(nouns) != 1 or nouns[0].text.isascii() or not of_all:
        return None
    asked.take("relation", "mentions", "where", "about")
    asked.used.add(nouns[0])
    where = replace(asked.where(), organization_kind=())
    return [Selection("passages", {"text": nouns[0].text}, where, asked.shape_of_things())]


def _mentions_of_place(asked: Composer) -> Found:
    """Where one who reports is said, in the documents of all: 哪里提到济南, not 济南提到哪里."""
    places = [piece for piece in asked.reading.of("place") if piece.values]
    said = next(piece for piece in asked.reading.pieces if piece.has("relation", "mentions"))
    of_all = asked.has("relation", "where") or asked.has("level")
    if len(places) != 1 or places[0].start < said.end or not of_all or asked.kinds():
        return None
    asked.take("relation", "mentions", "where", "about")
    words = "|".join(dict.fromkeys((places[0].text, *places[0].values)))
    where = asked.where().without("place")
    return [Selection("passages", {"text": words}, where, asked.shape_of_things())]


def words_asked(asked: Composer) -> str:
    """The words of themes and names, as passages may say them."""
    words = []
    for piece in (*asked.themes, *asked.names):
        asked.used.add(piece)
        words.append(piece.text if piece.kind != "name" else names_said(piece))
    # Of places that say several things, all are asked for; elsewhere each is.
    return (ALL if asked.has("level") else "|").join(words)


def names_said(piece: Piece) -> str:
    """The names that passages may use of what a piece names, Chinese as they are."""
    names = {name for node in piece.nodes for name in node.names if not name.isascii()}
    own = {node.name for node in piece.nodes}
    return "|".join(sorted(names | own, key=lambda each: (-len(each), each)))
