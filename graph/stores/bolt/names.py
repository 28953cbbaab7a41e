"""Names found on Neo4j by its indexes of them.

Whole names are looked up in a full-text index whose analyzer parts them at the ends of lines: names
are folded and have no other white space. What a name contains, a text index on each label finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.stores.bolt.schema import WHOLE_NAMES, quoted
from graph.stores.names import Match, Named, stretches

# Lucene takes 1,024 clauses in one query.
_AT_ONCE = 1_000
_NAMES = r"split(n.search, '\n')"
_NEARNESS = (
    f"CASE WHEN given IN {_NAMES} THEN 0 "
    f"WHEN any(name IN {_NAMES} WHERE name STARTS WITH given) THEN 1 ELSE 2 END"
)
_ROWS = (
    "OPTIONAL MATCH (d:Document {id: n.document}) "
    "RETURN n.id, n.name, coalesce(n.name_en, ''), labels(n)[0], coalesce(d.name, ''), "
    "coalesce(n.document, ''), n.search, coalesce(n.thing, n.id) "
    "ORDER BY nearness, size(n.name), n.name, n.id"
)
Finding = tuple[str, dict[str, object]]
"""A statement that finds nodes, the nearest first, and its parameters."""


def findings(match: Match, texts: Sequence[str], labels: Sequence[str]) -> Iterator[Finding]:
    """What finds the nodes of some labels by texts: one statement, or more for many names."""
    within = "|".join(map(quoted, labels))
    match match:
        case "contains":
            yield _containing(within), {"texts": texts}
        case "is":
            yield from _whole(within, texts)
        case "within":
            yield from _whole(within, sorted({part for text in texts for part in stretches(text)}))


def named_of(row: Sequence[object]) -> Named:
    """The node that a row of such a statement is."""
    id_, name, name_en, kind, document, document_id, search, thing = map(str, row)
    return Named(id_, name, name_en, kind, document, document_id, tuple(search.split("\n")), thing)


def _containing(labels: str) -> str:
    return (
        f"UNWIND $texts AS given MATCH (n:{labels}) WHERE n.search CONTAINS given "
        f"WITH n, min({_NEARNESS}) AS nearness {_ROWS}"
    )


def _whole(labels: str, names: Sequence[str]) -> Iterator[Finding]:
    statement = (
        f"CALL db.index.fulltext.queryNodes('{WHOLE_NAMES}', $sought) YIELD node AS n "
        f"WHERE n:{labels} AND any(name IN {_NAMES} WHERE name IN $names) "
        f"WITH n, 0 AS nearness {_ROWS}"
    )
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        yield statement, {"names": some, "sought": " ".join(map(phrase, some))}


def phrase(name: str) -> str:
    """A text as a phrase of the index's own language."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
