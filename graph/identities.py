"""Which document of a collection a file is, whatever it was called since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.checking import Held
from graph.ids import is_same_id, stable_id
from graph.removed import Removed


def known_as(document: str, held: Mapping[str, Held]) -> str:
    """The id under which a document is held, be it of before or of now; else what is given."""
    if document in held:
        return document
    return next((each for each in held if is_same_id(each, document)), document)


def identity_of(
    told_by: str, sha256: str, held: Mapping[str, Held], removed: Iterable[Removed]
) -> str:
    """The id of the document that a file is, by the id it tells of itself and its digest.

    A file that is held, or was, is that document; so is one that says of itself what it says.
    """
    known = [(each.id, each.facts) for each in held.values()]
    known += [(each.id, each.facts) for each in removed]
    for document, facts in known:
        if facts.origin and facts.origin.sha256 == sha256:
            return known_as(document, held)
    for document, facts in known:
        if facts.summary and is_same_id(facts.summary.told_by, told_by):
            return known_as(document, held)
    taken = held.get(known_as(told_by, held))
    if taken and taken.facts.summary:
        return stable_id("Document", told_by, sha256)
    return known_as(told_by, held)
