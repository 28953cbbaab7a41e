"""Which statements of users are run: those whose every clause reads.

A statement is lexed, and then each bare word has to be accounted for. Where a word cannot be a
name (after anything that ends an expression, at the start, after a brace) it has to be one of the
words of reading; words that change, load or administer are refused as names too, unless they are
put in backticks or stand where only a name can (after a dot or a colon). So what neither engine is
known to read is refused, and not only what is known to write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import QueryError, RefusedStatement
from graph.stores.interface import Dialect
from graph.stores.statements.lexer import Token, place_of, tokens_of, without_comments

MOST_CHARACTERS = 10_000
MOST_TOKENS = 2_500
DEEPEST = 40


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEGINS = _words("MATCH OPTIONAL WITH UNWIND RETURN CALL")
# After these an expression or a pattern follows, so that the next word may be a name.
_OPENS = _words(
    "MATCH WHERE WITH UNWIND RETURN BY SKIP LIMIT OFFSET CALL YIELD AS DISTINCT AND OR XOR NOT IN "
    "CONTAINS CASE WHEN THEN ELSE"
)
# After these comes a further keyword, a bracket or an operator, but never a name.
_CLOSES = _words(
    "OPTIONAL ORDER UNION STARTS ENDS IS NULL TRUE FALSE ASC ASCENDING DESC DESCENDING END ALL ANY "
    "NONE SINGLE EXISTS COUNT COLLECT SHORTEST TRAIL ACYCLIC WALK"
)
_READS = _OPENS | _CLOSES
_CHANGES = _words(
    "ALTER ANALYZE ATTACH BEGIN CHECKPOINT COMMIT COPY CREATE DEALLOCATE DELETE DENY DETACH DROP "
    "DRYRUN EXPLAIN EXPORT FOREACH GRANT IMPORT INSERT INSTALL LOAD MERGE NODETACH PROFILE "
    "REALLOCATE REMOVE REVOKE ROLLBACK SET SHOW TERMINATE UNINSTALL UPDATE USE USING"
)
_PROCEDURES: Mapping[Dialect, frozenset[str]] = {
    "ladybug": frozenset({"show_tables", "table_info", "show_connection"}),
    "neo4j": frozenset(
        {
            "db.labels",
            "db.relationshiptypes",
            "db.propertykeys",
            "db.schema.visualization",
            "db.schema.nodetypeproperties",
            "db.schema.reltypeproperties",
            "db.index.fulltext.querynodes",
            "db.index.fulltext.queryrelationships",
        }
    ),
}
_NAMESPACES = _words("date datetime time localtime localdatetime duration point vector.similarity")
_ALLOWED = (
    "only MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT, UNION and "
    "CALL of a listed procedure are run"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that only reads, without comments, and the parameters it names."""

    text: str
    parameters: frozenset[str]

    def pick(self, given: Mapping[str, object]) -> dict[str, object]:
        """The values it needs of those given. Raises QueryError where one is missing."""
        missing = sorted(self.parameters - given.keys())
        if missing:
            names = ", ".join(f"${name}" for name in missing)
            raise QueryError(f"the statement needs a value for {names}: give it as a parameter")
        return {name: given[name] for name in sorted(self.parameters)}


def reading(statement: str, dialect: Dialect) -> Statement:
    """The user's statement, if it does nothing but read.

    Raises RefusedStatement with what was refused, where, and what is allowed.
    """
    if len(statement) > MOST_CHARACTERS:
        raise RefusedStatement(
            f"the statement has {len(statement):,} characters; at most {MOST_CHARACTERS:,} are "
            "run: pass long lists as parameters"
        )
    _refuse_escapes(statement)
    tokens = list(tokens_of(statement))
    if tokens and tokens[-1].is_sign(";"):
        tokens.pop()
    if not tokens:
        raise RefusedStatement("the statement is empty: write one such as MATCH (n) RETURN n")
    _check_size(statement, tokens)
    for index in range(len(tokens)):
        _Place(statement, dialect, tokens, index).check()
    names = {token.text[1:].strip("`") for token in tokens if token.kind == "parameter"}
    return Statement(without_comments(statement, tokens).rstrip("; \r\n"), frozenset(names))


@lru_cache(maxsize=512)
def parameters_of(statement: str) -> frozenset[str]:
    """The names of the parameters in one of Lantu's own statements."""
    found = (token.text for token in tokens_of(statement) if token.kind == "parameter")
    return frozenset(text[1:].strip("`") for text in found)


