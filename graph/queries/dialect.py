"""The few words of Cypher that differ between the stores, written one way in our statements."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.stores.interface import Dialect

_WORDS: Mapping[Dialect, tuple[tuple[str, str], ...]] = {
    "ladybug": (
        (r"\bLABEL\((\w+)\)", r"label(\1)"),
        (r"\bTYPE\((\w+)\)", r"label(\1)"),
        (r"\bSPLIT\(", "string_split("),
        (r"\bALL_SHORTEST_PATHS\((.*?)\*(\d+\.\.\d+)(.*?\))\)", r"\1* ALL SHORTEST \2\3"),
    ),
    "neo4j": (
        (r"\bLABEL\((\w+)\)", r"labels(\1)[0]"),
        (r"\bTYPE\((\w+)\)", r"type(\1)"),
        (r"\bSPLIT\(", "split("),
        (r"\bALL_SHORTEST_PATHS\(", "allShortestPaths("),
    ),
}


def in_dialect(statement: str, dialect: Dialect) -> str:
    """The statement with LABEL(n), TYPE(r), SPLIT(text, by) and ALL_SHORTEST_PATHS(pattern) put
    into the Cypher of one store.
    """
    for word, wording in _WORDS[dialect]:
        statement = re.sub(word, wording, statement)
    return statement
