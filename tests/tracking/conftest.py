from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.workspace import Workspace


@pytest.fixture(scope="session")
def years_workspace(
    seed_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """The seed report and one of the following year, written for tests; tests only read it."""
    folder = tmp_path_factory.mktemp("years") / "collection"
    shutil.copytree(seed_workspace.collection.folder, folder)
    workspace = Workspace.open(folder)
    (loaded,) = workspace.load([Path(__file__).with_name("jinan-2026.md")])
    assert not loaded.error
    yield workspace
    workspace.close()
