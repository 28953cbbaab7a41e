"""What a notebook does with py2neo, in a process of its own: py2neo leaves its sockets open.

Arguments are a server's URL, `push` or `pull`, and a file with a pickled part.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import py2neo

from graph.exchange.py2neo import from_py2neo, to_py2neo


def main(url: str, way: str, file: Path) -> None:
    """Put the part on the server, twice, or fetch what is there."""
    graph = py2neo.Graph(url)
    if way == "push":
        for _ in range(2):
            graph.merge(to_py2neo(pickle.loads(file.read_bytes())))
    else:
        found = graph.run("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, r").to_subgraph()
        file.write_bytes(pickle.dumps(from_py2neo(found)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
