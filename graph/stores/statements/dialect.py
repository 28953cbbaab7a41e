"""One way of writing Cypher for both stores: everything that differs is put right here.

Statements are written as for Neo4j 5, and run on both; what Ladybug says differently is translated
before it is run. Recognised, in any case:

| written                             | Ladybug                         | Neo4j          |
|-------------------------------------|---------------------------------|----------------|
| `type(r)`                           | `label(r)`                      | as written     |
| `label(n)`                          | as written                      | `labels(n)[0]` |
| `labels(n)`                         | `[label(n)]`                    | as written     |
| `labels(n)[0]`                      | `label(n)`                      | as written     |
| `split(text, by)`                   | `string_split(text, by)`        | as written     |
| `toString(x)`                       | `string(x)`                     | as written     |
| `toInteger(x)`, `toFloat(x)`        | `to_int64(x)`, `to_double(x)`   | as written     |
| `shortestPath((a)-[:A|B*1..6]-(b))` | `(a)-[:A|B* SHORTEST 1..6]-(b)` | as written     |
| `allShortestPaths((a)-[*1..6]-(b))` | `(a)-[* ALL SHORTEST 1..6]-(b)` | as written     |
| `-[:A*1..3]->`                      | `-[:A* TRAIL 1..3]->`           | as written     |
| `(n:ENTITY)`, `(n:FACT)`, `(n:NODE)`| `(n:Goal|Measure|…)`            | the same       |

The last line is Lantu's own: any entity, any fact, any node at all. With it both engines find a
node by its id through their indexes, which `(n {id: $id})` without a label does not on Neo4j.

What cannot be translated, and is therefore not to be written: the index of a list (from 0 on
Neo4j, from 1 on Ladybug, `labels(n)[0]` apart), `substring`, list comprehensions, `CALL { … }`,
`startNode(r)` (Ladybug's is wrong in a pattern without direction: return `r`, which has `source`
and `target`), `(n:A:B)`, and two relationships of one pattern that may be the same one, which
Ladybug allows: add `WHERE r1 <> r2`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from graph.model import ENTITY_LABELS, FACT_LABELS, NODE_LABELS
from graph.stores.interface import Dialect
from graph.stores.statements.lexer import Token, tokens_of

_FUNCTIONS: Mapping[str, str] = {
    "TYPE": "label",
    "SPLIT": "string_split",
    "TOSTRING": "string",
    "TOINTEGER": "to_int64",
    "TOFLOAT": "to_double",
}
_SHORTEST: Mapping[str, str] = {
    "SHORTESTPATH": "SHORTEST",
    "ALLSHORTESTPATHS": "ALL SHORTEST",
    "ALL_SHORTEST_PATHS": "ALL SHORTEST",
}
_LABEL_SETS: Mapping[str, Sequence[str]] = {
    "ENTITY": ENTITY_LABELS,
    "FACT": FACT_LABELS,
    "NODE": tuple(NODE_LABELS),
}
_WALKS = ("SHORTEST", "ALL", "TRAIL", "ACYCLIC", "WALK")


@lru_cache(maxsize=512)
def translate(statement: str, dialect: Dialect) -> str:
    """The statement as one store's engine understands it. Raises RefusedStatement if unreadable."""
    tokens = tokens_of(statement)
    changes = _label_sets(tokens)
    changes |= _for_ladybug(tokens) if dialect == "ladybug" else _for_neo4j(tokens)
    parts: list[str] = []
    place = 0
    for token in tokens:
        parts += (statement[place : token.start], changes.get(token.start, token.text))
        place = token.end
    return "".join(parts) + statement[place:]


def column_names(statement: str, given: Sequence[str]) -> Sequence[str]:
    """The names of an answer's columns as they stand in the statement, as Neo4j gives them.

    `given` are the engine's, which are kept where the statement does not list the columns.
    """
    tokens = tokens_of(statement)
    starts = [index for index, token in enumerate(tokens) if token.upper == "RETURN"]
    # In a union the first part names the columns; a subquery's RETURN stands in braces.
    outer = [index for index in starts if _depth(tokens[:index]) == 0]
    if not outer:
        return given
    items = _items(tokens[outer[0] + 1 :])
    names = [_name(statement, item) for item in items if item]
    return names if len(names) == len(given) and "*" not in names else given


def _depth(tokens: Sequence[Token]) -> int:
    opened = sum(token.is_sign("(", "[", "{") for token in tokens)
    return opened - sum(token.is_sign(")", "]", "}") for token in tokens)


