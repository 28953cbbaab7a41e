"""What stands around a thing: how much of it, by relation and kind, before any of it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import ENTITY_LABELS, RELATIONSHIP_TYPES
from graph.parts import Value
from graph.queries.certainty import is_shown_in_cypher
from graph.stores.interface import Limits, Store
from viz.facts import Direction, possible_relations
from viz.picture import DRAWN, label_of

_ENOUGH = Limits(rows=20_000)
_STEPS = 2
_ENTITIES = "|".join(ENTITY_LABELS)
_JOINING = "|".join(
    kind.name for kind in RELATIONSHIP_TYPES.values() if kind.claim and kind.name != "OBSERVED"
)


@dataclass(frozen=True, slots=True)
class Around:
    """How many things, or values, of a kind one relation leads to, or comes from."""

    type: str
    direction: Direction
    kind: str
    count: int


def around(store: Store, ids: Sequence[str], unsure: bool = False) -> list[Around]:
    """What stands next to a node, or to the nodes that are one thing, by relation and kind."""
    found = []
    for type_, direction in possible_relations(ids[0]):
        for kind in _other_ends(ids[0], type_, direction):
            if count := len(next_to(store, ids, type_, direction, kind, unsure)):
                found.append(Around(type_, direction, kind, count))
    return found


def next_to(
    store: Store,
    ids: Sequence[str],
    type_: str,
    direction: Direction,
    kind: str,
    unsure: bool = False,
) -> list[str]:
    """The ids of the things, or values, of a kind at the other end of a relation.

    What more claims say comes first. `type_` and `kind` are those of the model.
    """
    left, right = ("-", "->") if direction == "out" else ("<-", "-")
    own = "id" if kind == "Observation" else "thing"
    only = "" if unsure else f" AND {is_shown_in_cypher('r')}"
    are = "=" if len(ids) == 1 else "IN"
    asked: Value = ids[0] if len(ids) == 1 else [*ids]
    statement = (
        f"MATCH (n:{label_of(ids[0])}){left}[r:{RELATIONSHIP_TYPES[type_].name}]{right}(m:{kind}) "
        f"WHERE n.id {are} $asked{only} "
        f"RETURN m.{own} AS other, count(r) AS claims ORDER BY claims DESC, other"
    )
    return [str(other) for other, _ in store.read(statement, {"asked": asked}, _ENOUGH).rows]


def within(store: Store, thing: str, most: int, unsure: bool = False) -> tuple[list[str], int]:
    """The things at one or two steps from a thing, the nearer first, and how many there are.

    At most so many are given.
    """
    only = "" if unsure else f" AND {is_shown_in_cypher('r')}"
    statement = (
        f"MATCH (a:{_ENTITIES})-[r:{_JOINING}]-(b:{_ENTITIES}) WHERE a.thing IN $things{only} "
        "RETURN b.thing AS other, count(r) AS claims ORDER BY claims DESC, other"
    )
    found: dict[str, None] = {thing: None}
    edge = [thing]
    for _ in range(_STEPS):
        rows = store.read(statement, {"things": edge}, _ENOUGH).rows if edge else []
        edge = [str(other) for other, _ in rows if str(other) not in found]
        found.update(dict.fromkeys(edge))
    others = [*found][1:]
    return others[:most], len(others)


def _other_ends(id_: str, type_: str, direction: Direction) -> list[str]:
    own, other = (0, 1) if direction == "out" else (1, 0)
    label = label_of(id_)
    ends = RELATIONSHIP_TYPES[type_].ends
    drawn = (each[other] for each in ends if each[own] == label and each[other] in DRAWN)
    return [*dict.fromkeys(drawn)]
