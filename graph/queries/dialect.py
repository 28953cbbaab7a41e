"""The few words of Cypher that the embedded store says differently."""

from __future__ import annotations

import re

from graph.stores.interface import Dialect

_LADYBUG = (
    (r"\blabels\((\w+)\)\[0\]", r"label(\1)"),
    (r"\btype\((\w+)\)", r"label(\1)"),
    (r"\bsplit\(", "string_split("),
    (r"\ballShortestPaths\((.*?)\*(\d+\.\.\d+)(.*?\))\)", r"\1* ALL SHORTEST \2\3"),
)


def in_dialect(statement: str, dialect: Dialect) -> str:
    """A statement of Neo4j's Cypher as one store takes it."""
    if dialect == "ladybug":
        for word, wording in _LADYBUG:
            statement = re.sub(word, wording, statement)
    return statement
