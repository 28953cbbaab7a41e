"""What all tests share: the seed report, the collection made of it, a second real report.

With LANTU_REQUIRE_ALL=1 a test that would be skipped fails, so that a missing browser or server is
not overlooked; only documents that do not ship with Lantu may be missing.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import settings

from graph.workspace import Workspace

pytest_plugins = ["tests.neo4j.server"]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
NO_DOCUMENT = "needs documents that do not ship with Lantu"
"""Why a test is skipped that reads what stands in `SHARED`; the only reason that always holds."""

LONGEST_ID = 80
"""Characters of a text that names a test."""

# How long an example takes says something about the machine, not about the code; what CI draws is
# the same every time, so that it fails for what was changed.
settings.register_profile("lantu", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("lantu")


# Before the runner in several processes looks for the groups.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run in several processes, keep a module in one, and all of Neo4j's in one."""
    modules: dict[Path, set[str]] = {}
    for item in items:
        modules.setdefault(item.path, set()).update(getattr(item, "fixturenames", ()))
    for item in items:
        module = item.nodeid.partition("::")[0]
        group = "neo4j" if "neo4j_url" in modules[item.path] else module
        item.add_marker(pytest.mark.xdist_group(group))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name what is long by its length: a made archive holds the time, which processes differ in."""
    if isinstance(val, bytes) or (isinstance(val, str) and len(val) > LONGEST_ID):
        return f"{type(val).__name__}-{len(val)}"
    return None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn skips into failures where everything is required."""
    report = yield
    _require(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn modules that are skipped as a whole into failures where everything is required."""
    report = yield
    _require(report)
    return report


def _require(report: pytest.TestReport | pytest.CollectReport) -> None:
    required = os.environ.get("LANTU_REQUIRE_ALL") == "1"
    if report.skipped and required and NO_DOCUMENT not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"must not be skipped: {report.longrepr}"


@pytest.fixture(scope="session")
def seed_report() -> Path:
    """The Jinan report that ships with Lantu."""
    return Path(str(files("seed").joinpath("jinan-2025.md")))


@pytest.fixture(scope="session")
def little_report(seed_report: Path) -> str:
    """The opening of the Jinan report and its section on 数字济南: quick to read and to store."""
    lines = seed_report.read_text("utf-8").split("\n")
    first = next(at for at, line in enumerate(lines) if "（八）聚力深化数字赋能" in line)
    last = next(at for at, line in enumerate(lines) if at > first and line.startswith("#"))
    plan = ["", "## 二、2025年重点工作", "", *lines[first:last]]
    return "\n".join([*lines[:14], *plan])


@pytest.fixture(scope="session")
def little_file(little_report: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The little report as a file."""
    file = tmp_path_factory.mktemp("little") / "jinan-2025.md"
    file.write_text(little_report, "utf-8")
    return file


@pytest.fixture(scope="session")
def shandong_report() -> Path:
    """A second real report, the province's of 2026; it does not ship with Lantu."""
    report = SHARED / "reports" / "provinces-2026" / "shandong-2026.txt"
    if not report.exists():
        pytest.skip(NO_DOCUMENT)
    return report


@pytest.fixture(scope="session")
def two_workspace(
    seed_report: Path, shandong_report: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """A collection of the city's report and the province's, loaded once; tests only read it."""
    workspace = Workspace.open(tmp_path_factory.mktemp("two") / "collection")
    workspace.load([seed_report, shandong_report])
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def seed_workspace(
    seed_report: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """A collection of the seed report, loaded once; tests only read it."""
    workspace = Workspace.open(tmp_path_factory.mktemp("seed") / "collection")
    workspace.load([seed_report])
    yield workspace
    workspace.close()
