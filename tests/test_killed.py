"""Loads killed at any moment: every document is there wholly or not at all, and the next succeeds.

LANTU_KILL_ROUNDS asks for so many rounds on each store; without it they go on for some seconds.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from graph.build.assemble import build_graph
from graph.collection import Collection
from graph.draft import Draft
from graph.exchange.whole import read_whole
from graph.loaders.extraction import default_extractor
from graph.parts import Graph
from graph.reader import Reader
from graph.stores import Store, open_store
from graph.stores.bolt.connection import Server
from graph.stores.bolt.read import stored_rows
from graph.stores.digest import digests_of, rows_digest
from tests.stores.graphs import contents

YEARS = (2031, 2032)
SECONDS = 20.0
KILLED = -signal.SIGKILL
Choice = tuple[int, ...]
"""Which version of each document, by its place in YEARS."""


class Loader:
    """The process of tests/loading.py."""

    def __init__(self, collection: Path, store: str, warm_up: Path) -> None:
        command = [sys.executable, "-m", "tests.loading", str(collection), store, str(warm_up)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def load(self, files: Sequence[Path], kill_after: float | None = None) -> tuple[int, float]:
        """Load files, or begin to: how it ended (KILLED, or 0) and how many seconds it took."""
        assert self._process.stdin
        assert self._process.stdout
        asked = json.dumps([list(map(str, files)), kill_after])
        print(asked, file=self._process.stdin, flush=True)
        status, seconds = json.loads(self._process.stdout.readline())
        return status, seconds

    def close(self) -> None:
        self._process.communicate()


@dataclass(frozen=True, slots=True)
class Documents:
    """Some documents in two versions each, and what a collection and a graph of them hold."""

    files: dict[Choice, Sequence[Path]]
    records: dict[Choice, Mapping[str, bytes]]
    graphs: dict[Choice, Graph]


@pytest.fixture(scope="module")
def documents(little_report: str, tmp_path_factory: pytest.TempPathFactory) -> Documents:
    folder = tmp_path_factory.mktemp("versions")
    versions: list[list[Path]] = []
    for year in YEARS:
        text = little_report.replace("2025年1月13日", f"{year}年1月13日")
        versions.append([folder / f"first-{year}.md", folder / f"second-{year}.md"])
        versions[-1][0].write_text(text, "utf-8")
        versions[-1][1].write_text(text.replace("70 家", "75 家"), "utf-8")
    found = Documents({}, {}, {})
    for choice in product((0, 1), repeat=len(YEARS)):
        files = [each[version] for each, version in zip(versions, choice, strict=True)]
        collection = Collection(folder / "-".join(map(str, choice)))
        with Draft.of(collection) as draft:
            for file in files:
                draft.add(file, Reader(default_extractor()))
        found.files[choice] = files
        found.records[choice] = facts_of(collection.folder)
        found.graphs[choice] = build_graph(collection)
    return found


def facts_of(folder: Path) -> dict[str, bytes]:
    """Every record of a collection, by its file."""
    return {path.name: path.read_bytes() for path in (folder / "facts").glob("*.jsonl")}


class Embedded:
    """The collection's own graph: all of it is what it was before a load, or what it is after."""

    def __init__(self, folder: Path) -> None:
        self.url = ""
        self.store: Store = open_store(Collection(folder).graph_file)

    def is_whole(self, documents: Documents, before: Choice, after: Choice) -> bool:
        """Whether it holds one of the two graphs, in what it says it holds and in what it gives."""
        held = contents([read_whole(self.store)])
        return any(
            self.store.digests() == digests_of(graph) and held == contents(graph)
            for graph in (documents.graphs[before], documents.graphs[after])
        )


class Served:
    """A server's graph: each part is what it was before a load, or after, or not there."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.store = open_store(url)
        self.store.replace([])

    def is_whole(self, documents: Documents, before: Choice, after: Choice) -> bool:
        """Whether each part is one of the two, in what the server says it holds and in content."""
        known = [digests_of(documents.graphs[choice]).items() for choice in (before, after)]
        keys = {key for each in known for key, _ in each}
        server = Server(self.url)
        with server.session("READ") as session:
            stored = session.execute_read(stored_rows, sorted(keys))
        server.close()
        held = {key: rows_digest(rows) for key, rows in stored.items() if rows}
        return self.store.digests() == held and all(
            any(each in items for items in known) for each in held.items()
        )


def rounds() -> Iterator[int]:
    """As many rounds as were asked for, or as fit into the time."""
    asked = os.environ.get("LANTU_KILL_ROUNDS")
    end = time.monotonic() + SECONDS
    number = 0
    while number < int(asked) if asked else time.monotonic() < end:
        yield number
        number += 1


@pytest.mark.parametrize("kind", ["embedded", "server"])
def test_a_load_killed_at_any_moment_leaves_all_whole(
    documents: Documents, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "collection"
    graph = Embedded(folder) if kind == "embedded" else Served(request.getfixturevalue("neo4j_url"))
    chance = random.Random(kind)
    choices = list(documents.files)
    before = choices[0]
    loader = Loader(folder, graph.url, documents.files[before][0])
    assert loader.load(documents.files[before])[0] == 0
    longest = max(loader.load(documents.files[each])[1] for each in (choices[-1], before))
    ended: Counter[str] = Counter()
    for number in rounds():
        after = chance.choice([each for each in choices if each != before])
        # What is read and written of the collection is soon done: half of the loads die early.
        moment = chance.uniform(0, longest * chance.choice((0.2, 1.0)))
        status, _ = loader.load(documents.files[after], kill_after=moment)
        said = f"round {number}: {before} to {after}, killed after {moment:.3f} s"
        assert status in (0, KILLED), said
        records = facts_of(folder)
        assert records.keys() == documents.records[before].keys(), said
        for name, content in records.items():
            assert content in (documents.records[each][name] for each in (before, after)), said
        assert graph.is_whole(documents, before, after), said
        ended[where(documents, graph.store, records, before, after, status)] += 1

        status, seconds = loader.load(documents.files[after])
        longest = max(longest * 0.9, seconds)
        assert status == 0, said
        assert facts_of(folder) == documents.records[after], said
        assert graph.store.digests() == digests_of(documents.graphs[after]), said
        assert contents([read_whole(graph.store)]) == contents(documents.graphs[after]), said
        assert not [*folder.rglob("*.aside*")], said
        before = after
    loader.close()
    graph.store.close()
    print(f"\n{sum(ended.values())} loads on the {kind} store:", dict(ended))
    assert sum(ended.values()) - ended["ended"] > 0


def where(
    documents: Documents,
    store: Store,
    records: Mapping[str, bytes],
    before: Choice,
    after: Choice,
    status: int,
) -> str:
    """How far a load had come when it was killed."""
    digests = store.digests()
    if status != KILLED:
        return "ended"
    if records == documents.records[before]:
        return "nothing written"
    if digests == digests_of(documents.graphs[after]):
        return "graph in place"
    if digests != digests_of(documents.graphs[before]):
        return "graph under way"
    if records != documents.records[after]:
        return "some documents written"
    return "documents written"
