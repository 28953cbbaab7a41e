"""Rules kept as data: one TOML file a subject, held against a schema when it is loaded."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import RuleError

_FOLDER = Path(__file__).parent


class Rules(BaseModel):
    """Base of a schema of rules: a key it does not know is an error, and nothing can be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Schema = TypeVar("Schema", bound=BaseModel)


def load_rules(name: str, schema: type[Schema]) -> Schema:
    """The rules that ship with Lantu under this name (`structure` for structure.toml).

    Raises RuleError where the file is missing or does not fit the schema.
    """
    rules = _shipped(name, schema)
    assert isinstance(rules, schema)
    return rules


@cache
def _shipped(name: str, schema: type[BaseModel]) -> BaseModel:
    return read_rules(_FOLDER / f"{name}.toml", schema)


def read_rules(path: Path, schema: type[Schema]) -> Schema:
    """The rules in a TOML file, held against the schema.

    Raises RuleError, which names the file and the key, where it is missing or does not fit.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"The rules in {path.name} cannot be read: {error}.") from error
    try:
        return schema.model_validate(content)
    except ValidationError as error:
        faults = "; ".join(_fault(each["loc"], each["msg"]) for each in error.errors())
        raise RuleError(f"The rules in {path.name} do not fit: {faults}.") from error


def _fault(place: tuple[int | str, ...], message: str) -> str:
    return f"{'.'.join(map(str, place)) or 'top level'}: {message}"
