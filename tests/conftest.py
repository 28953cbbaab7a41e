"""What all tests share: the seed report, the collection made of it, a second real report."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from graph.workspace import Workspace

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def seed_report() -> Path:
    """The Jinan report that ships with Lantu."""
    return Path(str(files("seed").joinpath("jinan-2025.md")))


@pytest.fixture(scope="session")
def shandong_report() -> Path:
    """A second real report, the province's of 2026; it does not ship with Lantu."""
    report = SHARED / "reports" / "provinces-2026" / "shandong-2026.txt"
    if not report.exists():
        pytest.skip(f"needs {report.name} in {report.parent}")
    return report


@pytest.fixture(scope="session")
def seed_workspace(
    seed_report: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """A collection of the seed report, loaded once; tests only read it."""
    workspace = Workspace.open(tmp_path_factory.mktemp("seed") / "collection")
    workspace.load([seed_report])
    yield workspace
    workspace.close()
