"""What broke once with thirty documents, and who must not be shut out of any state of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from graph.workspace import Workspace
from tests.viz.conftest import DESKTOP, PHONE, WAIT, only_at_home, serving
from tests.viz.test_explorer import kinds, look_up, visit
from tests.viz.test_explorer_documents import heading, places
from tests.viz.test_journeys import GOAL, QUESTION, ask
from tests.viz.test_pages import WCAG

SHARED = "新质生产力"
"""A goal of which many of the thirty speak."""


@pytest.fixture(scope="session")
def thirty(thirty_workspace: Workspace) -> Iterator[str]:
    with serving(thirty_workspace) as address:
        yield address


def test_a_thing_of_many_documents_says_whose_each_sentence_is(page: Page, thirty: str) -> None:
    visit(page, thirty)
    page.fill("#query", SHARED)
    expect(page.locator("#suggestions li >> nth=0")).to_contain_text("份文件")
    look_up(page, SHARED)
    assert kinds(page) == {"Goal": 1}, "copies, not the thing"
    said = page.locator(".quote small").all_inner_texts()
    assert len(said) > 10
    assert all(re.match(r"\S+ 20\d\d", each) for each in said)
    assert len({each.split(" · ")[0] for each in said}) > 5
    assert "[object" not in page.inner_text("body")
    page.click("text=按文件分开")
    expect(page.locator("#legend [data-kind=Goal] small")).not_to_have_text("1")


def test_organizations_values_and_documents_open_full_panels(page: Page, thirty: str) -> None:
    visit(page, thirty)
    for table in ("organizations", "figures", "agencies"):
        page.goto(f"{thirty}/tables/{table}?lang=zh")
        page.locator("tbody th .node").first.click()
        page.wait_for_selector("body[data-ready]")
        expect(page.locator("#panel-body h2")).not_to_be_empty()
        assert page.locator("#panel .fact, #panel dl, #panel .quote").count() > 0, table
        assert "[object" not in page.inner_text("body")
        assert not re.search(r"\b[a-z]+_[a-z_]+\b", page.inner_text("#panel")), table
    visit(page, thirty)
    page.fill("#query", "2026年山东省政府工作报告")
    page.wait_for_selector("#suggestions li >> nth=0")
    page.click("#suggestions li >> nth=0")
    expect(page.locator("#panel-body h2")).to_have_text("2026年山东省政府工作报告")
    expect(page.locator("#panel-body a:has-text('阅读全文')")).to_be_visible()


def test_the_agencies_of_an_answer_are_joined_and_say_why(page: Page, thirty: str) -> None:
    visit(page, thirty)
    look_up(page, GOAL)
    before = places(page)
    ask(page, f"谁负责{SHARED}？")
    drawn = kinds(page)
    assert drawn["Department"] > 5
    expect(page.locator(".legend-entry.inferred small")).not_to_have_text("0")
    after = places(page)
    assert {each: after[each] for each in before} == before, "old nodes moved"
    page.click("#panel tbody .node-link >> nth=0")
    expect(page.locator(".why").first).to_contain_text("职责：")
    assert "mandate" not in page.inner_text("#panel")


def test_hiding_a_place_hides_it_everywhere_and_moves_nothing(page: Page, thirty: str) -> None:
    visit(page, thirty)
    look_up(page, SHARED)
    page.click("text=展开全部关系")
    expect(page.locator("#legend [data-kind] >> nth=1")).to_be_visible()
    page.wait_for_selector("#canvas:not([aria-busy])")
    before = places(page)
    page.click(".filters summary")
    entry = page.locator("[data-filter^='place:']").first
    place = (entry.get_attribute("data-filter") or "").partition(":")[2]
    entry.click()
    expect(page.locator(".hidden-note").first).to_be_visible()
    assert not [
        e for e in page.locator(".quote small").all_inner_texts() if e.startswith(f"{place} ")
    ]
    page.click("#as-table")
    assert places(page) == before


def open_claim(page: Page) -> None:
    """Open the first claim of the table of what is drawn."""
    page.click("#as-table")
    page.click("#table tbody >> nth=1 >> .node-link >> nth=0")
    page.wait_for_selector("#panel .said .passage mark")
    page.click("#as-table")


def find_path(page: Page) -> None:
    """Ask for the path between two things, one after the other."""
    for name in ("浪潮海若智算中心", GOAL):
        look_up(page, name)
        heading(page, name)
        page.click(".path")
    page.wait_for_selector(".chain .hop")


def unfold_filters(page: Page) -> None:
    """Unfold what a small screen folds, then filter."""
    if not page.locator("#legend [data-kind=Measure]").is_visible():
        page.click("#legend > details > summary")
    page.click("#legend .filters > summary")
    page.click("#legend [data-kind=Measure]")


STATES: dict[str, Callable[[Page], object]] = {
    "suggestions": lambda page: (
        page.fill("#query", SHARED),
        page.wait_for_selector("#suggestions li >> nth=1"),
    ),
    "thing": lambda page: look_up(page, SHARED),
    "answer": lambda page: ask(page, QUESTION),
    "claim": open_claim,
    "path": find_path,
    "filters": unfold_filters,
    "groups": lambda page: page.select_option("#grouping", "document"),
    "source": lambda page: (
        page.click("#panel .quote >> nth=0"),
        page.wait_for_selector(".passage mark"),
    ),
    "table": lambda page: page.click("#as-table"),
    "take away": lambda page: page.click("#take summary"),
    "not understood": lambda page: (
        page.fill("#query", "谁是市长？"),
        page.press("#query", "Enter"),
        page.wait_for_selector("#panel:not([aria-busy]) .example"),
    ),
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_state_of_the_graph_shuts_anybody_out(
    browser: Browser, thirty: str, size: dict[str, int]
) -> None:
    page = browser.new_page(viewport=size, locale="zh-CN", reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_default_timeout(WAIT)
    with only_at_home(page):
        visit(page, thirty)
        for state, reach in STATES.items():
            reach(page)
            page.wait_for_selector("#canvas:not([aria-busy])", state="attached")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
                wrong = [(e["id"], e["nodes"][0]["html"]) for e in found.response["violations"]]
                assert wrong == [], (state, scheme)
    page.close()


def test_an_error_of_a_panel_shuts_nobody_out(page: Page, thirty: str) -> None:
    visit(page, f"{thirty}/#node=goal-000000000000")
    expect(page.locator("#panel .error")).to_be_visible()
    found = Axe().run(page, options={"runOnly": WCAG})
    assert found.response["violations"] == []


def test_nothing_is_looked_for_while_an_input_method_composes(page: Page, thirty: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, thirty)
    asked.clear()
    page.focus("#query")
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition", {"text": "shuzi", "selectionStart": 5, "selectionEnd": 5}
    )
    page.wait_for_timeout(400)
    assert not [each for each in asked if "suggest" in each]
    session.send("Input.insertText", {"text": "数字"})
    page.wait_for_selector("#suggestions li >> nth=0")
    assert [each for each in asked if "suggest" in each]


def test_who_wants_no_motion_gets_none(browser: Browser, thirty: str) -> None:
    page = browser.new_page(viewport=DESKTOP, locale="zh-CN", reduced_motion="reduce")
    page.set_default_timeout(WAIT)
    visit(page, thirty)
    look_up(page, GOAL)
    heading(page, GOAL)
    moving = "document.getAnimations().filter((each) => each.playState === 'running').length"
    assert page.evaluate(moving) == 0
    page.close()
