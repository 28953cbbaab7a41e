"""Patterns as Neo4j matches them, for Ladybug: no relationship twice in one pattern.

Ladybug lets the relationships of a MATCH be the same one, so that in `(a)<-[]-(b)-[]->(c)` c may be
a. Those that can be are named and held apart by conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.errors import RefusedStatement
from graph.stores.statements.changes import Changes, changed, put_after
from graph.stores.statements.clauses import Clause, clauses, closing
from graph.stores.statements.lexer import Token, place_of, tokens_of


@dataclass(frozen=True, slots=True)
class _Relationship:
    """One of a pattern, in the brackets at `place` or, where it has none, after the dash there."""

    place: int
    bracketed: bool
    name: str
    types: frozenset[str]
    repeated: bool

    def may_be(self, other: _Relationship) -> bool:
        """Whether both can stand for one relationship."""
        return not self.types or not other.types or bool(self.types & other.types)


def hold_apart(statement: str) -> str:
    """The statement so that Ladybug finds no relationship twice in one pattern.

    Raises RefusedStatement where that cannot be said.
    """
    tokens = tokens_of(statement)
    found = clauses(tokens)
    changes: Changes = {}
    for index, clause in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if clause.word == "MATCH":
            _hold_apart(statement, tokens, clause, following, changes)
        elif clause.word in ("WHERE", "WITH", "RETURN"):
            _check_predicates(statement, tokens, clause)
    if changes and any(
        each.word == "RETURN" and tokens[each.first + 1].is_sign("*") for each in found
    ):
        raise RefusedStatement(
            "RETURN * is not run on this store with a pattern of several relationships: name what "
            "is returned"
        )
    return changed(statement, tokens, changes)


def _hold_apart(
    statement: str,
    tokens: Sequence[Token],
    clause: Clause,
    following: Clause | None,
    changes: Changes,
) -> None:
    relationships = list(_relationships(tokens, clause.first + 1, clause.end))
    conditions: list[str] = []
    for one, other in combinations(relationships, 2):
        if one.name == other.name and not one.name.startswith("`_r"):
            raise RefusedStatement(
                f"{one.name} stands twice in the pattern "
                f"{place_of(statement, tokens[other.place].start)}: a relationship is named once"
            )
        if one.may_be(other):
            conditions.append(_apart(statement, tokens, one, other))
            for each in (one, other):
                _name(tokens, each, changes)
    if not conditions:
        return
    condition = " AND ".join(conditions)
    if following and following.word == "WHERE" and following.first == clause.end:
        put_after(changes, tokens[following.first], f" {condition} AND (")
        put_after(changes, tokens[following.end - 1], ")")
    else:
        put_after(changes, tokens[clause.end - 1], f" WHERE {condition}")


def _apart(
    statement: str, tokens: Sequence[Token], one: _Relationship, other: _Relationship
) -> str:
    if one.repeated and other.repeated:
        raise RefusedStatement(
            "two parts of variable length in one pattern "
            f"{place_of(statement, tokens[other.place].start)} are not run on this store, where "
            "they could share a relationship: name their types apart, or use two MATCH clauses"
        )
    if one.repeated:
        return _outside(other, one)
    if other.repeated:
        return _outside(one, other)
    return f"id({one.name}) <> id({other.name})"


def _outside(one: _Relationship, path: _Relationship) -> str:
    # Of rels, its functions with a variable take those of other rows.
    return f"NOT list_contains(properties(rels({path.name}), '_ID'), id({one.name}))"


def _name(tokens: Sequence[Token], each: _Relationship, changes: Changes) -> None:
    if not each.name.startswith("`_r") or each.name in changes.get(tokens[each.place].start, ""):
        return
    put_after(changes, tokens[each.place], each.name if each.bracketed else f"[{each.name}]")


def _relationships(tokens: Sequence[Token], first: int, end: int) -> Iterator[_Relationship]:
    index = first
    while index < end:
        token = tokens[index]
        if token.is_sign("{"):
            index = closing(tokens, index)
        elif token.upper.endswith(("SHORTESTPATH", "SHORTEST_PATHS", "SHORTESTPATHS")):
            index = closing(tokens, index + 1)
        elif token.is_sign("-") and index + 1 < end and tokens[index + 1].is_sign("["):
            last = closing(tokens, index + 1)
            yield _bracketed(tokens, index + 1, last)
            index = last
        elif token.is_sign("-") and index + 1 < end and tokens[index + 1].is_sign("-"):
            yield _Relationship(index, False, f"`_r{index}`", frozenset(), False)
            index += 1
        index += 1


def _bracketed(tokens: Sequence[Token], first: int, last: int) -> _Relationship:
    inside = tokens[first + 1 : last]
    named = bool(inside) and inside[0].kind in ("word", "quoted")
    name = inside[0].text if named else f"`_r{first}`"
    types: set[str] = set()
    repeated = False
    for before, token in zip(tokens[first:last], inside, strict=False):
        if token.is_sign("{"):
            break
        if token.kind in ("word", "quoted") and before.is_sign(":", "|"):
            types.add(token.text.strip("`"))
        repeated = repeated or token.is_sign("*")
    return _Relationship(first, True, name, frozenset(types), repeated)


def _check_predicates(statement: str, tokens: Sequence[Token], clause: Clause) -> None:
    """Refuse a pattern of several relationships that stands as a condition."""
    found = [
        each
        for each in _relationships(tokens, clause.first + 1, clause.end)
        if tokens[each.place - (2 if each.bracketed else 1)].is_sign(")", "<")
        or tokens[each.place - 1].is_sign("<")
    ]
    for one, other in combinations(found, 2):
        between = tokens[one.place : other.place]
        if one.may_be(other) and not any(_parts(token) for token in between):
            raise RefusedStatement(
                "a condition that is a pattern of several relationships "
                f"{place_of(statement, tokens[one.place].start)} is not run on this store: write "
                "EXISTS { MATCH … }"
            )


def _parts(token: Token) -> bool:
    return token.upper in ("AND", "OR", "XOR", "NOT", "WHEN", "THEN", "ELSE") or token.is_sign(",")
