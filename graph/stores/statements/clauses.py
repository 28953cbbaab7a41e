"""The clauses of a statement, those of its subqueries too, and the calls and brackets in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.stores.statements.lexer import Token


def words(text: str) -> frozenset[str]:
    """The words that a text lists."""
    return frozenset(text.split())


_LIST = "MATCH OPTIONAL WHERE WITH UNWIND RETURN ORDER SKIP OFFSET LIMIT UNION CALL YIELD"
_WORDS = words(_LIST)
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause from its first word to before the next: tokens `first` to `end`.

    `depth` tells the clauses of a subquery from those around it. OPTIONAL is one of its own.
    """

    word: str
    first: int
    end: int
    depth: int


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses in the order in which they begin."""
    starts: list[tuple[int, int]] = []
    ends: dict[int, int] = {}
    depth = 0
    for index, token in enumerate(tokens):
        if token.is_sign(*_CLOSING):
            depth -= 1
        begins = _begins(tokens, index)
        if begins or (token.is_sign("}") and _open_at(starts, ends, depth + 1)):
            inner = depth if begins else depth + 1
            for first, other in starts:
                if other >= inner and first not in ends:
                    ends[first] = index
        if begins:
            starts.append((index, depth))
        if token.is_sign(*_OPENING):
            depth += 1
    return [
        Clause(tokens[first].upper, first, ends.get(first, len(tokens)), depth)
        for first, depth in starts
    ]


def _open_at(starts: Sequence[tuple[int, int]], ends: dict[int, int], depth: int) -> bool:
    return any(other >= depth and first not in ends for first, other in starts)


def _begins(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word opens a clause there, and is no name and no part of an operator."""
    before = tokens[index - 1] if index else None
    if tokens[index].upper not in _WORDS:
        return False
    if before and (before.is_sign(".", ":", "|", "$") or before.upper in ("AS", "STARTS", "ENDS")):
        return False
    return not (index + 1 < len(tokens) and tokens[index + 1].is_sign(":", ".", ",", ")"))


def is_call(tokens: Sequence[Token], index: int, *names: str) -> bool:
    """Whether one of these functions is called there."""
    return (
        tokens[index].upper in names
        and index + 1 < len(tokens)
        and tokens[index + 1].is_sign("(")
        and not (index and tokens[index - 1].is_sign(".", ":", "|"))
    )


def closing(tokens: Sequence[Token], opening: int) -> int:
    """The place of the bracket that closes the one at `opening`; the last token if none does."""
    depth = 0
    for index in range(opening, len(tokens)):
        depth += tokens[index].is_sign(*_OPENING) - tokens[index].is_sign(*_CLOSING)
        if depth == 0:
            return index
    return len(tokens) - 1


def opening(tokens: Sequence[Token], closing: int) -> int:
    """The place of the bracket that the one at `closing` closes; the first token if none does."""
    depth = 0
    for index in range(closing, -1, -1):
        depth += tokens[index].is_sign(*_CLOSING) - tokens[index].is_sign(*_OPENING)
        if depth == 0:
            return index
    return 0


def split_at_commas(tokens: Sequence[Token], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each of some parts begins and ends that commas part, those in brackets apart."""
    start = first
    depth = 0
    for index in range(first, end):
        depth += tokens[index].is_sign(*_OPENING) - tokens[index].is_sign(*_CLOSING)
        if depth == 0 and tokens[index].is_sign(","):
            yield start, index
            start = index + 1
    if start < end:
        yield start, end
