"""The pages beside the graph, over two real reports, in a real browser against a real server."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from graph.workspace import Workspace
from tests.viz.conftest import DESKTOP, serving, writable_copy
from tests.viz.sample import Sample

PAGES = [
    "/tables/projects",
    "/tables/figures",
    "/queries/in-area?area=起步区",
    "/answer?q=哪些项目服务数字济南目标",
    "/matrix",
    "/matrix?indicator=地区生产总值",
    "/track",
    "/compare?a=济南&b=山东",
    "/goals?level=province",
    "/areas",
    "/agencies",
    "/links",
    "/collection",
    "/tables/nothing",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_KEY = re.compile(r"\b(page|column|value|status|verdict|level|problem)\.[a-z_]+")


@pytest.fixture(scope="session")
def two_server(two_workspace: Workspace) -> Iterator[str]:
    """The address of a server of two reports, which only reads."""
    with serving(two_workspace) as address:
        yield address


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_in_the_readers_language_and_fits_a_phone(
    page: Page, two_server: str, lang: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in PAGES:
        page.goto(f"{two_server}{path}{'&' if '?' in path else '?'}lang={lang}")
        expect(page.locator("main h1")).to_have_count(1)
        title = page.inner_text("main h1")
        assert title, path
        own = page.inner_text("nav.pages") + page.inner_text("main > p, .problem, h1")
        assert (re.search("[\u4e00-\u9fff]", page.inner_text("nav.pages")) is None) == (
            lang == "en"
        )
        assert not _KEY.search(own), path
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path
        assert page.locator("a[href]:not([href*='lang=']):not([href^='#'])").count() == 0, path


def test_facets_count_what_they_leave_and_what_is_left_is_what_is_taken_away(
    page: Page, two_server: str
) -> None:
    page.goto(f"{two_server}/tables/projects")
    entry = page.locator(".facet >> nth=0 >> .choice", has_text="济南")
    count = int(entry.locator("small").inner_text())
    entry.click()
    expect(page).to_have_url(re.compile("place="))
    expect(page.locator("[role=status]")).to_contain_text(f"{count} 行")
    page.click("thead a:has-text('名称')")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("名称")
    names = [each.split("\n")[0] for each in page.locator("tbody th").all_inner_texts()]
    assert names == sorted(names)
    link = page.url
    page.click("text=全部显示")
    expect(page).not_to_have_url(re.compile("place="))
    page.go_back()
    assert page.url == link
    with page.expect_download() as download:
        page.click("text=CSV")
    rows = [*csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig")))]
    assert len(rows) == count
    assert all("济南" in row["place"] for row in rows)
    with page.expect_download() as download:
        page.click("text=XLSX")
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    assert sheet is not None
    assert sheet.max_row == count + 1


def test_words_look_through_a_table_and_nothing_found_says_so(page: Page, two_server: str) -> None:
    page.goto(f"{two_server}/tables/goals")
    page.fill(".words input[name=words]", "数字济南")
    page.press(".words input[name=words]", "Enter")
    expect(page.locator("tbody th", has_text="数字济南").first).to_be_visible()
    page.fill(".words input[name=words]", "没有的目标")
    page.press(".words input[name=words]", "Enter")
    expect(page.locator("main")).to_contain_text("没有结果")


def test_a_row_leads_to_the_graph_and_to_its_sentence(page: Page, two_server: str) -> None:
    page.goto(f"{two_server}/answer?q={quote('哪些项目服务数字济南目标')}&lang=zh")
    name = page.locator("tbody th .node span:not(.mark)").first.inner_text().split("\n")[0]
    page.locator("tbody th .node").first.click()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#panel-body h2")).to_have_text(name)
    page.go_back()
    page.locator("td.column-document small a").first.click()
    expect(page.locator("main p:target, main span:target")).to_have_count(1)


def test_a_question_without_an_answer_says_what_can_be_asked(page: Page, two_server: str) -> None:
    page.goto(f"{two_server}/answer?q={quote('谁是市长')}&lang=zh")
    assert re.search("[\u4e00-\u9fff]", page.inner_text(".error"))
    expect(page.locator(".plain-list a").first).to_be_visible()


def test_an_indicator_stands_by_places_and_years_with_a_chart(page: Page, two_server: str) -> None:
    page.goto(f"{two_server}/matrix?indicator={quote('地区生产总值')}&lang=zh")
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    places = page.locator("table.grid tbody th").all_inner_texts()
    assert {*places} == {"济南", "山东"}
    legend = page.locator(".chart .legendtext").all_text_contents()
    assert legend
    assert not re.search("[a-z]", "".join(legend)), "English in the chart of a Chinese page"
    page.locator(".figure-link").first.click()
    expect(page.locator("main.text p:target, main.text span:target")).to_have_count(1)


def test_targets_stand_beside_results(page: Page, two_server: str) -> None:
    page.goto(f"{two_server}/track?lang=zh")
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    entry = page.locator(".facet >> nth=0 >> .choice").first
    verdict = entry.locator("span").inner_text()
    entry.click()
    said = {*page.locator("td.column-verdict .verdict").all_inner_texts()}
    assert said == {verdict}


def test_two_places_are_compared_side_by_side(page: Page, two_server: str) -> None:
    page.goto(f"{two_server}/compare?lang=zh")
    page.select_option("select[name=a]", "济南")
    page.select_option("select[name=b]", "山东")
    page.click("main button:has-text('显示')")
    page.click(".choice:has-text('共有')")
    first = page.locator("tbody tr").first
    expect(first.locator("td.column-document small")).to_contain_text("济南")
    expect(first.locator("td.column-other small")).to_contain_text("山东")


def test_areas_and_agencies_say_where_there_are_no_data(page: Page, two_server: str) -> None:
    for path in ("/areas", "/agencies"):
        page.goto(f"{two_server}{path}?known=none&lang=zh")
        cells = page.locator("td.column-located, td.column-answers, td.column-concluded")
        assert {*cells.all_inner_texts()} == {"没有数据"}, path


def test_goals_are_a_tree_of_levels(page: Page, two_server: str) -> None:
    page.goto(f"{two_server}/goals?level=province&lang=zh")
    page.locator(".tree .choice:has-text('个地方')").first.click()
    expect(page.locator(".opened h3").first).to_contain_text("市级")
    expect(page.locator(".opened details").first).to_contain_text("济南")


def test_a_name_that_would_be_markup_stays_text(page: Page, two_server: str) -> None:
    hostile = quote("\"'><img src=x onerror=alert(1)></script><script>alert(1)</script>\u202e")
    for path in ("answer?q=", "tables/projects?words=", "matrix?indicator=", "compare?b=1&a="):
        page.goto(f"{two_server}/{path}{hostile}")
        assert page.locator("img[src=x]").count() == 0
    page.goto(f"{two_server}/tables/{hostile}")
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_shuts_anybody_out(browser: Browser, two_server: str, scheme: str) -> None:
    page = browser.new_page(viewport=DESKTOP, locale="zh-CN", color_scheme=scheme)  # type: ignore[arg-type]
    for path in ("/", *PAGES):
        page.goto(f"{two_server}{path}")
        page.wait_for_load_state("networkidle")
        found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
        assert [each["id"] for each in found.response["violations"]] == [], path
    page.close()


@pytest.fixture
def deciding(two_workspace: Workspace, tmp_path: Path) -> Iterator[str]:
    """The address of a server of a copy of two reports, on which links can be decided."""
    with writable_copy(two_workspace, tmp_path / "collection") as address:
        yield address


def test_links_are_decided_by_keys_and_taken_back(page: Page, deciding: str) -> None:
    page.goto(f"{deciding}/links?lang=zh")
    page.wait_for_selector("body[data-ready]")
    rows = page.locator(".pair")
    first, second = (rows.nth(place).get_attribute("id") for place in (0, 1))
    assert rows.first.locator(".side-of-pair").count() == 2
    page.keyboard.press("d")
    expect(page.locator("#said")).to_contain_text("判断人")
    page.fill("#by", "李华")
    page.fill("#reason", "不是一回事")
    page.locator("h1").click()
    page.keyboard.press("d")
    expect(page.locator(f"#{first}")).to_have_count(0)
    expect(page.locator(f"#{second}")).to_have_class(re.compile("current"))
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator(f"#{first}")).to_have_count(0)
    page.goto(f"{deciding}/links?state=decided&lang=zh")
    expect(page.locator(f"#{first} .badge")).to_contain_text("不同 · 李华 · 不是一回事")
    page.keyboard.press("z")
    expect(page.locator(f"#{first}")).to_have_count(0)
    page.goto(f"{deciding}/links?lang=zh")
    expect(page.locator(f"#{first}")).to_have_count(1)


def test_what_is_drawn_can_be_taken_away(page: Page, server: str, sample: Sample) -> None:
    ids = "_".join(str(each.properties["thing"]) for each in (sample.goal, sample.car))
    page.goto(f"{server}/#n={ids}")
    page.wait_for_selector("body[data-ready]")
    taken = {}
    for form in ("图片 PNG", "矢量图 SVG", "PyVis", "GraphML", "GEXF", "Cypher", "引文"):
        page.click("#take summary")
        with page.expect_download() as download:
            page.click(f".take-form:has-text('{form}')")
        taken[form] = download.value.path().read_bytes()
    assert taken["图片 PNG"].startswith(b"\x89PNG")
    assert "比亚迪整车二期" in taken["矢量图 SVG"].decode()
    assert "<html" in taken["PyVis"].decode()
    graphs = [
        nx.read_graphml(io.BytesIO(taken["GraphML"])),
        nx.read_gexf(io.BytesIO(taken["GEXF"])),
    ]
    assert [(len(each), each.number_of_edges()) for each in graphs] == [(2, 1)] * 2
    assert "加快比亚迪整车二期" in taken["引文"].decode()
    posted = {"statement": taken["Cypher"].decode(), "parameters": {}}
    answer = page.request.post(f"{server}/api/v1/cypher", data=posted)
    assert answer.ok, answer.text()


def test_a_saved_view_is_a_short_link_that_leads_back(
    page: Page, deciding: str, two_workspace: Workspace
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{deciding}/?lang=zh")
    page.wait_for_selector("body[data-ready]")
    page.locator(".example").first.click()
    expect(page.locator("#panel tbody tr").first).to_be_visible()
    title = page.inner_text("#panel-body h2")
    page.click("#share")
    expect(page.locator("#notice")).to_contain_text("已复制")
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{deciding}/views/view-[0-9a-f]{{20}}", link)
    page.goto(link)
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#panel-body h2")).to_have_text(title)
    for address in ("//elsewhere.example", "https://elsewhere.example", "/\\\\elsewhere.example"):
        refused = page.request.post(f"{deciding}/views", data={"address": address})
        assert refused.status == 422, address


def test_the_explorer_names_every_module_at_once(page: Page, several_server: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(several_server)
    page.wait_for_selector("body[data-ready]")
    named = page.locator("link[rel=modulepreload]").evaluate_all("all => all.map(e => e.href)")
    assert len(named) > 20
    assert {each for each in loaded if "/explorer/js/" in each} == {*named}


def test_a_link_to_a_graph_waits_for_no_greeting(page: Page, several_server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{several_server}/#q=哪些项目服务数字济南目标")
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#legend [data-kind=Goal]")).to_be_visible()
    assert not [each for each in asked if each.endswith("/greeting")]
    page.click("#clear")
    expect(page.locator(".counts")).to_be_visible()
    assert [each for each in asked if each.endswith("/greeting")]
