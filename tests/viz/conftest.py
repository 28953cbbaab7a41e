from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from api.http import create_app
from graph.collection import Collection
from graph.stores import open_store
from graph.workspace import Workspace
from tests.viz.abridged import abridged_reports
from tests.viz.sample import Sample

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
WAIT = 30_000
expect.set_options(timeout=WAIT)
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's own Chromium, without its windows where it comes so: they take half the time."""
    found = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
    executable = next(filter(None, found), None)
    if executable is None:
        pytest.skip("needs Chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of desktop size, in Chinese, on which no script may fail and nothing leave."""
    page = browser.new_page(viewport=DESKTOP, locale="zh-CN")
    page.set_default_timeout(WAIT)
    with only_at_home(page):
        yield page
    page.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, locale="en-GB", has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    with only_at_home(page):
        yield page
    context.close()


@contextmanager
def only_at_home(page: Page) -> Iterator[None]:
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(f"script: {error}"))
    page.on("dialog", lambda dialog: (failures.append("a dialog opened"), dialog.dismiss()))
    page.on("request", lambda request: _note_foreign(request.url, failures))
    page.on("console", lambda message: _note_refused(message.text, failures))
    yield
    assert failures == []


def _note_foreign(url: str, failures: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
        failures.append(f"request to {url}")


def _note_refused(text: str, failures: list[str]) -> None:
    if "Content Security Policy" in text:
        failures.append(text)


@pytest.fixture(scope="session")
def sample() -> Sample:
    return Sample()


@pytest.fixture(scope="session")
def sample_workspace(
    sample: Sample, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("sample")
    store = open_store(folder / "graph")
    store.replace(sample.graph())
    yield Workspace(Collection(folder / "collection"), store)
    store.close()


@pytest.fixture(scope="session")
def server(sample_workspace: Workspace) -> Iterator[str]:
    """The address of a server of the hand-made graph."""
    with serving(sample_workspace) as address:
        yield address


@pytest.fixture(scope="session")
def several() -> list[Sample]:
    """The sample as three documents give it: the city's, the province's, the nation's."""
    reports = [("济南", 2025), ("山东", 2026), ("全国", 2026)]
    return [Sample(number, *each) for number, each in enumerate(reports, start=1)]


@pytest.fixture(scope="session")
def several_server(
    several: list[Sample], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server of three documents that speak of the same things."""
    folder = tmp_path_factory.mktemp("several")
    store = open_store(folder / "graph")
    store.replace([part for each in several for part in each.graph()])
    with serving(Workspace(Collection(folder / "collection"), store)) as address:
        yield address
    store.close()


@contextmanager
def serving(workspace: Workspace, writer: Workspace | None = None, port: int = 0) -> Iterator[str]:
    config = uvicorn.Config(
        create_app(workspace, writer=writer), port=port, log_level="error", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def little_workspace(
    little_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """A collection of the little report alone; tests only read it."""
    workspace = Workspace.open(tmp_path_factory.mktemp("one") / "collection")
    workspace.load([little_file])
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def thirty_workspace(
    little_report: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """A collection of thirty abridged reports; tests only read it."""
    workspace = Workspace.open(tmp_path_factory.mktemp("thirty") / "collection")
    workspace.load(abridged_reports(tmp_path_factory.mktemp("reports"), little_report))
    yield workspace
    workspace.close()


@dataclass(frozen=True)
class Site:
    """A server, and how many documents it holds."""

    address: str
    documents: int

    @property
    def several(self) -> bool:
        return self.documents > 1


@pytest.fixture(scope="session", params=["one", "thirty"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """A server of one report, then one of thirty, which only reads."""
    name = "little_workspace" if request.param == "one" else "thirty_workspace"
    workspace: Workspace = request.getfixturevalue(name)
    with serving(workspace) as address:
        yield Site(address, len(workspace.documents()))


@contextmanager
def writable_copy(workspace: Workspace, folder: Path) -> Iterator[str]:
    """The address of a server of a copy of a collection, which can be changed."""
    copied = Workspace.open(Path(shutil.copytree(workspace.collection.folder, folder)))
    with serving(copied, copied) as address:
        yield address
    copied.close()
