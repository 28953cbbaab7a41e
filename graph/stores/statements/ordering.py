"""Rows that are put in order and cut, kept so by Ladybug where an aggregate follows.

Its planner drops an ORDER BY, though SKIP or LIMIT go with it, where nothing but projections stand
between it and an aggregate without a key: `WITH x ORDER BY x LIMIT 2 RETURN collect(x)` takes any
two. It does not look through an UNWIND, which gives every row once if its list has one element.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import RefusedStatement
from graph.stores.statements.changes import Changes, changed, put_after
from graph.stores.statements.clauses import Clause, clauses
from graph.stores.statements.lexer import place_of, tokens_of

_KEEP = " UNWIND [1] AS `_row{}`"
_CUT = ("SKIP", "OFFSET", "LIMIT")
_PROJECTIONS = ("WITH", "RETURN")


def keep_order(statement: str) -> str:
    """The statement so that Ladybug keeps the order that a WITH gives.

    Raises RefusedStatement where all variables are passed on, as the added one would be.
    """
    tokens = tokens_of(statement)
    found = clauses(tokens)
    changes: Changes = {}
    for index, clause in enumerate(found):
        rest = [each for each in found[index + 1 :] if each.depth <= clause.depth]
        if clause.word != "WITH" or not (rest and rest[0].word == "ORDER"):
            continue
        own = _own(rest)
        after = rest[len(own)] if len(own) < len(rest) else None
        if after is None or after.depth < clause.depth or after.word not in _PROJECTIONS:
            continue
        if tokens[after.first + 1].is_sign("*"):
            raise RefusedStatement(
                f"after WITH … ORDER BY, * {place_of(statement, tokens[after.first + 1].start)} is "
                "not run on this store: name what is passed on"
            )
        cut = any(each.word in _CUT for each in own)
        before = own[0].end - 1
        if not cut:
            put_after(changes, tokens[before], " SKIP 0")
        put_after(changes, tokens[after.first - 1], _KEEP.format(index))
    return changed(statement, tokens, changes)


def _own(rest: Sequence[Clause]) -> list[Clause]:
    """The clauses that belong to the WITH that they follow."""
    own: list[Clause] = []
    for each in rest:
        if each.word not in ("ORDER", *_CUT, "WHERE") or each.depth != rest[0].depth:
            break
        own.append(each)
    return own
