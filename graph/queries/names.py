"""Finding what a name, an alias or an id stands for, in English or Chinese.

Names are compared folded (`graph.folding.fold`), by the store's index of names. What is one thing
in several documents is found as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from graph.errors import AmbiguousName, UnknownName
from graph.folding import fold
from graph.model import ENTITY_LABELS, NODE_LABELS
from graph.queries.former import id_now
from graph.queries.mentions import longest, mentions
from graph.queries.named import nodes_named
from graph.queries.same import nodes_of_thing, things
from graph.stores.interface import Store
from graph.stores.names import Named

_SHORTEST_PART = 2
_MOST_CANDIDATES = 20
_MOST_SUGGESTIONS = 3
_NEAR_ENOUGH = 0.45


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name stands for: one thing, as the ids of its nodes in all documents.

    Of several things of one name, `said` is what names them all.
    """

    name: str
    kind: str
    ids: tuple[str, ...]
    said: str = ""

    @property
    def address(self) -> str:
        """What names it in the address of an answer."""
        return self.said or self.ids[0]


def resolve(store: Store, text: str, kinds: Sequence[str] = ENTITY_LABELS) -> Resolved:
    """The one thing that `text` names: an id, a name, an alias, or an unmistakable part of one.

    Only nodes of the labels `kinds` are considered, the earlier rather than the later. An exact
    name comes before one that begins with `text`, that before one that contains it, and that before
    one that makes up most of `text` (the digital-Jinan goal). Raises UnknownName, with near names,
    and AmbiguousName, with the candidates.
    """
    text = text.strip()
    by_id = _by_id(store, text, kinds)
    if by_id:
        return by_id
    for found in (_exact, _beginning, _containing, _contained):
        nodes = found(store, text, kinds)
        if nodes:
            return resolved(store, text, nodes, kinds)
    raise _unknown(store, text, kinds)


def resolved(
    store: Store, text: str, nodes: Sequence[Named], kinds: Sequence[str] = ENTITY_LABELS
) -> Resolved:
    """The one thing that the nodes named `text` are. Raises AmbiguousName where they are several.

    Where a query asks for certain kinds, nodes of the earliest of them are meant; and what is named
    so rather than what only has it as an alias.
    """
    preferred = next(kind for kind in kinds if any(node.kind == kind for node in nodes))
    if tuple(kinds) != ENTITY_LABELS:
        nodes = [node for node in nodes if node.kind == preferred]
    nodes = [node for node in nodes if fold(node.name) == fold(text)] or nodes
    known_as = {node.id: node.thing for node in nodes}
    found = things(store, {node.id: node.kind for node in nodes}, known_as)
    if len(found) == 1:
        return Resolved(nodes[0].name, nodes[0].kind, tuple(found[0]))
    raise _ambiguous(text, [_first(nodes, thing) for thing in found])


def _by_id(store: Store, text: str, kinds: Sequence[str]) -> Resolved | None:
    text = id_now(store, text)
    label, ids = nodes_of_thing(store, text)
    if ids:
        return _of_kind(store, text, label, ids, kinds)
    # An id begins with its label: to look through all labels takes much longer.
    lead, dash, _ = text.partition("-")
    label = next((each for each in NODE_LABELS if dash and each.lower() == lead), "")
    statement = f"MATCH (n:{label}) WHERE n.id = $id RETURN n.name"
    found = store.read(statement, {"id": text}).rows if label else []
    if not found:
        return None
    return _of_kind(store, text, label, things(store, {text: label})[0], kinds)


def _of_kind(
    store: Store, text: str, label: str, ids: Sequence[str], kinds: Sequence[str]
) -> Resolved:
    if label not in kinds and tuple(kinds) != ENTITY_LABELS:
        raise UnknownName(f"{text} is {_one(label)}, but {_any(kinds)} is asked for.")
    given = text if text in ids else ids[0]
    name = store.read(f"MATCH (n:{label}) WHERE n.id = $id RETURN n.name", {"id": given}).rows
    return Resolved(str(name[0][0] or text), label, tuple(ids))


def _exact(store: Store, text: str, kinds: Sequence[str]) -> list[Named]:
    return nodes_named(store, "is", kinds, [fold(text)])


def _beginning(store: Store, text: str, kinds: Sequence[str]) -> list[Named]:
    start = fold(text)
    parts = _containing(store, text, kinds)
    return [node for node in parts if any(name.startswith(start) for name in node.names)]


def _containing(store: Store, text: str, kinds: Sequence[str]) -> list[Named]:
    if len(fold(text)) < _SHORTEST_PART:
        return []
    return nodes_named(store, "contains", kinds, [fold(text)])


def _contained(store: Store, text: str, kinds: Sequence[str]) -> list[Named]:
    found = longest(mentions(store, text, kinds))
    main = max(found, key=lambda mention: mention.end - mention.start, default=None)
    return list(main.nodes) if main and 2 * (main.end - main.start) >= len(text) else []


def _first(nodes: Sequence[Named], ids: Sequence[str]) -> Named:
    return next(node for node in nodes if node.id in ids)


def _ambiguous(text: str, candidates: Sequence[Named]) -> AmbiguousName:
    shown = "; ".join(
        f"{each.name} ({each.kind}, {each.document or each.id})" for each in candidates[:5]
    )
    more = f" and {len(candidates) - 5} more" if len(candidates) > 5 else ""
    return AmbiguousName(
        f"{text!r} may mean {len(candidates)} things: {shown}{more}. Give the full name or the id.",
        [each.as_candidate() for each in candidates[:_MOST_CANDIDATES]],
    )


def _unknown(store: Store, text: str, kinds: Sequence[str]) -> UnknownName:
    other = _exact(store, text, ENTITY_LABELS)
    if other:
        return UnknownName(f"{text} is {_one(other[0].kind)}, but {_any(kinds)} is asked for.")
    near = suggestions(store, text, kinds)
    advice = f"Did you mean {', '.join(near)}?" if near else "Look for it with the query search."
    named = "Nothing" if tuple(kinds) == ENTITY_LABELS else f"No {' or '.join(kinds)}"
    return UnknownName(f"{named} is named {text!r}. {advice}")


def suggestions(store: Store, text: str, kinds: Sequence[str] = ENTITY_LABELS) -> list[str]:
    """The names nearest to `text` in their letters, the nearest first."""
    folded = fold(text)
    pairs = ["".join(pair) for pair in pairwise(folded)]
    if not pairs:
        return []
    nodes = nodes_named(store, "contains", kinds, pairs)
    nearness = {
        node.name: max(SequenceMatcher(None, folded, name).ratio() for name in node.names)
        for node in nodes
    }
    near = sorted(nearness, key=lambda name: (-nearness[name], name))
    return [name for name in near if nearness[name] >= _NEAR_ENOUGH][:_MOST_SUGGESTIONS]


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}"


def _any(kinds: Sequence[str]) -> str:
    return "anything" if tuple(kinds) == ENTITY_LABELS else " or ".join(map(_one, kinds))
