"""A process that loads on demand, each time in a fork of itself, which it can kill at any moment.

A fork starts with everything imported and warm, so that all of its time is the load. Arguments are
a collection, a store (empty: the collection's own) and a file to warm up on. Each line on standard
input is a JSON list: files, and after how many seconds to kill the load, or null. The answer is how
the load ended and how long it took.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from graph.loaders.extraction import default_extractor
from graph.loaders.reading import read_document
from graph.stores import ladybug
from graph.stores.bolt import store as bolt_store
from graph.workspace import Workspace

# Imported when first used otherwise, which here would be anew in every fork.
STORES = (ladybug, bolt_store)


def load(collection: Path, store: str, files: list[str]) -> None:
    """Load files into a collection, and its graph into a store."""
    workspace = Workspace.open(collection, store or None)
    for loaded in workspace.load([Path(file) for file in files]):
        if loaded.error:
            raise SystemExit(loaded.error)
    workspace.close()


def main(collection: Path, store: str, warm_up: Path) -> None:
    """Load what is asked for until standard input ends."""
    default_extractor().extract(read_document(warm_up))
    for line in sys.stdin:
        files, kill_after = json.loads(line)
        began = time.monotonic()
        child = os.fork()
        if not child:
            load(collection, store, files)
            return
        if kill_after is not None:
            time.sleep(kill_after)
            # Where it has ended it waits to be asked how: its id is nobody else's yet.
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        print(json.dumps([os.waitstatus_to_exitcode(status), time.monotonic() - began]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
