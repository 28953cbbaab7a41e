"""Questions on either store: the median and the 95th percentile over all of a list.

    python -m bench.questions embedded|neo4j COLLECTION QUESTIONS.jsonl [--rounds 3]

Each line of the list holds a question as `q`, as tests/queries/questions.jsonl does. Every question
is asked in each round, in order, answered or refused; a refusal costs more, for what it offers
instead has been tried. The first round warms the store up and is not counted. Processor time is
given beside the time by the clock, which others that use the machine make longer.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from graph.build.assemble import build_graph
from graph.collection import Collection
from graph.errors import LantuError
from graph.questions.ask import ask
from graph.stores import Store, open_store
from tests.neo4j.server import running


def main() -> None:
    arguments = _arguments()
    lines = arguments.questions.read_text("utf-8").splitlines()
    asked = [str(json.loads(line)["q"]) for line in lines]
    print("| | questions | median ms | 95th percentile ms | median of this process ms |")
    print("|---|---|---|---|---|")
    with _held(arguments.store, arguments.collection) as store:
        rounds = [[*_round(store, asked)] for _ in range(1 + arguments.rounds)]
        taken = [each for later in rounds[1:] for each in later]
        for name, kept in (("answered", True), ("refused", False)):
            _print(name, [(clock, own) for answered, clock, own in taken if answered is kept])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", choices=["embedded", "neo4j"])
    parser.add_argument("collection", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


@contextmanager
def _held(store: str, folder: Path) -> Iterator[Store]:
    """The graph of a collection as it was built, or put into a Neo4j of its own."""
    collection = Collection(folder)
    if store == "embedded":
        with closing(open_store(str(collection.graph_file))) as opened:
            yield opened
        return
    os.environ.setdefault("NEO4J_TEST_HEAP", "1g")
    with (
        TemporaryDirectory() as data,
        running(Path(data)) as url,
        closing(open_store(url)) as opened,
    ):
        opened.replace(build_graph(collection))
        yield opened


def _round(store: Store, questions: Sequence[str]) -> Iterator[tuple[bool, float, float]]:
    """Whether each question is answered, and the milliseconds it takes by the clock and in here."""
    for question in questions:
        clock, own = perf_counter(), process_time()
        try:
            answered = bool(ask(store, question))
        except LantuError:
            answered = False
        yield answered, 1e3 * (perf_counter() - clock), 1e3 * (process_time() - own)


def _print(name: str, taken: Sequence[tuple[float, float]]) -> None:
    clock, own = ([each[at] for each in taken] for at in (0, 1))
    slow = quantiles(clock, n=20)[-1]
    print(f"| {name} | {len(taken)} | {median(clock):.0f} | {slow:.0f} | {median(own):.0f} |")


if __name__ == "__main__":
    main()
