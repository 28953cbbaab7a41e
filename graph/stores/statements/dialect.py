"""One way of writing Cypher for both stores: everything that differs is put right here.

Statements are written as for Neo4j 5, and run on both; what Ladybug says differently is translated
before it is run. Recognised, in any case:

| written                             | Ladybug                         | Neo4j          |
|-------------------------------------|---------------------------------|----------------|
| `type(r)`                           | `label(r)`                      | as written     |
| `label(n)`                          | as written                      | `labels(n)[0]` |
| `labels(n)`                         | `[label(n)]`                    | as written     |
| `labels(n)[0]`                      | `label(n)`                      | as written     |
| `toString(x)`                       | `string(x)`                     | as written     |
| `toInteger(x)`, `toFloat(x)`        | `to_int64(x)`, `to_double(x)`   | as written     |
| `log(x)`                            | `ln(x)`                         | as written     |
| `shortestPath((a)-[:A|B*1..6]-(b))` | `(a)-[:A|B* SHORTEST 1..6]-(b)` | as written     |
| `allShortestPaths((a)-[*1..6]-(b))` | `(a)-[* ALL SHORTEST 1..6]-(b)` | as written     |
| `-[:A*1..3]->`                      | `-[:A* TRAIL 1..3]->`           | as written     |
| `(n:ENTITY)`, `(n:FACT)`, `(n:NODE)`| `(n:Goal|Measure|…)`            | the same       |

The last line is Lantu's own: any entity, any fact, any node at all. With it both engines find a
node by its id through their indexes, which `(n {id: $id})` without a label does not on Neo4j.

What both engines take and understand differently is mended before that, or refused with the way to
write it: relationships of one pattern (`trails`), rows in order before an aggregate (`ordering`),
expressions (`differing`). Not known to Ladybug, and so its error: list comprehensions,
`CALL { … }`, `startNode(r)` (return `r`, which has `source` and `target`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from graph.errors import RefusedStatement
from graph.model import ENTITY_LABELS, FACT_LABELS, NODE_LABELS
from graph.stores.interface import Dialect
from graph.stores.statements.changes import Changes, changed
from graph.stores.statements.clauses import closing, is_call
from graph.stores.statements.differing import settle
from graph.stores.statements.lexer import Token, tokens_of
from graph.stores.statements.ordering import keep_order
from graph.stores.statements.passed import NOTHING_PASSED, Passed
from graph.stores.statements.possible import check_possible
from graph.stores.statements.trails import hold_apart

_FUNCTIONS: Mapping[str, str] = {
    "TYPE": "label",
    "TOSTRING": "string",
    "TOINTEGER": "to_int64",
    "TOFLOAT": "to_double",
    "LOG": "ln",
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
def translate(statement: str, dialect: Dialect, passed: Passed = NOTHING_PASSED) -> str:
    """The statement as one store's engine understands it, with some values passed to it.

    Raises RefusedStatement if it cannot be read, or would mean something else.
    """
    if dialect == "ladybug":
        _check_union(statement)
        check_possible(statement)
        statement = keep_order(hold_apart(settle(statement, passed)))
    tokens = tokens_of(statement)
    changes = _label_sets(tokens)
    changes |= _for_ladybug(tokens) if dialect == "ladybug" else _for_neo4j(tokens)
    return changed(statement, tokens, changes)


def _check_union(statement: str) -> None:
    """Refuse parts whose columns differ, which Ladybug puts under one another as they come."""
    first, *others = columns_of_parts(statement) or [[]]
    for names in others:
        if names != first:
            raise RefusedStatement(
                f"the parts of a UNION return {', '.join(first)} and {', '.join(names)}: give the "
                "columns the same names in the same order, with AS"
            )


def column_names(statement: str, given: Sequence[str]) -> Sequence[str]:
    """The names of an answer's columns as they stand in the statement, as Neo4j gives them.

    `given` are the engine's, which are kept where the statement does not list the columns.
    """
    parts = columns_of_parts(statement)
    # In a union the first part names the columns.
    names = parts[0] if parts else []
    return names if len(names) == len(given) and "*" not in names else given


def columns_of_parts(statement: str) -> list[list[str]]:
    """The names of the columns that each part of a union lists."""
    tokens = tokens_of(statement)
    return [
        [_name(statement, item) for item in _items(tokens[index + 1 :]) if item]
        for index, token in enumerate(tokens)
        # A subquery's RETURN stands in braces.
        if token.upper == "RETURN" and _depth(tokens[:index]) == 0
    ]


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


def _label_sets(tokens: Sequence[Token]) -> Changes:
    return {
        token.start: "|".join(_LABEL_SETS[token.text])
        for before, token in pairwise(tokens)
        if token.kind == "word" and token.text in _LABEL_SETS and before.is_sign(":")
    }


def _for_neo4j(tokens: Sequence[Token]) -> Changes:
    changes: Changes = {}
    for index, token in enumerate(tokens):
        if is_call(tokens, index, "LABEL"):
            last = closing(tokens, index + 1)
            changes |= {token.start: "labels", tokens[last].start: ")[0]"}
        elif is_call(tokens, index, "ALL_SHORTEST_PATHS"):
            changes[token.start] = "allShortestPaths"
    return changes


def _for_ladybug(tokens: Sequence[Token]) -> Changes:
    changes: Changes = {}
    shortest: dict[int, str] = {}
    for index, token in enumerate(tokens):
        if is_call(tokens, index, *_FUNCTIONS):
            changes[token.start] = _FUNCTIONS[token.upper]
        elif is_call(tokens, index, "LABELS"):
            changes |= _labels(tokens, index)
        elif is_call(tokens, index, *_SHORTEST):
            last = closing(tokens, index + 1)
            # The brackets of the function go; those of the pattern inside stay.
            changes |= dict.fromkeys((token.start, tokens[index + 1].start), "")
            changes[tokens[last].start] = ""
            shortest |= dict.fromkeys(range(index, last), _SHORTEST[token.upper])
        elif token.upper == "END" and _is_property(tokens, index):
            # The one name of the model's that is a word of the engine's.
            changes[token.start] = f"`{token.text}`"
        elif _is_star_of_pattern(tokens, index):
            changes[token.start] = f"* {shortest.get(index, 'TRAIL')} "
            changes |= _exact_length(tokens, index)
    return changes


def _is_property(tokens: Sequence[Token], index: int) -> bool:
    before, after = tokens[index - 1], tokens[min(index + 1, len(tokens) - 1)]
    return before.is_sign(".") or (before.is_sign("{", ",") and after.is_sign(":"))


def _labels(tokens: Sequence[Token], index: int) -> Changes:
    last = closing(tokens, index + 1)
    first = [token.text for token in tokens[last + 1 : last + 4]] == ["[", "0", "]"]
    if first:
        dropped = {token.start: "" for token in tokens[last + 1 : last + 4]}
        return {tokens[index].start: "label", **dropped}
    return {tokens[index].start: "[label", tokens[last].start: ")]"}


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
