"""Both stores, empty, for the tests that hold either to the same behaviour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from graph.build.assemble import build_graph
from graph.parts import Graph
from graph.stores import Store, open_store
from graph.workspace import Workspace
from tests.stores.graphs import whole


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Store]:
    """An embedded store, empty."""
    store = open_store(tmp_path / "graph" / "graph.lbug")
    store.replace([])
    yield store
    store.close()


@pytest.fixture
def server(neo4j_url: str) -> Iterator[Store]:
    """A Neo4j store, empty of what Lantu makes."""
    store = open_store(neo4j_url)
    store.replace([])
    yield store
    store.close()


@pytest.fixture(params=["embedded", "server"])
def store(request: pytest.FixtureRequest) -> Store:
    """Either store, empty."""
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def seed_graph(seed_workspace: Workspace) -> Graph:
    """The graph of the seed report."""
    return build_graph(seed_workspace.collection)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, neo4j_url: str) -> Iterator[Sequence[Store]]:
    """The same small graph in an embedded store and on a server; tests only read it."""
    path: Path = tmp_path_factory.mktemp("graph") / "graph.lbug"
    stores = [open_store(path), open_store(neo4j_url)]
    for store in stores:
        store.replace(whole())
    yield stores
    for store in stores:
        store.close()