def _refuse_escapes(statement: str) -> None:
    # Neo4j decodes these everywhere, before it looks for quotation marks.
    place = statement.find("\\u")
    if place < 0:
        place = statement.find("\\U")
    if place >= 0:
        raise RefusedStatement(
            f"{place_of(statement, place)} stands an escape with the code of a character: "
            "write the character itself"
        )
    if "\x00" in statement:
        raise RefusedStatement("the statement holds a NUL character: take it out")


def _check_size(statement: str, tokens: Sequence[Token]) -> None:
    if len(tokens) > MOST_TOKENS:
        raise RefusedStatement(
            f"the statement has {len(tokens):,} words and signs; at most {MOST_TOKENS:,} are run"
        )
    depth = 0
    for token in tokens:
        depth += token.is_sign("(", "[", "{")
        depth -= token.is_sign(")", "]", "}")
        if depth > DEEPEST:
            raise RefusedStatement(
                f"{place_of(statement, token.start)} brackets are nested more than {DEEPEST} deep"
            )
    cases = sum(token.upper == "CASE" for token in tokens)
    if max(cases, _longest_run(tokens)) > DEEPEST:
        raise RefusedStatement(
            f"more than {DEEPEST} times CASE, or as many NOT or signs in a row: ask for less"
        )


def _longest_run(tokens: Sequence[Token]) -> int:
    """How many operators with one operand follow on one another."""
    longest = run = 0
    for token in tokens:
        run = run + 1 if token.upper == "NOT" or token.is_sign("-", "+", "!") else 0
        longest = max(longest, run)
    return longest


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

    def _check_word(self, token: Token) -> None:
        before = self._near(-1)
        if before and before.is_sign(".", "::"):
            return
        if before and before.is_sign(":", "|", "&", "!") and self._in_labels():
            return
        if self._near(1, sign=":") and before and before.is_sign("{", ","):
            return
        if token.upper in _CHANGES:
            raise self._refused()
        if token.upper == "CALL":
            self._check_procedure()
        elif token.upper not in _READS and (self._after_expression() or self._after_brace()):
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
        earlier = self._near(distance - 1)
        return earlier is not None and earlier.is_sign(".", ":", "|", "&", "!")

    def _in_labels(self) -> bool:
        """Whether the sign before joins labels or names a value, after which a name stands."""
        before, earlier = self._near(-1), self._near(-2)
        if before is None or before.text == ":":
            return True
        joined = self._near(-3)
        return (
            earlier is not None
            and earlier.kind in ("word", "quoted")
            and joined is not None
            and joined.is_sign(":", "|", "&", "!")
        )

    def _after_brace(self) -> bool:
        """Whether a brace opens before, where a subquery can begin."""
        before = self._near(-1)
        follows = self._near(1)
        if before is None or not before.is_sign("{"):
            return False
        return follows is None or not follows.is_sign(",", "}")

    def _check_procedure(self) -> None:
        name, after = self._dotted(self.index + 1)
        opens = after < len(self.tokens) and self.tokens[after].is_sign("(")
        if name.lower() not in _PROCEDURES[self.dialect] or not opens:
            listed = ", ".join(sorted(_PROCEDURES[self.dialect]))
            raise RefusedStatement(
                f"CALL {name or '{ … }'} {self._at()} is not run; the procedures that are: {listed}"
            )

    def _check_function(self) -> None:
        """Refuse a function of a namespace, which may reach files or the network."""
        start = self.index - 1
        while start >= 2 and self.tokens[start - 1].is_sign("."):
            start -= 2
        if start < 0 or start == self.index - 1:
            return
        name, after = self._dotted(start)
        called = start > 0 and self.tokens[start - 1].upper == "CALL"
        if after == self.index and not called:
            namespace = name.rpartition(".")[0].lower()
            if namespace not in _NAMESPACES:
                raise RefusedStatement(f"the function {name} {self._at()} is not run")

    def _dotted(self, index: int) -> tuple[str, int]:
        parts: list[str] = []
        while index < len(self.tokens) and self.tokens[index].kind in ("word", "quoted"):
            parts.append(self.tokens[index].text.strip("`"))
            index += 1
            if index >= len(self.tokens) or not self.tokens[index].is_sign("."):
                break
            index += 1
        return ".".join(parts), index

    def _near(self, distance: int, sign: str | None = None) -> Token | None:
        index = self.index + distance
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        return token if sign is None or (token and token.is_sign(sign)) else None

    def _refused(self) -> RefusedStatement:
        word = self.tokens[self.index].text
        return RefusedStatement(f"{word[:40]} {self._at()} is refused: {_ALLOWED}")

    def _at(self) -> str:
        return place_of(self.statement, self.tokens[self.index].start)
