"""The part of a stored graph that is drawn: some things, and all claims between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.model import RELATIONSHIP_TYPES
from graph.queries.answer import Answered
from graph.queries.certainty import is_shown_in_cypher
from graph.stores.interface import Store
from viz.between import between as lying_between
from viz.members import ENOUGH, Members, members
from viz.picture import (
    DRAWN,
    MOST_EDGES,
    MOST_IN_FILE,
    MOST_NODES,
    DrawnDocument,
    DrawnEdge,
    Picture,
    Said,
    drawn_edge,
    label_of,
    properties_of_claim,
)
from viz.portions import portions

_CLAIMS = tuple(kind for kind in RELATIONSHIP_TYPES.values() if kind.claim)
_ORDER = {"stated": 0, "structural": 1, "inferred": 2}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are not to be drawn: by relation, by basis, by the documents that make them.

    `sure` is how sure one must be at least.
    """

    relation: frozenset[str] = frozenset()
    basis: frozenset[str] = frozenset()
    document: frozenset[str] = frozenset()
    sure: float = 0.0

    def leave(self, claim: DrawnEdge) -> bool:
        """Is a claim of one document drawn?"""
        return (
            claim.type not in self.relation
            and claim.basis not in self.basis
            and claim.document not in self.document
            and claim.confidence >= self.sure
        )


def picture_of(
    store: Store,
    ids: Iterable[str],
    between: Collection[str] = (),
    unsure: bool = False,
    apart: Collection[str] = (),
    most: int = MOST_NODES,
    filters: Filters = Filters(),
) -> Picture:
    """Things, given by their ids or those of their nodes, in that order, and all claims between.

    The things of `apart` are drawn as one node a document. Claims too unsure to be shown are left
    out, unless `unsure`, and so is what `filters` hide. What joins some of `between` to others is
    added. Ids that the store does not hold are left out. Raises StoreError.
    """
    wanted = [*dict.fromkeys(ids)]
    found = members(store, wanted[:most], apart)
    if between:
        wanted += lying_between(store, members(store, [*between]).by_label())
        found = members(store, wanted[:most], apart)
    edges = _joined(filter(filters.leave, _edges(store, found, unsure)))
    return Picture(
        [*found.drawn.values()],
        edges[:MOST_EDGES],
        len(wanted) > most or len(edges) > MOST_EDGES,
        documents_of(store, {id_ for node in found.drawn.values() for id_ in node.documents}),
        found.missing,
    )


def picture_of_answer(store: Store, answer: Answered) -> Picture:
    """Every thing that an answer or its parameters name, and the claims between them."""
    ids = [*dict.fromkeys(ids_in([answer.parameters, *answer.rows]))]
    picture = picture_of(store, ids, between=ids[:MOST_IN_FILE], most=MOST_IN_FILE)
    return replace(picture, truncated=picture.truncated or answer.truncated)


def ids_in(value: object) -> Iterable[str]:
    """Every id of a node that can be drawn, anywhere in a value made of mappings and lists."""
    match value:
        case str() if label_of(value) in DRAWN:
            yield value
        case Mapping():
            for each in value.values():
                yield from ids_in(each)
        case list() | tuple():
            for each in value:
                yield from ids_in(each)


def documents_of(store: Store, ids: Collection[str]) -> list[DrawnDocument]:
    """Documents by their ids, in the order of place, year and name."""
    statement = (
        "MATCH (d:Document) WHERE d.id IN $ids RETURN d.id, d.name, d.place, d.year "
        "ORDER BY d.place, d.year, d.name"
    )
    rows = store.read(statement, {"ids": sorted(ids)}, ENOUGH).rows if ids else []
    return [
        DrawnDocument(str(id_), str(name), str(place or ""), int(str(year or 0)))
        for id_, name, place, year in rows
    ]


def _edges(store: Store, found: Members, unsure: bool) -> Iterator[DrawnEdge]:
    """Every claim between nodes that are drawn as different things."""
    by_label, drawn_as = found.by_label(), found.drawn_as
    only = "" if unsure else f"AND {is_shown_in_cypher('r')} "
    for kind in _CLAIMS:
        names = properties_of_claim(kind.name)
        said = ", ".join(f"r.{name}" for name in names)
        for source, target in kind.ends:
            if source not in by_label or target not in by_label:
                continue
            statement = (
                f"UNWIND $ids AS id MATCH (a:{source})-[r:{kind.name}]->(b:{target}) "
                f"WHERE a.id = id {only}RETURN a.id, b.id, {said}"
            )
            # Each source is looked up; targets are told apart here, since a list of them would be
            # gone through for every claim.
            for ids in portions(sorted(by_label[source])):
                for start, end, *values in store.read(statement, {"ids": ids}, ENOUGH).rows:
                    one, other = drawn_as[str(start)], drawn_as.get(str(end))
                    if other and one != other:
                        claim = dict(zip(names, values, strict=True))
                        yield drawn_edge(kind.name, one, other, claim)


def _joined(claims: Iterable[DrawnEdge]) -> list[DrawnEdge]:
    """One claim for all that say the same of the same things: the best known, stated ones first."""
    same: dict[tuple[str, str, str], list[DrawnEdge]] = {}
    for each in claims:
        same.setdefault((each.type, each.source, each.target), []).append(each)
    return [
        replace(
            min(group, key=lambda each: (_ORDER[each.basis], -each.confidence, each.document)),
            said=tuple(
                dict.fromkeys(Said(each.document, each.basis, each.confidence) for each in group)
            ),
        )
        for group in same.values()
    ]
