"""The values that users give for parameters: those that both stores can take."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import QueryError

LARGEST = 2**63 - 1
MOST_ELEMENTS = 1_000
_MOST_CHARACTERS = 300_000
_DEEPEST = 10


def check_values(values: Mapping[str, object]) -> None:
    """Raises QueryError that names the parameter for a value that cannot be one."""
    for name, value in values.items():
        characters = _characters(name, value, 0)
        if characters > _MOST_CHARACTERS:
            raise QueryError(f"${name} is too long: at most {_MOST_CHARACTERS:,} characters")


def _characters(name: str, value: object, depth: int) -> int:
    """How long a value is, with all that is in it."""
    if depth > _DEEPEST:
        raise QueryError(f"${name} is nested more than {_DEEPEST} deep")
    match value:
        case None | bool() | float():
            return 1
        case int():
            if not -LARGEST - 1 <= value <= LARGEST:
                raise QueryError(
                    f"${name} holds a whole number that is too large: they go from {-LARGEST - 1} "
                    f"to {LARGEST}"
                )
            return 1
        case str():
            return _encoded(name, value)
        case list() | tuple():
            _check_length(name, len(value))
            return 1 + sum(_characters(name, each, depth + 1) for each in value)
        case Mapping():
            _check_length(name, len(value))
            items = [each for item in value.items() for each in item]
            return 1 + sum(_characters(name, each, depth + 1) for each in items)
    raise QueryError(f"${name} is a {type(value).__name__}, which cannot be a parameter")


def _encoded(name: str, text: str) -> int:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        raise QueryError(
            f"${name} holds half a character (U+{code:04X}), which is not text: take it out"
        ) from error
    return len(text)


def _check_length(name: str, length: int) -> None:
    if length > MOST_ELEMENTS:
        raise QueryError(f"${name} has {length:,} elements; a list has at most {MOST_ELEMENTS:,}")
