"""A statement while its expressions are settled: its words, their kinds, and what is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.errors import RefusedStatement
from graph.stores.statements.changes import Changes, put_after, put_before
from graph.stores.statements.clauses import clauses, closing, split_at_commas
from graph.stores.statements.kinds import Kinds
from graph.stores.statements.lexer import Token, place_of
from graph.stores.statements.passed import NOTHING_PASSED, Passed


@dataclass(frozen=True)
class Given:
    """A statement and the changes that rules make to it."""

    text: str
    tokens: Sequence[Token]
    passed: Passed = NOTHING_PASSED
    changes: Changes = field(default_factory=dict)

    @cached_property
    def kinds(self) -> Kinds:
        """The kinds of its expressions."""
        return Kinds(self.tokens, dict(self.passed.kinds), dict(self.passed.elements))

    @cached_property
    def in_pattern(self) -> frozenset[int]:
        """The tokens that stand in patterns."""
        found = [each for each in clauses(self.tokens) if each.word == "MATCH"]
        return frozenset(index for each in found for index in range(each.first, each.end))

    @cached_property
    def is_optional(self) -> bool:
        """Whether it has an OPTIONAL MATCH."""
        return any(token.upper == "OPTIONAL" for token in self.tokens)

    def refused(self, index: int, what: str) -> RefusedStatement:
        """The refusal of what stands at a place."""
        at = place_of(self.text, self.tokens[index].start)
        return RefusedStatement(f"{self.tokens[index].text[:40]} {at}: {what}")

    def near(self, index: int, *signs: str) -> bool:
        """Whether one of these signs stands at a place."""
        return 0 <= index < len(self.tokens) and self.tokens[index].is_sign(*signs)

    def arguments(self, at: int) -> list[tuple[int, int]]:
        """Where the arguments of the function called at a place begin and end."""
        return list(split_at_commas(self.tokens, at + 2, closing(self.tokens, at + 1)))

    def before(self, index: int, text: str) -> None:
        """Put a text before what stands at a place."""
        put_before(self.changes, self.tokens[index], text)

    def after(self, index: int, text: str) -> None:
        """Put a text after what stands at a place."""
        put_after(self.changes, self.tokens[index], text)
