"""What a graph file says of itself: what it was built for, and which parts it holds.

The engine keeps a comment on a table in its catalogue, where no statement that reads nodes and
relationships meets it: the manifest is swapped with the graph and cannot be taken for a node.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

import ladybug

from graph.stores.digest import model_version
from graph.stores.ladybug.execute import fetch, table_of_tables
from graph.stores.ladybug.tables import quoted

_TABLE = "Document"
_LAYOUT = "graph, passages and names with things in segments, seal of checksums"


def form() -> str:
    """What files are built like: those that are not have to be built again."""
    return f"{_LAYOUT} {model_version()}"


def read_manifest(connection: ladybug.Connection) -> tuple[str, Mapping[str, str]]:
    """What a file was built for (see `form`), and the digest of each part by its key.

    Raises ValueError for a file that Lantu did not build.
    """
    comments = [row[3] for row in table_of_tables(connection) if row[1] == _TABLE]
    content = json.loads(base64.b64decode("".join(comments)))
    return content.get("form", ""), content["parts"]


def write_manifest(connection: ladybug.Connection, digests: Mapping[str, str]) -> None:
    """Have a file say that it holds parts of these digests, by their keys."""
    content = json.dumps({"form": form(), "parts": dict(digests)})
    encoded = base64.b64encode(content.encode()).decode()
    fetch(connection, f"COMMENT ON TABLE {quoted(_TABLE)} IS '{encoded}'")
