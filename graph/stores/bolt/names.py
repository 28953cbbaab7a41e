"""Names found on Neo4j, where each label has a text index on its names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.stores.bolt.schema import quoted
from graph.stores.names import SHORTEST_WITHIN, Match, Named

_NAMES = r"split(n.search, '\n')"
# What holds a text is found by the index; only those names are taken apart.
_CONDITIONS: Mapping[Match, str] = {
    "id": "n.id = given",
    "is": f"n.search CONTAINS given AND given IN {_NAMES}",
    "contains": "n.search CONTAINS given",
    "within": f"any(name IN {_NAMES} "
    f"WHERE size(name) >= {SHORTEST_WITHIN} AND given CONTAINS name)",
}
_NEARNESS = (
    f"CASE WHEN given IN {_NAMES} THEN 0 "
    f"WHEN any(name IN {_NAMES} WHERE name STARTS WITH given) THEN 1 ELSE 2 END"
)


def finding(match: Match, labels: Sequence[str]) -> str:
    """The statement that finds nodes of some labels by the texts `$texts`, the nearest first."""
    nearness = _NEARNESS if match == "contains" else "0"
    return (
        f"UNWIND $texts AS given MATCH (n:{'|'.join(map(quoted, labels))}) "
        f"WHERE {_CONDITIONS[match]} WITH n, min({nearness}) AS nearness "
        "OPTIONAL MATCH (d:Document {id: n.document}) "
        "RETURN n.id, n.name, coalesce(n.name_en, ''), labels(n)[0], coalesce(d.name, ''), "
        "coalesce(n.document, ''), n.search "
        "ORDER BY nearness, size(n.name), n.name, n.id"
    )


def named_of(row: Sequence[object]) -> Named:
    """The node that a row of such a statement is."""
    id_, name, name_en, kind, document, document_id, search = map(str, row)
    return Named(id_, name, name_en, kind, document, document_id, tuple(search.split("\n")))
