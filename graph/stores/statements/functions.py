"""Which functions and procedures users may call on each store, from functions.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from graph.errors import RefusedStatement, RuleError
from graph.stores.interface import Dialect

_TABLES = {"functions": {"both", "neo4j", "ladybug"}, "procedures": {"neo4j", "ladybug"}}


@cache
def _listed() -> Mapping[str, Mapping[str, frozenset[str]]]:
    read = tomllib.loads(files(__package__).joinpath("functions.toml").read_text("utf-8"))
    if {table: {*lists} for table, lists in read.items()} != _TABLES:
        raise RuleError("functions.toml has to hold functions and procedures of each store")
    return {
        table: {name: frozenset(words.split()) for name, words in lists.items()}
        for table, lists in read.items()
    }


def functions(dialect: Dialect) -> frozenset[str]:
    """The functions that may be called, in small letters. Raises RuleError for a damaged file."""
    return _listed()["functions"]["both"] | _listed()["functions"][dialect]


def procedures(dialect: Dialect) -> frozenset[str]:
    """The procedures that may be called, in small letters. Raises RuleError for a damaged file."""
    return _listed()["procedures"][dialect]


def check_function(name: str, at: str, dialect: Dialect) -> None:
    """Raises RefusedStatement for a function that is not listed; `at` says where it stands."""
    allowed = functions(dialect)
    if name.lower() in allowed:
        return
    near = get_close_matches(name.lower(), sorted(allowed), n=3, cutoff=0.7)
    advice = f": did you mean {' or '.join(near)}" if near else ""
    raise RefusedStatement(
        f"the function {name[:60]} {at} is not run; docs/cypher.md says which are{advice}"
    )
