"""What the graph says about one node: its claims, relation by relation, with their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.model import FIELDS_JOINT, RELATIONSHIP_TYPES
from graph.parts import Value
from graph.queries.certainty import is_shown_in_cypher
from graph.queries.former import id_now
from graph.queries.same import nodes_of_thing
from graph.stores.interface import Limits, Store
from viz.picture import DrawnEdge, DrawnNode, drawn_edge, drawn_node, label_of

Direction = Literal["out", "in"]
MOST_FACTS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: the passage's id, the names of document and section, who reports.

    `year` is the one that the document plans for, 0 where it does not say.
    """

    passage: str
    document: str
    section: str
    place: str
    year: int

    @property
    def in_words(self) -> str:
        """《document》 (who reports, for when), section."""
        reported = " ".join(str(part) for part in (self.place, self.year) if part)
        document = f"《{self.document}》" + (f"（{reported}）" if reported else "")
        return "，".join(filter(None, [document, self.section]))


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim about a node, the node at its other end, and where it is said, if anywhere.

    `fields` are those of an agency's mandate that the words name, where it is inferred from them.
    """

    claim: DrawnEdge
    other: DrawnNode
    place: Place | None
    fields: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """The claims of one type that lead out of a node or into it; `count` is all there are."""

    type: str
    direction: Direction
    count: int
    facts: Sequence[Fact]


def node_properties(store: Store, node_id: str) -> tuple[str, Mapping[str, Any]] | None:
    """A node's label and properties; None where the store does not hold it. Raises StoreError."""
    label = label_of(node_id)
    if label is None:
        return None
    rows = store.read(f"MATCH (n:{label} {{id: $id}}) RETURN n", {"id": node_id}).rows
    for (properties,) in rows:
        assert isinstance(properties, Mapping)
        return label, properties
    return None


def relations_of(
    store: Store, ids: Sequence[str], facts: int, unsure: bool = False
) -> list[Relation]:
    """Every relation of a node, or of those that are one thing, with the first `facts` of each.

    With `unsure`, however unsure they are.
    """
    found = []
    for kind, direction in possible_relations(ids[0]):
        count = _count(store, ids, kind, direction, unsure)
        if count:
            first = facts_of(store, ids, kind, direction, facts, unsure)
            found.append(Relation(kind, direction, count, first))
    return found


def facts_of(
    store: Store,
    ids: Sequence[str],
    kind: str,
    direction: Direction,
    limit: int,
    unsure: bool = False,
) -> list[Fact]:
    """The first claims of one relation of a node or a thing; stated ones first, in text order."""
    pattern = _pattern(ids, kind, direction, unsure)
    return _read(store, pattern, kind, {"asked": _asked(ids)}, limit)


def claims_between(
    store: Store, kind: str, source: str, target: str, unsure: bool = False
) -> list[Fact]:
    """The claims of one type from a thing or node to another, stated ones first."""
    sources, targets = (nodes_meant(store, each) for each in (source, target))
    if not sources or not targets:
        return []
    only = f"{_pattern(sources, kind, 'out', unsure)} AND m.id IN $others"
    return _read(store, only, kind, {"asked": _asked(sources), "others": targets})


def nodes_meant(store: Store, id_: str) -> list[str]:
    """The nodes of a thing, or a node itself, as ids."""
    return nodes_of_thing(store, id_)[1] if id_.startswith("thing-") else [id_now(store, id_)]


def _read(
    store: Store,
    pattern: str,
    kind: str,
    parameters: Mapping[str, Value],
    limit: int = MOST_FACTS,
) -> list[Fact]:
    statement = (
        f"MATCH {pattern} RETURN r, m "
        "ORDER BY CASE r.basis WHEN 'stated' THEN 0 WHEN 'structural' THEN 1 ELSE 2 END, "
        "r.document, r.start, m.id LIMIT $limit"
    )
    page: dict[str, Value] = {**parameters, "limit": limit}
    found = []
    for claim, other in store.read(statement, page, Limits(rows=limit)).rows:
        assert isinstance(claim, Mapping)
        assert isinstance(other, Mapping)
        edge = drawn_edge(kind, claim["source"], claim["target"], claim)
        fields = [each for each in str(claim.get("fields") or "").split(FIELDS_JOINT) if each]
        found.append((edge, drawn_node(other["label"], other), fields))
    places = places_of(store, [edge.passage for edge, *_ in found if edge.passage])
    return [Fact(edge, other, places.get(edge.passage), fields) for edge, other, fields in found]


def places_of(store: Store, passages: Sequence[str]) -> dict[str, Place]:
    """The place of each of these passages that the store holds, by the passage's id."""
    if not passages:
        return {}
    statement = (
        "MATCH (p:Passage)-[:PART_OF]->(s:Section), (d:Document) "
        "WHERE p.id IN $ids AND d.id = p.document RETURN p.id, d.name, s.name, d.place, d.year"
    )
    ids = sorted(set(passages))
    rows = store.read(statement, {"ids": ids}, Limits(rows=len(ids))).rows
    return {
        str(passage): Place(str(passage), str(title), str(section), str(place), int(str(year or 0)))
        for passage, title, section, place, year in rows
    }


def possible_relations(node_id: str) -> Iterator[tuple[str, Direction]]:
    """The types of claim a node may have, by the model, each with its direction."""
    label = label_of(node_id)
    for kind in RELATIONSHIP_TYPES.values():
        sides: tuple[tuple[Direction, int], ...] = (("out", 0), ("in", 1))
        for direction, side in sides:
            if kind.claim and any(ends[side] == label for ends in kind.ends):
                yield kind.name, direction


def _count(store: Store, ids: Sequence[str], kind: str, direction: Direction, unsure: bool) -> int:
    statement = f"MATCH {_pattern(ids, kind, direction, unsure)} RETURN count(r)"
    ((count,),) = store.read(statement, {"asked": _asked(ids)}).rows
    assert isinstance(count, int)
    return count


def _pattern(ids: Sequence[str], kind: str, direction: Direction, unsure: bool) -> str:
    """The pattern of a relation; `kind` is a type of the model, so that it can stand in Cypher."""
    left, right = ("-", "->") if direction == "out" else ("<-", "-")
    only = "" if unsure else f" AND {is_shown_in_cypher('r')}"
    # The embedded engine finds one id by its key; for any of a list it looks through the label.
    are = "=" if len(ids) == 1 else "IN"
    joined = f"{left}[r:{RELATIONSHIP_TYPES[kind].name}]{right}"
    return f"(n:{label_of(ids[0])}){joined}(m) WHERE n.id {are} $asked{only}"


def _asked(ids: Sequence[str]) -> Value:
    return ids[0] if len(ids) == 1 else list(ids)
