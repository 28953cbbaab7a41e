"""Named queries and a question on both stores, as the graph grows: medians, 95th percentiles.

    python -m bench.queries embedded|neo4j COLLECTION|REPORT… [--documents 1 30 1000] [--repeats 20]

The graph is made of the reports' real facts; from the second round on, a copy's places and names
carry the copy's number, so that copies are different documents with the same inner structure. One
thing in ten keeps its name: it is one thing in all copies. Asked is about things of the first
report, so that the answer stays as large while the graph grows, but for what links bring.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from graph.build.assemble import graph_of
from graph.build.made import Made, document_part, made_of_part
from graph.collection import Collection
from graph.draft import Draft
from graph.errors import LantuError
from graph.folding import fold
from graph.glossary import seed_glossary
from graph.ids import stable_id
from graph.loaders.extraction import default_extractor
from graph.parts import Graph, Node, Part, Relationship, Value, all_relationships
from graph.queries.run import run
from graph.questions.ask import ask
from graph.reader import Reader
from graph.record import Record
from graph.stores import Store, open_store
from tests.neo4j.server import running

QUESTIONS: Sequence[tuple[str, Mapping[str, str]]] = (
    ("projects-serving-goal", {"goal": "数字济南"}),
    ("goals-of-project", {"project": "浪潮海若智算中心"}),
    ("in-area", {"area": "起步区"}),
    ("indicators-of-goal", {"goal": "数字济南"}),
    ("agencies-of-goal", {"goal": "数字济南"}),
    ("targets-of-agency", {"agency": "济南市大数据局"}),
    ("neighbours", {"node": "数字济南"}),
    ("path", {"from": "浪潮海若智算中心", "to": "数字济南"}),
    ("evidence", {"node": "数字济南"}),
    ("search", {"text": "数字济南"}),
    ("search", {"text": "digital"}),
    ("ask", {"question": "哪些项目服务数字济南目标"}),
)


def main() -> None:
    arguments = _arguments()
    print("| documents | nodes | query | rows | median ms | 95th percentile ms |")
    print("|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder, _place(arguments.store, Path(folder)) as url:
        records = _records(arguments.reports, Path(folder) / "collection")
        store = open_store(url)
        try:
            for documents in arguments.documents:
                graph = grown(records, documents)
                store.replace(graph)
                size = sum(len(part.nodes) for part in graph)
                del graph
                for name, given in QUESTIONS:
                    rows, taken = _asked(store, name, given, arguments.repeats)
                    text = " → ".join(given.values())
                    print(f"| {documents} | {size:,} | {name} {text} | {rows} | {taken} |")
                    sys.stdout.flush()
        finally:
            store.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", choices=["embedded", "neo4j"])
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--documents", type=int, nargs="+", default=[1, 30, 1_000])
    parser.add_argument("--repeats", type=int, default=20)
    return parser.parse_args()


@contextmanager
def _place(store: str, folder: Path) -> Iterator[str]:
    if store == "embedded":
        yield str(folder / "graph.lbug")
    elif given := os.environ.get("NEO4J_TEST_URL"):
        yield given
    else:
        os.environ["NEO4J_TEST_HEAP"] = "1g"
        with running(folder) as url:
            yield url


def _records(reports: Sequence[Path], folder: Path) -> list[Record]:
    if reports[0].is_dir():
        held = [*Collection(reports[0]).records()]
        return sorted(held, key=lambda record: record.document.place != "济南")
    collection, reader = Collection(folder), Reader(default_extractor())
    with Draft.of(collection) as draft:
        added = [draft.add(report, reader)[0] for report in reports]
        return [draft.read(each.id) for each in added]


def grown(records: Sequence[Record], documents: int) -> Graph:
    """A graph of so many documents, the first of them the records' own."""
    glossary = seed_glossary()
    originals = [document_part(record, glossary) for record in records]
    made: dict[str, Made] = {}
    pairs = (
        (part, record, copy)
        for copy in count()
        for part, record in zip(originals, records, strict=True)
    )
    for part, record, copy in islice(pairs, documents):
        grown = part if copy == 0 else copied(part, str(copy))
        place = record.document.place + (str(copy) if copy else "")
        made[grown.key] = made_of_part(grown, place)
    return graph_of(made)


def copied(part: Part, mark: str) -> Part:
    """A part as another document would add it: other ids, other names but for one in ten."""
    ids = {node.id: stable_id(node.label, node.id, mark) for node in part.nodes}
    nodes = [Node(node.label, _renamed(node, ids, mark)) for node in part.nodes]
    relationships = [
        Relationship(
            each.type,
            each.source_label,
            ids[each.source],
            each.target_label,
            ids[each.target],
            {name: _other(ids, value) for name, value in each.properties.items()},
        )
        for each in all_relationships([part])
    ]
    return Part(ids[part.key], nodes, relationships)


def _renamed(node: Node, ids: Mapping[str, str], mark: str) -> dict[str, Value]:
    properties = {name: _other(ids, value) for name, value in node.properties.items()}
    shared = int(node.id[-2:], 16) % 10 == 0
    if node.label in ("Passage", "Section", "Document") or shared:
        return properties
    name = f"{node.properties['name']}{mark}"
    return {**properties, "name": name, "aliases": [], "search": fold(name), "name_en": ""}


def _other(ids: Mapping[str, str], value: Value) -> Value:
    return ids.get(value, value) if isinstance(value, str) else value


def _asked(store: Store, name: str, given: Mapping[str, str], repeats: int) -> tuple[str, str]:
    taken: list[float] = []
    try:
        for _ in range(repeats + 2):
            start = perf_counter()
            answer = ask(store, **given).answer if name == "ask" else run(store, name, given)
            taken.append((perf_counter() - start) * 1000)
    except LantuError as error:
        return "-", f"{type(error).__name__}: {str(error)[:60]} |"
    # The first two plan the statement and fill the caches.
    ordered = sorted(taken[2:])
    median, last = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return str(len(answer.rows)), f"{median:.0f} | {last:.0f}"


if __name__ == "__main__":
    main()
