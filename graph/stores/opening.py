"""Which store a URL or a path names."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from graph.errors import StoreError
from graph.stores.interface import Store

_EMBEDDED = "ladybug://"
_SERVER = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def open_store(url: str | Path) -> Store:
    """The store that `url` names; nothing is opened or connected to before it is used.

    A path, or `ladybug:///path`, is an embedded graph file; `neo4j://host:7687` (also `neo4j+s://`,
    `bolt://`, `bolt+s://`; `/name` at the end for another database than its default) a Neo4j
    server, with LANTU_NEO4J_USER and LANTU_NEO4J_PASSWORD or LANTU_NEO4J_PASSWORD_FILE in the
    environment. Raises StoreError for any other URL.
    """
    text = str(url)
    if text.startswith(_EMBEDDED):
        return _ladybug(Path(unquote(text.removeprefix(_EMBEDDED))))
    if "://" not in text and text.strip():
        return _ladybug(Path(text))
    if text.startswith(_SERVER):
        return _neo4j(text)
    raise StoreError(
        f"{_without_login(text)!r} names no store: give the path of a graph file, or a URL "
        f"that starts with {_EMBEDDED}, {', '.join(_SERVER)}"
    )


def _without_login(text: str) -> str:
    return re.sub(r"//[^/]*@", "//", text)


def _ladybug(path: Path) -> Store:
    from graph.stores.ladybug.store import LadybugStore

    return LadybugStore(path)


def _neo4j(url: str) -> Store:
    from graph.stores.bolt.store import Neo4jStore

    return Neo4jStore(url)
