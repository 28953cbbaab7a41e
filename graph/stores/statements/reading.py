"""Which statements of users are run: those whose every clause reads, and whose work is bounded.

A statement is lexed; each of its words is accounted for (`words`), the functions it calls are
listed ones (`functions.toml`), and what its expressions make stays small (`growth`).
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import QueryError, RefusedStatement
from graph.stores.interface import Dialect
from graph.stores.statements.changes import changed
from graph.stores.statements.growth import MOST_GIVEN, bounded_parameters
from graph.stores.statements.lexer import Token, place_of, tokens_of, without_comments
from graph.stores.statements.parameters import LARGEST, check_values
from graph.stores.statements.words import names_to_quote

MOST_CHARACTERS = 10_000
MOST_TOKENS = 2_500
DEEPEST = 40
# Neo4j's planner takes minutes over more, and cannot be stopped then.
MOST_XOR = 8
MOST_RELATIONSHIPS = 30
_GO_ON = ("+", "/", "%", "^", "=", "<>", "<", "<=", ">=", ",", ".", "..", ":", "|", "(", "[", "{")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that only reads, without comments, and the parameters it names.

    The `bounded` ones say how far a list goes, and may not be large.
    """

    text: str
    parameters: frozenset[str]
    bounded: frozenset[str] = frozenset()

    def pick(self, given: Mapping[str, object]) -> dict[str, object]:
        """The values it needs of those given.

        Raises QueryError where one is missing, or is none that both stores can take.
        """
        missing = sorted(self.parameters - given.keys())
        if missing:
            names = ", ".join(f"${name}" for name in missing)
            raise QueryError(f"the statement needs a value for {names}: give it as a parameter")
        picked = {name: given[name] for name in sorted(self.parameters)}
        check_values(picked)
        for name in sorted(self.bounded):
            value = picked[name]
            if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MOST_GIVEN:
                raise QueryError(
                    f"${name} says how far a list goes: it has to be a whole number of at most "
                    f"{MOST_GIVEN:,}"
                )
        return picked


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
    _check_whole(tokens)
    _check_size(statement, tokens)
    _check_numbers(statement, tokens)
    quoted = {each.start: f"`{each.text}`" for each in names_to_quote(statement, tokens, dialect)}
    text = changed(without_comments(statement, tokens), tokens, quoted).rstrip("; \r\n")
    names = {token.text[1:].strip("`") for token in tokens if token.kind == "parameter"}
    return Statement(text, frozenset(names), bounded_parameters(statement, tokens))


@lru_cache(maxsize=512)
def parameters_of(statement: str) -> frozenset[str]:
    """The names of the parameters in one of Lantu's own statements."""
    found = (token.text for token in tokens_of(statement) if token.kind == "parameter")
    return frozenset(text[1:].strip("`") for text in found)


_CODE = re.compile(r"\\[uU]+([0-9a-fA-F]{4})?")


def _refuse_escapes(statement: str) -> None:
    # Neo4j decodes these everywhere, before it looks for quotation marks.
    found = _CODE.search(statement)
    if found:
        character = chr(int(found[1], 16)) if found[1] else ""
        shown = f" {character}" if character.isprintable() and character else ""
        raise RefusedStatement(
            f"{place_of(statement, found.start())} stands {found[0]}, the code of a character: "
            f"write the character{shown} itself, or pass the text as a parameter"
        )
    if "\x00" in statement:
        raise RefusedStatement("the statement holds a NUL character: take it out")


def _check_numbers(statement: str, tokens: Sequence[Token]) -> None:
    for index, token in enumerate(tokens):
        if token.kind != "number":
            continue
        negative = index > 0 and tokens[index - 1].is_sign("-")
        if token.text.isdigit():
            if len(token.text) > len(str(LARGEST)) or int(token.text) > LARGEST + negative:
                at = place_of(statement, token.start)
                raise RefusedStatement(
                    f"{token.text[:40]} {at} is too large: whole numbers go up to {LARGEST}"
                )
        elif math.isinf(float(token.text)):
            at = place_of(statement, token.start)
            raise RefusedStatement(f"{token.text[:40]} {at} is too large for a number")


def _check_whole(tokens: Sequence[Token]) -> None:
    """Refuse what ends where something has to follow, which engines tell in terms of their own."""
    last = tokens[-1]
    if last.is_sign(*_GO_ON):
        raise RefusedStatement(
            f"the statement ends too early: after {last.text} something has to follow"
        )


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
    _check_plan(tokens)


def _check_plan(tokens: Sequence[Token]) -> None:
    """Refuse what takes longer to plan than to run."""
    if sum(token.upper == "XOR" for token in tokens) > MOST_XOR:
        raise RefusedStatement(f"more than {MOST_XOR} times XOR: write <> between conditions")
    pairs = itertools.pairwise(tokens)
    relationships = sum(one.is_sign("-") and other.is_sign("[", "-") for one, other in pairs)
    if relationships > MOST_RELATIONSHIPS:
        raise RefusedStatement(
            f"more than {MOST_RELATIONSHIPS} relationships in patterns: ask for fewer at a time"
        )


def _longest_run(tokens: Sequence[Token]) -> int:
    """How many operators with one operand follow on one another."""
    longest = run = 0
    for token in tokens:
        run = run + 1 if token.upper == "NOT" or token.is_sign("-", "+", "!") else 0
        longest = max(longest, run)
    return longest
