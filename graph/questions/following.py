"""Questions that go on from an answer: 它由谁负责, 那山东呢, "and in 2025?".

The id of an answer is its selection, so that nothing need be kept to go on from it.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from graph.errors import LantuError, QueryError
from graph.folding import fold
from graph.model import ENTITY_LABELS
from graph.queries.catalogue import find
from graph.queries.measured import indicators_like
from graph.queries.named import nodes_named
from graph.queries.names import Resolved
from graph.queries.run import meant_by
from graph.queries.selection import CONDITIONS, Selection, parsed_shape, parsed_where
from graph.queries.works import works_named
from graph.questions.anchors import Anchors, kinds_of
from graph.questions.context import Context
from graph.questions.reading import Piece, Reading
from graph.stores.interface import Store
from graph.stores.names import Named

_PRONOUNS = ("它们", "它", "其", "这个", "该", "it", "its", "that", "this", "them", "they")


def id_of(selection: Selection) -> str:
    """The id of an answer, from which a question may go on."""
    return urlsafe_b64encode(urlencode(selection.parameters()).encode()).decode().rstrip("=")


def selection_of(store: Store, id_: str) -> Selection:
    """The selection whose answer has an id. Raises QueryError where it is none."""
    try:
        text = urlsafe_b64decode(id_ + "=" * (-len(id_) % 4)).decode()
        given: dict[str, list[str]] = {}
        for name, value in parse_qsl(text, strict_parsing=True):
            given.setdefault(name, []).append(value)
        query = find(given["query"][0])
        about = {
            each.name: meant_by(store, query, each, given[each.name][0])
            for each in query.parameters
            if each.name in given or not each.optional
        }
    except (Error, ValueError, KeyError, LantuError):
        raise QueryError(
            f"There is no answer {id_!r} to go on from: ask the whole question."
        ) from None
    where = parsed_where({name: values for name, values in given.items() if name in CONDITIONS})
    return Selection(query.name, about, where, parsed_shape(given.get("shape", ["list"])[0]))


def with_the_thing_meant(store: Store, reading: Reading, before: Selection) -> Reading:
    """The reading with the thing that the answer before was about in place of a pronoun.

    Where a question says more than a name and names nothing, that thing is meant too.
    """
    thing = _thing(before)
    if not thing or reading.of("name") or reading.of("theme"):
        return reading
    nodes = _nodes(store, thing)
    pronoun = next((each for each in reading.pieces if each.text.lower() in _PRONOUNS), None)
    at = (pronoun.start, pronoun.end) if pronoun else (len(reading.text), len(reading.text))
    return reading.with_piece(Piece(*at, "name", thing.name, nodes=tuple(nodes)))


def changed(store: Store, reading: Reading, before: Selection) -> Selection | None:
    """The selection before with another place, year or thing, where a question says no more."""
    if _asks(reading):
        return None
    names, context = reading.of("name"), Context(store, reading)
    where = before.where
    if not (names or context.places or context.years) or reading.of("unknown"):
        return None
    if context.places:
        where = replace(where, place=context.places, document=(), level=())
    if context.years:
        where = replace(where, year=context.years)
    about = dict(before.about)
    documents = Context(store, replace(reading, pieces=tuple(reading.of("place")))).documents
    for name, thing in before.about.items():
        if isinstance(thing, Resolved) and thing.kind == "Indicator" and not names:
            about[name] = _indicator(store, thing, documents)
    if names and not _put(Anchors(store, documents), before, names, about):
        return None
    return Selection(before.query, about, where, before.shape)


def _asks(reading: Reading) -> bool:
    """Whether a question says what it asks, beyond which thing, place or year."""
    words = (piece for piece in reading.pieces if piece.kind == "word")
    beyond = ("filler", "year", "place")
    return any(tag not in beyond for piece in words for tag, _ in piece.meanings)


def _put(
    anchors: Anchors, before: Selection, names: Sequence[Piece], about: dict[str, Resolved | str]
) -> bool:
    for parameter in find(before.query).parameters:
        if len(names) == 1 and {*parameter.kinds} & kinds_of(names[0]):
            if parameter.name == "cited":
                about[parameter.name] = works_named(anchors.store, names[0].text)
                return True
            found = anchors.thing(names[0], parameter.kinds)
            assert found
            about[parameter.name] = found
            return True
    return False


def _thing(before: Selection) -> Resolved | None:
    return next((each for each in before.about.values() if isinstance(each, Resolved)), None)


def _nodes(store: Store, thing: Resolved) -> list[Named]:
    named = nodes_named(store, "is", ENTITY_LABELS, [fold(thing.name)])
    return [node for node in named if node.id in thing.ids] or [
        node for node in named if node.kind == thing.kind
    ]


def _indicator(store: Store, thing: Resolved, documents: frozenset[str]) -> Resolved:
    nodes = indicators_like(store, thing.ids)
    own = [node.id for node in nodes if not documents or node.document_id in documents]
    return Resolved(thing.name, thing.kind, tuple(sorted(own)))
