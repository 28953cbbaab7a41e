"""The words and signs of a Cypher statement, each with its place; comments are left out.

Where the engines could read a text differently from here (an escape that is decoded before the
lexing, a number run into a word, a letter that folds into another), the statement is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, SupportsIndex, overload

from graph.errors import RefusedStatement

Kind = Literal["word", "quoted", "string", "number", "parameter", "sign"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. `start` is its place in the statement."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)

    @property
    def upper(self) -> str:
        """A bare word in capitals, as keywords are compared; empty for anything else."""
        return self.text.upper() if self.kind == "word" else ""

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "sign" and self.text in signs


NO_TOKEN = Token("sign", "", -1)
"""What stands before the first token and after the last."""


class Tokens(list[Token]):
    """Tokens of which there are none before the first and after the last, wherever one looks."""

    @overload
    def __getitem__(self, place: SupportsIndex) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...

    def __getitem__(self, place: SupportsIndex | slice) -> Token | list[Token]:
        """The token at a place, counted from 0, or some of them."""
        if isinstance(place, slice):
            return super().__getitem__(place)
        index = place.__index__()
        return super().__getitem__(index) if 0 <= index < len(self) else NO_TOKEN


_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>(?:`[^`]*`)+)
    | (?P<parameter>\$(?:\w+|`[^`]+`))
    | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign>\.\.|<>|<=|>=|=~|\+=|::|\|\||[-+*/%^=<>(){}\[\],.:;|&!])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = re.compile(r"\\(?:[\\'\"nrtbf]|.)", re.DOTALL)
_WRITTEN = frozenset("\\'\"nrtbf")


def tokens_of(statement: str) -> Tokens:
    """The tokens of a statement.

    Raises RefusedStatement for what is not Cypher, or not unmistakably the same to every engine.
    """
    found = Tokens()
    place = 0
    while place < len(statement):
        match = _TOKEN.match(statement, place)
        if match is None:
            raise _unreadable(statement, place)
        kind = match.lastgroup
        if kind not in ("space", "comment"):
            token = Token(kind, match.group(), place)  # type: ignore[arg-type]
            _check(statement, token, found[len(found) - 1] if found else None)
            found.append(token)
        place = match.end()
    return found


def _check(statement: str, token: Token, before: Token | None) -> None:
    at = place_of(statement, token.start)
    touching = before is not None and before.end == token.start
    if touching and before and before.kind == "number" and token.kind in ("word", "number"):
        raise RefusedStatement(f"put a space between {before.text} and {token.text[:20]} {at}")
    if before and before.kind == "number" and token.is_sign("."):
        raise RefusedStatement(f"write {before.text}.0 or {before.text} {at}, with nothing after")
    if touching and before and token.kind == before.kind == "string":
        raise RefusedStatement(f"two strings touch {at}: write a quotation mark in one as \\'")
    if token.kind == "string":
        _check_escapes(token, at)
    elif token.kind == "word" and not token.text.isascii():
        plain = unicodedata.normalize("NFKC", token.text)
        if plain.upper().isascii() or plain.casefold().isascii():
            raise RefusedStatement(
                f"{token.text} {at} is written in letters that only look like {plain.casefold()}: "
                "write it in plain letters"
            )


def _check_escapes(token: Token, at: str) -> None:
    for escape in _ESCAPES.findall(token.text):
        if escape[1] not in _WRITTEN:
            raise RefusedStatement(
                f"the string {at} holds the escape {escape}: write the character itself, or pass "
                "the text as a parameter"
            )


def _unreadable(statement: str, place: int) -> RefusedStatement:
    at = place_of(statement, place)
    character = statement[place]
    if character in "'\"`":
        return RefusedStatement(f"the quotation mark {character} {at} is never closed")
    if statement.startswith("/*", place):
        return RefusedStatement(f"the comment that begins {at} is never closed")
    plain = unicodedata.normalize("NFKC", character)
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    advice = ""
    if character.isspace():
        advice = "; write a plain space"
    elif plain != character and plain.isascii():
        advice = f"; did you mean {plain}"
    return RefusedStatement(f"{at} stands a character that is not Cypher, {name}{advice}")


def place_of(statement: str, offset: int) -> str:
    """An offset as people count: `in line 2, column 5`."""
    before = statement[:offset]
    line, column = before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
    return f"in line {line}, column {column}"


def without_comments(statement: str, tokens: Sequence[Token]) -> str:
    """The statement with everything but its tokens blank, so that places stay what they were."""
    parts: list[str] = []
    place = 0
    for token in tokens:
        parts += (_blank(statement[place : token.start]), token.text)
        place = token.end
    return "".join(parts) + _blank(statement[place:])


def _blank(text: str) -> str:
    return "".join(character if character in "\r\n" else " " for character in text)
