"""The part of a stored graph that is drawn: some nodes, and all claims between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, product

from graph.model import RELATIONSHIP_TYPES
from graph.queries.answer import Answered
from graph.queries.certainty import is_shown_in_cypher
from graph.schema import RelationshipType
from graph.stores.interface import Limits, Store
from viz.picture import (
    DRAWN,
    MOST_EDGES,
    MOST_NODES,
    DrawnEdge,
    DrawnNode,
    Picture,
    drawn_edge,
    drawn_node,
    label_of,
)

_CLAIMS = tuple(kind for kind in RELATIONSHIP_TYPES.values() if kind.claim)
_SUPPORTS = RELATIONSHIP_TYPES["SUPPORTS"]
_OBJECTIVES = tuple(dict.fromkeys(target for _, target in _SUPPORTS.ends))


def picture_of_nodes(
    store: Store, ids: Iterable[str], between: bool = False, unsure: bool = False
) -> Picture:
    """The nodes with these ids, in that order, and all claims between them.

    Claims too unsure to be shown are left out, unless `unsure`. With `between`, the goals and
    measures through which one of them supports another are added. Ids that the store does not hold
    are left out. Raises StoreError.
    """
    wanted = list(dict.fromkeys(ids))
    if between:
        wanted = list(dict.fromkeys([*wanted, *_between(store, wanted)]))
    by_label = _by_label(wanted[:MOST_NODES])
    found = {node.id: node for node in _nodes(store, by_label)}
    edges = list(islice(_edges(store, by_label, unsure), MOST_EDGES))
    ordered = [found[node_id] for node_id in wanted if node_id in found]
    return Picture(ordered, edges, len(wanted) > MOST_NODES or len(edges) == MOST_EDGES)


def picture_of_answer(store: Store, answer: Answered) -> Picture:
    """Every node that an answer or its parameters name, and the claims between them."""
    ids = ids_in([answer.parameters, *answer.rows])
    picture = picture_of_nodes(store, ids, between=True)
    return Picture(picture.nodes, picture.edges, picture.truncated or answer.truncated)


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


def _by_label(ids: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for node_id in ids:
        if label := label_of(node_id):
            found[label].append(node_id)
    return found


def _between(store: Store, ids: Sequence[str]) -> Iterable[str]:
    """The ids of the goals and measures that one of these nodes supports and that support one."""
    by_label = _by_label(ids)
    objectives = [label for label in _OBJECTIVES if label in by_label]
    supporters = [label for label in by_label if (label, "Goal") in _SUPPORTS.ends]
    for target, source, middle in product(objectives, supporters, _OBJECTIVES):
        statement = (
            f"MATCH (b:{target})<-[:SUPPORTS]-(m:{middle})<-[:SUPPORTS]-(a:{source}) "
            "WHERE b.id IN $targets AND a.id IN $sources RETURN DISTINCT m.id"
        )
        ends = {"sources": by_label[source], "targets": by_label[target]}
        for (middle_id,) in store.read(statement, ends, Limits(rows=MOST_NODES)).rows:
            yield str(middle_id)


def _nodes(store: Store, by_label: Mapping[str, Sequence[str]]) -> Iterable[DrawnNode]:
    for label, ids in by_label.items():
        statement = f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n"
        answer = store.read(statement, {"ids": ids}, Limits(rows=MOST_NODES))
        for (properties,) in answer.rows:
            assert isinstance(properties, Mapping)
            yield drawn_node(label, properties)


def _edges(
    store: Store, by_label: Mapping[str, Sequence[str]], unsure: bool
) -> Iterable[DrawnEdge]:
    for kind in _CLAIMS:
        for source, target in kind.ends:
            if source in by_label and target in by_label:
                yield from _edges_between(store, kind, source, target, by_label, unsure)


def _edges_between(
    store: Store,
    kind: RelationshipType,
    source: str,
    target: str,
    by_label: Mapping[str, Sequence[str]],
    unsure: bool,
) -> Iterable[DrawnEdge]:
    only = "" if unsure else f"AND {is_shown_in_cypher('r')} "
    statement = (
        f"MATCH (a:{source})-[r:{kind.name}]->(b:{target}) "
        f"WHERE a.id IN $sources AND b.id IN $targets {only}RETURN r"
    )
    ends = {"sources": by_label[source], "targets": by_label[target]}
    for (claim,) in store.read(statement, ends, Limits(rows=MOST_EDGES)).rows:
        assert isinstance(claim, Mapping)
        yield drawn_edge(kind.name, claim["source"], claim["target"], claim)
