"""Changes to a statement, token by token."""

from __future__ import annotations

from collections.abc import Sequence

from graph.stores.statements.lexer import Token

Changes = dict[int, str]
"""What to write in place of the token that starts there."""


def changed(statement: str, tokens: Sequence[Token], changes: Changes) -> str:
    """The statement with its changes made, and all between its tokens as it was."""
    parts: list[str] = []
    place = 0
    for token in tokens:
        parts += (statement[place : token.start], changes.get(token.start, token.text))
        place = token.end
    return "".join(parts) + statement[place:]


def put_before(changes: Changes, token: Token, text: str) -> None:
    """Add to the changes that a text comes before a token."""
    changes[token.start] = text + changes.get(token.start, token.text)


def put_after(changes: Changes, token: Token, text: str) -> None:
    """Add to the changes that a text follows a token."""
    changes[token.start] = changes.get(token.start, token.text) + text