def _items(tokens: Sequence[Token]) -> list[list[Token]]:
    items: list[list[Token]] = [[]]
    depth = 0
    for index, token in enumerate(tokens):
        depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
        if depth == 0 and token.upper in _AFTER_COLUMNS and not tokens[index - 1].is_sign("."):
            break
        if depth == 0 and token.is_sign(","):
            items.append([])
        elif index or token.upper != "DISTINCT":
            items[-1].append(token)
    return items


_AFTER_COLUMNS = ("ORDER", "SKIP", "LIMIT", "OFFSET", "UNION")


def _name(statement: str, item: Sequence[Token]) -> str:
    if len(item) > 2 and item[-2].upper == "AS":
        return item[-1].text.strip("`")
    if len(item) == 1:
        return item[0].text.strip("`")
    return statement[item[0].start : item[-1].end]


Changes = dict[int, str]
"""What to write in place of the token that starts there."""


def _label_sets(tokens: Sequence[Token]) -> Changes:
    return {
        token.start: "|".join(_LABEL_SETS[token.text])
        for before, token in pairwise(tokens)
        if token.kind == "word" and token.text in _LABEL_SETS and before.is_sign(":")
    }


def _for_neo4j(tokens: Sequence[Token]) -> Changes:
    changes: Changes = {}
    for index, token in enumerate(tokens):
        if _is_call(tokens, index, "LABEL"):
            closing = _closing(tokens, index + 1)
            changes |= {token.start: "labels", tokens[closing].start: ")[0]"}
        elif _is_call(tokens, index, "ALL_SHORTEST_PATHS"):
            changes[token.start] = "allShortestPaths"
    return changes


def _for_ladybug(tokens: Sequence[Token]) -> Changes:
    changes: Changes = {}
    shortest: dict[int, str] = {}
    for index, token in enumerate(tokens):
        if _is_call(tokens, index, *_FUNCTIONS):
            changes[token.start] = _FUNCTIONS[token.upper]
        elif _is_call(tokens, index, "LABELS"):
            changes |= _labels(tokens, index)
        elif _is_call(tokens, index, *_SHORTEST):
            closing = _closing(tokens, index + 1)
            # The brackets of the function go; those of the pattern inside stay.
            changes |= dict.fromkeys((token.start, tokens[index + 1].start), "")
            changes[tokens[closing].start] = ""
            shortest |= dict.fromkeys(range(index, closing), _SHORTEST[token.upper])
        elif _is_star_of_pattern(tokens, index):
            changes[token.start] = f"* {shortest.get(index, 'TRAIL')} "
            changes |= _exact_length(tokens, index)
    return changes


def _labels(tokens: Sequence[Token], index: int) -> Changes:
    closing = _closing(tokens, index + 1)
    first = [token.text for token in tokens[closing + 1 : closing + 4]] == ["[", "0", "]"]
    if first:
        dropped = {token.start: "" for token in tokens[closing + 1 : closing + 4]}
        return {tokens[index].start: "label", **dropped}
    return {tokens[index].start: "[label", tokens[closing].start: ")]"}


def _is_star_of_pattern(tokens: Sequence[Token], index: int) -> bool:
    """Whether a star says how long a path is, and does not say yet how it may run."""
    if not tokens[index].is_sign("*") or index + 1 >= len(tokens):
        return False
    opening = index - 1
    while opening > 0 and (
        tokens[opening].kind in ("word", "quoted") or tokens[opening].is_sign(":", "|")
    ):
        opening -= 1
    in_pattern = opening > 0 and tokens[opening].is_sign("[") and tokens[opening - 1].is_sign("-")
    return in_pattern and tokens[index + 1].upper not in _WALKS


def _exact_length(tokens: Sequence[Token], index: int) -> Changes:
    """`*2` as `2..2`, which is how Ladybug takes it beside TRAIL."""
    length, after = tokens[index + 1], tokens[index + 2 : index + 3]
    if length.kind == "number" and not (after and after[0].is_sign("..")):
        return {length.start: f"{length.text}..{length.text}"}
    return {}


def _is_call(tokens: Sequence[Token], index: int, *names: str) -> bool:
    return (
        tokens[index].upper in names
        and index + 1 < len(tokens)
        and tokens[index + 1].is_sign("(")
        and not (index and tokens[index - 1].is_sign(".", ":", "|"))
    )


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """The place of the bracket that closes the one at `opening`; the last token if none does."""
    depth = 0
    for index in range(opening, len(tokens)):
        depth += tokens[index].is_sign("(") - tokens[index].is_sign(")")
        if depth == 0:
            return index
    return len(tokens) - 1
