from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.limits import ServerLimits
from graph.collection import Collection
from graph.stores import open_store
from graph.workspace import Workspace
from tests.viz.sample import Sample

BASE = "http://127.0.0.1"


@pytest.fixture(scope="session")
def sample() -> Sample:
    return Sample()


@pytest.fixture(scope="session")
def workspace(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A store that holds the hand-made graph, beside a collection without documents."""
    folder = tmp_path_factory.mktemp("sample")
    store = open_store(folder / "graph")
    store.replace(sample.graph())
    yield Workspace(Collection(folder / "collection"), store)
    store.close()


@pytest.fixture
def client(workspace: Workspace) -> TestClient:
    return TestClient(create_app(workspace), base_url=BASE)


@pytest.fixture(scope="session")
def seed_client(seed_workspace: Workspace) -> TestClient:
    """A client of the seed report's graph."""
    return TestClient(create_app(seed_workspace), base_url=BASE)


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[TestClient]:
    """A client that may add documents to an empty collection."""
    workspace = Workspace.open(tmp_path / "collection")
    app = create_app(workspace, writer=workspace, limits=ServerLimits(upload_bytes=200_000))
    yield TestClient(app, base_url=BASE)
    workspace.close()
