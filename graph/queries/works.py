"""Which cited plans, laws and programmes a name means: all that are called so."""

from __future__ import annotations

import re

from graph.build.identity.works import work_of
from graph.errors import UnknownName
from graph.folding import fold
from graph.queries.names import Resolved, resolve
from graph.stores.interface import Limits, Store

CITED = ("Initiative", "Document")
_ALL = Limits(rows=100_000, seconds=10.0)
_SHORTEST = 3
_CITED = """
MATCH (document:Document)-[:CITES]->(work:Document|Initiative)
RETURN DISTINCT work.id, work.name, work.search, labels(work)[0], document.place
ORDER BY work.name, work.id
"""


def works_named(store: Store, text: str) -> Resolved:
    """The works that documents cite under a name, or a part of one; or the work of an id.

    国土空间规划 means those of all places, 山东省国土空间规划 that of Shandong. Raises UnknownName.
    """
    text = text.strip()
    if text.startswith(("initiative-", "document-", "thing-")):
        return resolve(store, text, CITED)
    rows = [[*map(str, row)] for row in store.read(_CITED, {}, _ALL).rows]
    found = {id_: kind for id_, name, search, kind, place in rows if _is(name, search, place, text)}
    if not found:
        raise UnknownName(f"No document cites anything that is called {text!r}.")
    kinds = {*found.values()}
    kind = kinds.pop() if len(kinds) == 1 else "Work"
    return Resolved(text, kind, tuple(sorted(found)), said=text)


def _is(name: str, search: str, place: str, asked: str) -> bool:
    """Whether a work that a document of a place cites is called so, and issued by whom is asked."""
    issuer, sought = _compared(asked, "")
    named = (_compared(each, place) for each in (name, *search.split("\n")))
    return len(sought) >= _SHORTEST and any(
        sought in key and issuer in ("", by) for by, key in named
    )


def _compared(name: str, place: str) -> tuple[str, str]:
    """Who issued what is named, and its name without that; folded where it is no plan or law."""
    work = work_of(name, place)
    if work:
        return work.issuer, fold(work.key)
    return "", fold(re.sub(r"[《》〈〉“”\"\s]", "", name))
