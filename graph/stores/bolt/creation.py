"""New parts written to Neo4j by one statement, which has the nodes it made at hand for their ends.

To look up two ends by their ids takes longer than to write the relationship. The statement is the
same for whatever parts, so that the server plans it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Part, Relationship, Value
from graph.stores.bolt.rows import ROWS, Batch, Portion, written
from graph.stores.bolt.schema import quoted

_Place = tuple[int, int]
"""Where a node that was made stands: the number of its label, and its own among those."""
_LABELS = {label: number for number, label in enumerate(NODE_LABELS)}
_TYPES = {kind: number for number, kind in enumerate(RELATIONSHIP_TYPES)}


def created(parts: Sequence[Part]) -> tuple[Batch, list[Part]]:
    """What creates the nodes of parts and the relationships among them, and what is left.

    That is relationships with an end among other nodes, in the part they are in.
    """
    nodes: list[list[Portion]] = [[] for _ in _LABELS]
    relationships: list[list[Portion]] = [[] for _ in _TYPES]
    places = _gather_nodes(parts, nodes)
    left = [Part(part.key, [], _gather(part, places, relationships)) for part in parts]
    left = [part for part in left if part.relationships]
    size = sum(len(rows) for portions in (*nodes, *relationships) for _, rows in portions)
    parameters = {"nodes": nodes, "relationships": relationships}
    return Batch(_STATEMENT, parameters, [part.key for part in parts], size), left


def _gather_nodes(parts: Sequence[Part], portions: Sequence[list[Portion]]) -> dict[str, _Place]:
    places: dict[str, _Place] = {}
    made = [0 for _ in portions]
    for part in parts:
        rows: list[list[list[Value]]] = [[] for _ in portions]
        for node in part.nodes:
            label = _LABELS[node.label]
            places[node.id] = (label, made[label])
            made[label] += 1
            rows[label].append([*node.properties.values()])
        _add(portions, part, rows)
    return places


def _gather(
    part: Part, places: dict[str, _Place], portions: Sequence[list[Portion]]
) -> list[Relationship]:
    left: list[Relationship] = []
    rows: list[list[list[Value]]] = [[] for _ in portions]
    for each in part.relationships:
        source, target = places.get(each.source), places.get(each.target)
        if source and target:
            rows[_TYPES[each.type]].append([*source, *target, *each.properties.values()])
        else:
            left.append(each)
    _add(portions, part, rows)
    return left


def _add(portions: Sequence[list[Portion]], part: Part, rows: Sequence[list[list[Value]]]) -> None:
    for those, more in zip(portions, rows, strict=True):
        if more:
            those.append((part.key, more))


def _statement() -> Iterator[str]:
    for label, number in _LABELS.items():
        properties = written(NODE_LABELS[label].properties, 0)
        yield f"CALL {{ {ROWS.format(f'$nodes[{number}]')}"
        yield f"CREATE (n:{quoted(label)} {{{properties}}}) RETURN collect(n) AS made{number} }}"
    yield f"WITH [{', '.join(f'made{number}' for number in _LABELS.values())}] AS nodes"
    for kind, number in _TYPES.items():
        properties = written(RELATIONSHIP_TYPES[kind].properties, 4)
        yield f"CALL {{ WITH nodes {ROWS.format(f'$relationships[{number}]')}"
        yield "WITH part, row, nodes[row[0]][row[1]] AS source, nodes[row[2]][row[3]] AS target"
        yield f"CREATE (source)-[:{quoted(kind)} {{{properties}}}]->(target)"
        yield f"RETURN count(*) AS joined{number} }}"
    sizes = [f"size(nodes[{number}])" for number in _LABELS.values()]
    yield f"RETURN {' + '.join([*sizes, *(f'joined{number}' for number in _TYPES.values())])}"


_STATEMENT = "\n".join(_statement())
