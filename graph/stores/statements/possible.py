"""Subqueries and optional patterns that can match nothing by the model: Ladybug errs in them.

`EXISTS { MATCH (g:Goal)-[:OBSERVED]->() }` is true there of every goal, though no table holds such
a relationship, with COUNT the rows themselves are lost, and an OPTIONAL MATCH gives too many.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Sequence

from graph.errors import RefusedStatement
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.stores.statements.clauses import clauses, closing
from graph.stores.statements.lexer import Token, place_of, tokens_of

_ALL = frozenset(NODE_LABELS)
_WALKS = ("SHORTEST", "ALL", "TRAIL", "ACYCLIC", "WALK")
_LONGEST = 30
Labels = frozenset[str]


def check_possible(statement: str) -> None:
    """Raises RefusedStatement for a subquery, or a condition, that the model lets match nothing."""
    tokens = tokens_of(statement)
    walk = _Walk(statement, tokens)
    for clause in clauses(tokens):
        optional = tokens[clause.first - 1].upper == "OPTIONAL" if clause.first else False
        if clause.word == "MATCH":
            walk.follow(clause.first + 1, clause.end, checked=clause.depth > 0 or optional)
        elif clause.word in ("WHERE", "WITH", "RETURN"):
            walk.follow(clause.first + 1, clause.end, checked=True)


class _Walk:
    """Follows patterns and learns of each variable which labels it can have."""

    def __init__(self, statement: str, tokens: Sequence[Token]) -> None:
        self._statement = statement
        self._tokens = tokens
        self._known: dict[str, Labels] = {}

    def follow(self, first: int, end: int, *, checked: bool) -> None:
        index = first
        while index < end:
            if self._tokens[index].is_sign("{"):
                index = closing(self._tokens, index)
            elif self._tokens[index].is_sign("("):
                index = self._chain(index, end, checked=checked)
            index += 1

    def _chain(self, index: int, end: int, *, checked: bool) -> int:
        """Follow a pattern that may begin at a bracket; where it ends, or the bracket if none does.

        Inside brackets that begin no pattern others may begin.
        """
        last = closing(self._tokens, index)
        if not self._hop_follows(last + 1, end):
            if checked is False:
                self._node(index, last, _ALL)
            return index
        labels = self._node(index, last, _ALL)
        start = index
        while self._hop_follows(last + 1, end):
            opening = self._next_node(last + 1, end)
            if opening is None:
                break
            reached = self._reached(labels, last + 1, opening)
            last = closing(self._tokens, opening)
            labels = self._node(opening, last, reached)
            if checked and not labels:
                at = place_of(self._statement, self._tokens[start].start)
                raise RefusedStatement(
                    f"the pattern {at} can match nothing, as no such things are linked so (see "
                    "docs/model.md): leave the condition out"
                )
        return last

    def _hop_follows(self, index: int, end: int) -> bool:
        return index + 2 < end and (
            (self._tokens[index].is_sign("-") and self._tokens[index + 1].is_sign("-", "["))
            or (self._tokens[index].is_sign("<") and self._tokens[index + 1].is_sign("-"))
        )

    def _next_node(self, index: int, end: int) -> int | None:
        while index < end:
            if self._tokens[index].is_sign("("):
                return index
            if self._tokens[index].is_sign("["):
                index = closing(self._tokens, index)
            elif not self._tokens[index].is_sign("-", "<", ">"):
                return None
            index += 1
        return None

    def _node(self, opening: int, last: int, reached: Labels) -> Labels:
        inside = self._tokens[opening + 1 : last]
        name = inside[0].text if inside and inside[0].kind in ("word", "quoted") else ""
        written: set[str] = set()
        for before, token in zip(self._tokens[opening:last], inside, strict=False):
            if token.is_sign("{"):
                break
            if before.is_sign(":", "|"):
                written.add(token.text.strip("`"))
        labels = reached & self._known.get(name, _ALL)
        if written and written <= _ALL:
            labels &= written
        if name:
            self._known[name] = labels
        return labels

    def _reached(self, labels: Labels, first: int, end: int) -> Labels:
        """The labels at the other end of a relationship that begins at one of some labels."""
        inside = self._tokens[first:end]
        types = {
            token.text.strip("`")
            for before, token in itertools.pairwise(inside)
            if token.kind in ("word", "quoted") and before.is_sign(":", "|")
        } & {*RELATIONSHIP_TYPES} or {*RELATIONSHIP_TYPES}
        backward, forward = inside[0].is_sign("<"), inside[-1].is_sign(">")

        def step(labels: Labels) -> Labels:
            return _ends(types, labels, forward or not backward, backward or not forward)

        star = next((at for at, token in enumerate(inside) if token.is_sign("*")), None)
        if star is None:
            return step(labels)
        least, most = _lengths([token.text for token in inside[star + 1 : star + 5]])
        return _walked(step, labels, least, most)


def _ends(types: Collection[str], labels: Labels, forward: bool, backward: bool) -> Labels:
    ends = [end for each in types for end in RELATIONSHIP_TYPES[each].ends]
    reached: set[str] = set()
    if forward:
        reached |= {target for source, target in ends if source in labels}
    if backward:
        reached |= {source for source, target in ends if target in labels}
    return frozenset(reached)


def _walked(step: Callable[[Labels], Labels], labels: Labels, least: int, most: int) -> Labels:
    """The labels that some steps lead to, at least and at most so many."""
    reached: Labels = frozenset()
    # So many steps more lead to no further label.
    for taken in range(min(most, least + len(_ALL)) + 1):
        if taken >= least:
            reached |= labels
        labels = step(labels)
    return reached


def _lengths(words: Sequence[str]) -> tuple[int, int]:
    """The least and the most steps of what stands after a star: `2`, `1..3`, `..3`, `1..`."""
    numbers = [word for word in words if word not in _WALKS]
    first = int(numbers[0]) if numbers and numbers[0].isdigit() else None
    rest = numbers[1:] if first is not None else numbers
    if not (rest and rest[0] == ".."):
        return (first, first) if first is not None else (1, _LONGEST)
    last = int(rest[1]) if len(rest) > 1 and rest[1].isdigit() else _LONGEST
    return (1 if first is None else first), last
