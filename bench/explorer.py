"""The explorer in Chromium, beside a plain PyVis page of the same graph.

    python -m bench.explorer COLLECTION [--rounds 3]

Prints a Markdown table of medians over rounds, in milliseconds; each opens fresh windows, in which
the two take turns. A PyVis page counts as usable when its layout has come to rest for the
first time, as Lantu's does, within two minutes. Frames a
second are counted while the mouse drags the canvas about.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import quote

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from pyvis.network import Network

from graph.stores import Store
from graph.workspace import Workspace
from tests.serving import get, served
from viz.picture import Picture
from viz.subgraph import picture_of

QUESTION = "哪些项目服务数字济南目标"
NAME = "数字济南"
MANY = 2_000
_WINDOW = {"width": 1440, "height": 900}
_WAIT = 120_000
_AT_REST = "#canvas:not([aria-busy])"
_KINDS = ("goals", "projects", "measures", "initiatives")
Taken = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("collection", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with (
        TemporaryDirectory() as folder,
        served("--collection", arguments.collection) as address,
        sync_playwright() as playwright,
    ):
        executable = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        site = address.rstrip("/")
        many = _many(address)
        workspace = Workspace.open(arguments.collection)
        few = _drawn(workspace.store, _answer_ids(address))
        plain = {
            "an answer": _plain(picture_of(workspace.store, few), Path(folder) / "few.html"),
            "2,000 things": _plain(picture_of(workspace.store, many), Path(folder) / "many.html"),
        }
        print(_sizes(workspace.store, few, many))
        workspace.close()
        taken: Taken = defaultdict(list)
        for _ in range(arguments.rounds):
            _round(browser, site, few, many, plain, taken)
        browser.close()
    print("| | Lantu | plain PyVis |\n|---|---|---|")
    for what in dict.fromkeys(each.partition("|")[0] for each in taken):
        own, other = (taken.get(f"{what}|{who}") for who in ("lantu", "pyvis"))
        print(f"| {what} | {_shown(own)} | {_shown(other)} |")


def _round(
    browser: Browser,
    site: str,
    few: list[str],
    many: list[str],
    plain: dict[str, str],
    taken: Taken,
) -> None:
    def note(what: str, page: Page, work: Callable[[Page], object]) -> None:
        began = perf_counter()
        try:
            work(page)
        except TimeoutError:
            taken[what].append(inf)
        else:
            taken[what].append(1_000 * (perf_counter() - began))
        print(f"{what}: {taken[what][-1]:,.0f}", file=sys.stderr, flush=True)

    for what, ids in (("an answer", few), ("2,000 things", many)):
        with browser.new_context(viewport=_WINDOW, locale="zh-CN") as context:
            page = context.new_page()
            page.set_default_timeout(_WAIT)
            link = f"{site}/#n={'_'.join(ids)}"
            note(f"{what}, until usable|lantu", page, partial(_open, link=link))
            taken[f"{what}, frames a second|lantu"].append(_frames(page))
        with browser.new_context(viewport=_WINDOW) as context:
            page = context.new_page()
            page.set_default_timeout(_WAIT)
            note(f"{what}, until usable|pyvis", page, partial(_rest, file=plain[what]))
            if taken[f"{what}, until usable|pyvis"][-1] < inf:
                taken[f"{what}, frames a second|pyvis"].append(_frames(page))
    with browser.new_context(viewport=_WINDOW, locale="zh-CN") as context:
        page = context.new_page()
        page.set_default_timeout(_WAIT)
        asked = f"{site}/#q={quote(QUESTION)}"
        note("question asked by its address, until drawn|lantu", page, partial(_asked, link=asked))
        page.click("#clear")
        note("suggestions after the last key|lantu", page, _suggested)
        page.press("#query", "Enter")
        page.wait_for_selector(".around")
        note("one relation expanded|lantu", page, _expanded)
        document = get(f"{site}/", "documents?place=济南")["rows"][0]["id"]
        note(
            "a report as it is read|lantu",
            page,
            lambda p: p.goto(f"{site}/documents/{document}"),
        )


def _open(page: Page, link: str) -> None:
    page.goto(link)
    page.wait_for_selector("body[data-ready]")
    page.wait_for_selector(_AT_REST)


def _asked(page: Page, link: str) -> None:
    _open(page, link)
    page.wait_for_selector("#panel tbody tr")


def _suggested(page: Page) -> None:
    page.fill("#query", NAME)
    page.wait_for_selector("#suggestions li >> nth=1")


def _expanded(page: Page) -> None:
    page.click(".around >> nth=0")
    page.wait_for_selector("#legend [data-kind] >> nth=1")
    page.wait_for_selector(_AT_REST)


def _rest(page: Page, file: str) -> None:
    page.goto(file)
    page.evaluate(
        "network.once('stabilizationIterationsDone', () => { window.rested = true; });"
        "window.rested ||= network.physics.stabilized"
    )
    page.wait_for_function("window.rested")


def _frames(page: Page) -> float:
    """Frames a second over two seconds of dragging."""
    page.evaluate(
        "window.frames = 0;"
        "(function count() { window.frames += 1; requestAnimationFrame(count); })()"
    )
    page.mouse.move(500, 450)
    page.mouse.down()
    began, first = perf_counter(), page.evaluate("window.frames")
    step = 0
    while perf_counter() - began < 2:
        step += 1
        page.mouse.move(500 + step % 40 * 4, 450 + step % 30 * 4)
    shown: int = page.evaluate("window.frames") - first
    taken = perf_counter() - began
    page.mouse.up()
    return shown / taken


def _many(address: str) -> list[str]:
    """The first things of several kinds, together as many as a canvas holds."""
    found: list[str] = []
    for kind in _KINDS:
        answer = get(address, f"{kind}?limit=1000")
        things = dict.fromkeys(str(row["thing"]) for row in answer["rows"])
        found += [*things][: MANY // len(_KINDS)]
    return found


def _answer_ids(address: str) -> list[str]:
    answer = get(address, f"ask?q={QUESTION}")
    return [*dict.fromkeys([*answer["about"], *(str(row["thing"]) for row in answer["rows"])])]


def _drawn(store: Store, ids: list[str]) -> list[str]:
    """Things with those that join them."""
    return [node.id for node in picture_of(store, ids, between=ids).nodes]


def _plain(picture: Picture, path: Path) -> str:
    """The page that PyVis makes by itself of a picture, all in one file; its address."""
    network = Network(directed=True, cdn_resources="in_line", height="860px")
    for node in picture.nodes:
        network.add_node(node.id, label=node.name)
    for edge in picture.edges:
        network.add_edge(edge.source, edge.target)
    path.write_text(network.generate_html(), "utf-8")
    return path.as_uri()


def _sizes(store: Store, few: list[str], many: list[str]) -> str:
    drawn = [picture_of(store, ids) for ids in (few, many)]
    return ", ".join(f"{len(each.nodes):,} nodes and {len(each.edges):,} claims" for each in drawn)


def _shown(values: list[float] | None) -> str:
    if not values:
        return "—"
    middle = median(values)
    return f"more than {_WAIT:,}" if middle == inf else f"{middle:,.0f}"


if __name__ == "__main__":
    main()
