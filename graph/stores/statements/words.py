"""The bare words of a statement: those of reading, those that change something, and names.

Each word has to be accounted for by the place where it stands. Where a name cannot stand (after
what ends an expression, at the start, after a brace) it has to be one of the words of reading. A
word that changes, loads or administers is taken for a name only where nothing but a name can
stand, and is then put in backticks: no engine is ever given one bare. So what neither engine is
known to read is refused, and not only what is known to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import RefusedStatement
from graph.stores.interface import Dialect
from graph.stores.statements.clauses import words
from graph.stores.statements.functions import check_function, procedures
from graph.stores.statements.lexer import Token, place_of

_BEGINS = words("MATCH OPTIONAL WITH UNWIND RETURN CALL")
# After these an expression or a pattern follows, so that the next word may be a name.
_OPENS = words(
    "MATCH WHERE WITH UNWIND RETURN BY SKIP LIMIT OFFSET CALL YIELD AS DISTINCT AND OR XOR NOT IN "
    "CONTAINS CASE WHEN THEN ELSE"
)
# After these comes a further keyword, a bracket or an operator, but never a name.
_CLOSES = words(
    "OPTIONAL ORDER UNION STARTS ENDS IS NULL TRUE FALSE ASC ASCENDING DESC DESCENDING END ALL ANY "
    "NONE SINGLE EXISTS COUNT COLLECT SHORTEST TRAIL ACYCLIC WALK"
)
_READS = _OPENS | _CLOSES
_BEFORE_BRACKETS = _OPENS | words("EXISTS ALL ANY NONE SINGLE COUNT COLLECT SHORTEST")
CHANGES = words(
    "ALTER ANALYZE ATTACH BEGIN CHECKPOINT COMMIT COPY CREATE DEALLOCATE DELETE DENY DETACH DROP "
    "DRYRUN EXPLAIN EXPORT FOREACH GRANT IMPORT INSERT INSTALL LOAD MERGE NODETACH PROFILE "
    "REALLOCATE REMOVE REVOKE ROLLBACK SET SHOW TERMINATE UNINSTALL UPDATE USE USING"
)
"""The words that no engine is given but as names in backticks."""
# What can follow a name, and nothing that is changed.
_AFTER_NAMES = (",", ")", "]", "}", ".", ":", "=", "<>", "<", ">", "<=", ">=", "..", "|")
_SUMS = ("+", "-", "*", "/", "%", "^")
_ALLOWED = (
    "only MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT, UNION and "
    "CALL of a listed procedure are run"
)


def names_to_quote(statement: str, tokens: Sequence[Token], dialect: Dialect) -> Iterator[Token]:
    """The names among the tokens that read like words that change something.

    Raises RefusedStatement for the first word that does more than read, or cannot be placed.
    """
    for index, token in enumerate(tokens):
        _Place(statement, dialect, tokens, index).check()
        if token.upper in CHANGES:
            yield token


@dataclass(frozen=True, slots=True)
class _Place:
    """One token among those of a statement."""

    statement: str
    dialect: Dialect
    tokens: Sequence[Token]
    index: int

    def check(self) -> None:
        token = self.tokens[self.index]
        if token.is_sign(";"):
            raise RefusedStatement(
                f"only one statement can be run at a time: take out the semicolon {self._at()}"
            )
        if self.index == 0 and token.upper not in _BEGINS:
            raise self._refused()
        if token.kind == "quoted" and self._after_expression():
            raise self._refused()
        if token.kind == "word":
            self._check_word(token)
        if token.is_sign("("):
            self._check_function()
        if token.is_sign("=~") and self.dialect == "neo4j":
            raise RefusedStatement(
                f"=~ {self._at()} is not run, since some patterns never end: write CONTAINS, "
                "STARTS WITH or ENDS WITH, with toLower(…) where capitals do not matter"
            )

    def _check_word(self, token: Token) -> None:
        if self._is_name(0) or (self._near(1, sign=":") and self._near(-1, sign=("{", ","))):
            return
        if token.upper in CHANGES:
            self._check_change()
        elif token.upper == "CALL":
            self._check_call()
        elif token.upper not in _READS and (self._after_expression() or self._after_brace()):
            raise self._refused()

    def _check_change(self) -> None:
        """Refuse a word that changes something where it could be meant so."""
        after = self._near(1)
        named = after is None or after.is_sign(*_AFTER_NAMES, *_SUMS) or after.upper in _READS
        if not named or self._after_expression() or self._after_brace() or self.index == 0:
            raise self._refused()

    def _after_expression(self) -> bool:
        """Whether what stands before ends an expression, so that only a keyword can follow."""
        before = self._near(-1)
        if before is None:
            return False
        if before.kind == "sign":
            return before.text in (")", "]", "}") or (before.text == "*" and self._means_all())
        if before.kind == "word":
            return before.upper not in _OPENS or self._is_name(-1)
        return True

    def _means_all(self) -> bool:
        """Whether the star before stands for everything, as in WITH *."""
        earlier = self._near(-2)
        return earlier is not None and earlier.upper in ("WITH", "RETURN", "DISTINCT", "YIELD")

    def _is_name(self, distance: int) -> bool:
        """Whether a word that reads like a keyword stands where only a name can."""
        before = self._near(distance - 1)
        if before is None:
            return False
        if before.upper == "AS":
            return distance < 0
        if before.is_sign("|", "&", "!"):
            return self._joins_labels(distance - 1)
        return before.is_sign(".", "::") or (
            before.is_sign(":") and not self._is_value(distance - 1)
        )

    def _is_value(self, distance: int) -> bool:
        """Whether a colon stands in a map, where a value follows."""
        before_key = self._near(distance - 2)
        if before_key is None or not before_key.is_sign("{", ","):
            return False
        depth = 0
        for index in range(self.index + distance, -1, -1):
            token = self.tokens[index]
            depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
            if depth > 0:
                return token.is_sign("{")
        return False

    def _joins_labels(self, distance: int) -> bool:
        """Whether a sign joins labels, as in (n:A|B)."""
        name, colon = self._near(distance - 1), self._near(distance - 2)
        if self._near(distance, sign="!") and name and name.is_sign(":", "|", "&"):
            return True
        return (
            name is not None
            and name.kind in ("word", "quoted")
            and colon is not None
            and colon.is_sign(":", "|", "&", "!")
        )

    def _after_brace(self) -> bool:
        """Whether a brace opens before, where a subquery can begin."""
        follows = self._near(1)
        if not self._near(-1, sign="{"):
            return False
        return follows is None or not follows.is_sign(",", "}")

    def _check_call(self) -> None:
        """Let subqueries be run where there are some, and procedures on the list."""
        if self.index and not self._may_begin():
            raise self._refused()
        opening = self._near(1)
        if opening and opening.is_sign("{", "("):
            self._check_subquery()
            return
        name, after = self._dotted(self.index + 1)
        opens = after < len(self.tokens) and self.tokens[after].is_sign("(")
        if name.lower() not in procedures(self.dialect) or not opens:
            listed = ", ".join(sorted(procedures(self.dialect)))
            raise RefusedStatement(
                f"CALL {name[:60] or '…'} {self._at()} is not run; the procedures that are: "
                f"{listed}"
            )

    def _may_begin(self) -> bool:
        """Whether a clause may begin here: after an expression, a subquery's brace, OPTIONAL."""
        before = self._near(-1)
        return self._after_expression() or bool(before and before.is_sign("{"))

    def _check_subquery(self) -> None:
        if self.dialect == "ladybug":
            raise RefusedStatement(
                f"CALL {{ … }} {self._at()} is not known to this store: write its clauses in "
                "place, after WITH for what they go on with, and UNION as two statements"
            )
        start = self.index + 1
        if self.tokens[start].is_sign("("):
            start = self._closing(start) + 1
        end = self._closing(start)
        if end + 1 < len(self.tokens) and self.tokens[end + 1].upper == "IN":
            raise RefusedStatement(
                f"IN {place_of(self.statement, self.tokens[end + 1].start)} is refused: a "
                "subquery that reads needs no transactions of its own"
            )
        if start < len(self.tokens) and self.tokens[start].is_sign("{"):
            first = self.tokens[start + 1] if start + 1 < len(self.tokens) else None
            if first is not None and first.upper in _BEGINS:
                return
        raise self._refused()

    def _closing(self, opening: int) -> int:
        """The place of the bracket that closes one; the last token if none does."""
        depth = 0
        for index in range(opening, len(self.tokens)):
            depth += self.tokens[index].is_sign("(", "{") - self.tokens[index].is_sign(")", "}")
            if depth == 0:
                return index
        return len(self.tokens) - 1

    def _check_function(self) -> None:
        """Refuse a function that is not listed; it may reach files, or make much of little."""
        named = self._near(-1)
        if named is None or named.kind not in ("word", "quoted"):
            return
        start = self.index - 1
        while start >= 2 and self.tokens[start - 1].is_sign("."):
            start -= 2
        before = self.tokens[start - 1] if start else None
        if before is not None and before.upper == "CALL":
            return
        at = place_of(self.statement, self.tokens[start].start)
        parts = self.tokens[start : self.index : 2]
        if any(word.kind == "quoted" for word in parts):
            raise RefusedStatement(f"{named.text[:40]} {at}: write functions without backticks")
        if len(parts) > 1 or named.upper not in _BEFORE_BRACKETS:
            check_function(".".join(word.text for word in parts), at, self.dialect)

    def _dotted(self, index: int) -> tuple[str, int]:
        parts: list[str] = []
        while index < len(self.tokens) and self.tokens[index].kind in ("word", "quoted"):
            parts.append(self.tokens[index].text)
            index += 1
            if index >= len(self.tokens) or not self.tokens[index].is_sign("."):
                break
            index += 1
        return ".".join(parts), index

    def _near(self, distance: int, sign: str | tuple[str, ...] = ()) -> Token | None:
        index = self.index + distance
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        signs = (sign,) if isinstance(sign, str) else sign
        return token if not signs or (token and token.is_sign(*signs)) else None

    def _refused(self) -> RefusedStatement:
        word = self.tokens[self.index]
        if word.upper == "USING":
            return RefusedStatement(
                f"USING {self._at()} is refused: leave the hint out, the store chooses its "
                "indexes itself"
            )
        advice = ""
        if word.upper in CHANGES and not self._after_expression():
            advice = "; a name that reads so is put in backticks"
        return RefusedStatement(f"{word.text[:40]} {self._at()} is refused: {_ALLOWED}{advice}")

    def _at(self) -> str:
        return place_of(self.statement, self.tokens[self.index].start)
