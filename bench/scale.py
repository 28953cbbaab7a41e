"""How loading grows: collections of several sizes, and one document more into each.

    python -m bench.scale CORPUS [--documents 10 30 100] [--at-once 2]

`CORPUS` is a folder of reports, as `bench.corpus` makes. Prints a Markdown table: seconds by the
clock, processor time of Lantu and all processes it starts, and the largest memory of one of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_LOAD = """
import json, resource, sys, time
began = time.perf_counter()
from pathlib import Path
from graph.tables.lean import leave_pandas_out
leave_pandas_out()
from graph.executors import ThisMachine
from graph.workspace import Workspace
collection, at_once, *files = sys.argv[1:]
workspace = Workspace.open(Path(collection))
loaded = workspace.load([*map(Path, files)], executor=ThisMachine(int(at_once)))
assert not any(each.error for each in loaded), loaded
workspace.close()
own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "clock": time.perf_counter() - began,
    "own": own.ru_utime + own.ru_stime,
    "others": others.ru_utime + others.ru_stime,
    "memory": max(own.ru_maxrss, others.ru_maxrss) / 1024,
    "own_memory": own.ru_maxrss / 1024,
}))
"""


def loaded(collection: Path, files: Sequence[Path], at_once: int) -> dict[str, float]:
    """What a load takes in seconds of processor time and MiB."""
    arguments = [sys.executable, "-c", _LOAD, str(collection), str(at_once), *map(str, files)]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    taken: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return taken


def main() -> None:
    """Load and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=[10, 30, 100])
    parser.add_argument("--at-once", type=int, default=2)
    arguments = parser.parse_args()
    files = sorted(arguments.corpus.glob("*.txt"))
    print(
        "| documents | s, clock | s, main | s, others | s a document | one more, s | by the clock "
        "| MiB, main | MiB, most | graph to text |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
    for count in arguments.documents:
        with TemporaryDirectory() as folder:
            collection = Path(folder) / "collection"
            first = loaded(collection, files[:count], arguments.at_once)
            more = loaded(collection, files[count : count + 1], 1)
            graph = (collection / "graph" / "graph.lbug").stat().st_size
        both = first["own"] + first["others"]
        text = sum(len(each.read_bytes()) for each in files[: count + 1])
        print(
            f"| {count} | {first['clock']:.1f} | {first['own']:.1f} | {first['others']:.1f} "
            f"| {both / count:.2f} "
            f"| {more['own'] + more['others']:.1f} | {more['clock']:.1f} "
            f"| {first['own_memory']:.0f} "
            f"| {first['memory']:.0f} | {graph / text:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
