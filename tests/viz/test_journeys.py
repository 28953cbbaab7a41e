"""What analysts come for, from start to finish, over one report and over thirty."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, quote, urlsplit

from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from graph.workspace import Workspace
from tests.viz.conftest import DESKTOP, Site, serving
from tests.viz.test_explorer import kinds, look_up, visit
from tests.viz.test_explorer_documents import heading, places

QUESTION = "哪些项目服务数字济南目标"
ENGLISH = "which projects serve the digital-Jinan goal"
GOAL, MEASURE = "数字济南", "加强数字基础设施建设"


PIXELS = "document.querySelector('#canvas canvas').toDataURL()"


def ask(page: Page, question: str) -> Locator:
    """Ask a question; gives the rows of its answer."""
    page.fill("#query", question)
    page.press("#query", "Enter")
    page.wait_for_selector("#panel tbody tr")
    page.wait_for_selector("#canvas:not([aria-busy])")
    return page.locator("#panel tbody tr")


def shown_window(page: Page) -> str:
    """Which part of the drawing the address says is seen: scale and middle."""
    return parse_qs(urlsplit(page.url).fragment)["z"][0]


def open_from_panel(page: Page, name: str) -> None:
    page.click(f".node-link:has-text('{name}') >> nth=0")
    heading(page, name)


def taken(page: Page, form: str) -> bytes:
    """What is taken away in a form."""
    page.click("#take summary")
    with page.expect_download() as download:
        page.click(f".take-form:has-text('{form}')")
    return download.value.path().read_bytes()


def table_of(content: bytes) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]


def test_from_a_name_to_a_sentence_to_the_whole_text_and_back(page: Page, site: Site) -> None:
    visit(page, site.address)
    look_up(page, GOAL)
    open_from_panel(page, MEASURE)
    open_from_panel(page, "浪潮海若智算中心")
    page.click(".quote >> nth=0")
    expect(page.locator(".passage mark").first).to_contain_text("浪潮海若智算中心")
    page.click(".passage footer a")
    paragraph = page.locator("main p:target")
    expect(paragraph).to_contain_text("浪潮海若智算中心")
    # 浪潮 in it leads to the company, the rest to the project.
    paragraph.locator(".named[title*='浪潮海若智算中心']").first.click()
    page.wait_for_selector("body[data-ready]")
    heading(page, "浪潮海若智算中心")


def test_a_question_gives_rows_with_sources_and_cypher_that_runs(page: Page, site: Site) -> None:
    visit(page, site.address)
    rows = ask(page, QUESTION)
    assert rows.count() == rows.locator(".quote").count() >= 20
    expect(rows.locator(".where").first).to_have_text("济南 2025")
    drawn = kinds(page)
    assert drawn["Project"] == rows.count()
    cypher = page.locator(".cypher pre").text_content() or ""
    asked = page.request.get(f"{site.address}/api/v1/ask?q={quote(QUESTION)}").json()
    body = {"statement": cypher, "parameters": asked["parameters"]}
    again = page.request.post(f"{site.address}/api/v1/cypher", data=body)
    assert {row["id"] for row in asked["rows"]} <= {row["id"] for row in again.json()["rows"]}


def test_both_languages_ask_for_the_same(page: Page, site: Site) -> None:
    visit(page, site.address)
    ask(page, QUESTION)
    names = page.locator("#panel tbody .node-link > span:not(.mark)").all_inner_texts()
    page.click("#language")
    ask(page, ENGLISH)
    expect(page.locator("#panel .kind")).to_have_text(ENGLISH)
    shown = page.locator("#panel tbody .node-link > span:not(.mark)")
    assert shown.all_inner_texts() == names
    page.reload()
    page.wait_for_selector("#panel tbody tr")
    assert page.get_attribute("html", "lang") == "en"


def test_a_colleague_opens_the_link_and_sees_the_same(
    page: Page, browser: Browser, site: Site
) -> None:
    visit(page, site.address)
    ask(page, QUESTION)
    expect(page).to_have_url(re.compile("z="))
    before, drawn = places(page), kinds(page)
    colleague = browser.new_page(viewport=DESKTOP, locale="zh-CN")
    visit(colleague, page.url)
    assert kinds(colleague) == drawn
    assert places(colleague) == before
    expect(colleague.locator("#panel tbody tr")).to_have_count(
        page.locator("#panel tbody tr").count()
    )
    colleague.close()


def test_what_stands_around_is_counted_drawn_taken_back_and_drawn_again(
    page: Page, site: Site
) -> None:
    visit(page, site.address)
    look_up(page, GOAL)
    entry = page.locator(".around:has-text('为它服务的 · 举措')")
    count = int(entry.locator(".count").inner_text())
    assert kinds(page) == {"Goal": 1}
    entry.click()
    expect(page.locator("#legend [data-kind=Measure] small")).to_have_text(str(min(40, count)))
    before = places(page)
    page.click(".two-steps")
    expect(page.locator("#legend [data-kind=Project]")).to_be_visible()
    after = places(page)
    assert len(after) > len(before)
    assert {each: after[each] for each in before} == before, "old nodes moved"
    page.click("#undo")
    expect(page.locator("#legend [data-kind]")).to_have_count(2)
    page.click("#redo")
    expect(page.locator("#legend [data-kind=Project]")).to_be_visible()


def test_undo_brings_back_places_and_window(page: Page, site: Site) -> None:
    visit(page, site.address)
    look_up(page, GOAL)
    page.click("text=展开全部关系")
    expect(page.locator("#legend [data-kind=Measure]")).to_be_visible()
    before, window = places(page), shown_window(page)
    page.click(".two-steps")
    expect(page.locator("#legend [data-kind=Project]")).to_be_visible()
    after = places(page)
    assert shown_window(page) != window
    page.click("#undo")
    expect(page.locator("#legend [data-kind=Project]")).to_be_hidden()
    assert (places(page), shown_window(page)) == (before, window)
    page.click("#redo")
    expect(page.locator("#legend [data-kind=Project]")).to_be_visible()
    assert places(page) == after


def test_what_is_drawn_fits_beside_the_sheet_of_a_phone(phone: Page, site: Site) -> None:
    visit(phone, site.address)
    ask(phone, ENGLISH)
    phone.wait_for_timeout(300)
    beside = shown_window(phone)
    phone.click("#close")
    expect(phone).to_have_url(re.compile("^(?!.*&q=)"))
    phone.wait_for_timeout(300)
    assert beside
    canvas = phone.locator("#canvas").bounding_box()
    assert canvas
    scale, x, y = (float(each) for each in shown_window(phone).split("_"))
    for place in places(phone).values():
        node_x, node_y = (float(each) for each in place.split("."))
        assert abs(node_x - x) * scale < canvas["width"] / 2
        assert abs(node_y - y) * scale < canvas["height"] / 2


def test_two_things_are_joined_by_a_chain_of_sentences(page: Page, site: Site) -> None:
    visit(page, site.address)
    for name in ("浪潮海若智算中心", GOAL):
        look_up(page, name)
        heading(page, name)
        page.click(".path")
    expect(page.locator(".chain .hop").first).to_be_visible()
    hops = page.locator(".chain .hop")
    assert hops.locator("q").count() == hops.count() >= 1
    names = page.locator(".chain .node-link span:not(.mark)").all_inner_texts()
    assert (names[0], names[-1]) == ("浪潮海若智算中心", GOAL)
    page.click("text=只经过原文说明的关系")
    expect(page.locator("[aria-pressed=true]:has-text('也经过推断的关系')")).to_be_visible()
    assert page.locator(".chain .badge.inferred").count() == 0
    page.click(".main:has-text('在图上显示')")
    expect(page.locator("#legend [data-kind=Measure]")).to_be_visible()


def test_filters_hold_on_canvas_in_panel_table_and_files(page: Page, site: Site) -> None:
    visit(page, site.address)
    look_up(page, GOAL)
    page.click("text=展开全部关系")
    expect(page.locator(".legend-entry.inferred")).to_be_visible()
    page.wait_for_selector("#canvas:not([aria-busy])")
    before = places(page)
    rows = table_of(taken(page, "关系 CSV"))
    inferred = [row for row in rows if row["basis"] == "inferred"]
    assert inferred
    assert page.locator("#panel .badge.inferred").count() > 0
    page.click(".legend-entry.inferred")
    expect(page.locator(".hidden-note").first).to_contain_text(f"{len(inferred)} 条关系")
    expect(page.locator("#panel .badge.inferred")).to_have_count(0)
    assert len(table_of(taken(page, "关系 CSV"))) == len(rows) - len(inferred)
    book = load_workbook(io.BytesIO(taken(page, "XLSX")))
    assert book["claims"].max_row == len(rows) - len(inferred) + 1
    assert '"inferred": true' not in taken(page, "PyVis").decode()
    assert "：inferred" not in taken(page, "引文").decode()
    page.click("#as-table")
    assert "推断" not in page.inner_text("#table tbody >> nth=1")
    assert places(page) == before, "a filter moved nodes"


def test_a_table_is_narrowed_sorted_taken_away_and_drawn(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/tables/projects?lang=zh")
    page.fill(".words input[name=words]", "平台")
    page.press(".words input[name=words]", "Enter")
    page.click("thead a:has-text('名称')")
    expect(page.locator("th[aria-sort=ascending]")).to_be_visible()
    shown = page.locator("tbody tr").count()
    with page.expect_download() as download:
        page.click(".summary >> text=CSV")
    rows = table_of(download.value.path().read_bytes())
    with page.expect_download() as download:
        page.click(".summary >> text=XLSX")
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    assert sheet is not None
    assert len(rows) == sheet.max_row - 1 == shown >= 3
    page.click("text=画出本页")
    page.wait_for_selector("body[data-ready]")
    assert kinds(page) == {"Project": shown}


def test_an_answer_becomes_a_table_with_an_address(page: Page, site: Site) -> None:
    visit(page, site.address)
    count = ask(page, QUESTION).count()
    page.click("text=作为表格")
    expect(page.locator("tbody tr")).to_have_count(count)
    page.fill(".words input[name=words]", "平台")
    page.press(".words input[name=words]", "Enter")
    expect(page.locator("text=全部显示")).to_be_visible()
    left = page.locator("tbody tr").count()
    page.reload()
    assert page.locator("tbody tr").count() == left
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(count)
    page.go_back()
    page.wait_for_selector("#panel tbody tr")


def test_an_indicator_is_read_by_places_and_years(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/matrix?lang=zh")
    name = "地区生产总值" if site.several else "智能算力规模"
    page.fill("input[name=indicator]", name)
    page.click("main button:has-text('显示')")
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    held = page.locator("table.grid tbody th").all_inner_texts()
    assert len(held) > 10 if site.several else held == ["济南"]
    figure = page.locator(".figure-link").first
    number = re.sub(r"[^0-9.]", "", figure.inner_text())
    figure.click()
    expect(page.locator("main p:target, main span:target").first).to_contain_text(number)


def test_targets_are_counted_by_verdict_and_none_is_guessed(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/track?lang=zh")
    entries = page.locator(".facet >> nth=0 >> .choice")
    rows = int(re.findall(r"\d+", page.inner_text("[role=status]"))[0])
    if site.several:
        counts = [int(each) for each in entries.locator("small").all_inner_texts()]
        assert sum(counts) == rows
        entries.filter(has_text="没有数值").click()
    for row in page.locator("tbody tr").all()[:20]:
        expect(row.locator(".verdict")).to_have_text("没有数值")
        assert row.locator("td.column-result b").count() == 0


def test_two_places_are_held_side_by_side(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/compare?lang=zh")
    choices = page.locator("select[name=a] optgroup")
    if not site.several:
        expect(choices).to_have_count(1)
        return
    page.select_option("select[name=a]", "山东")
    page.select_option("select[name=b]", "河北")
    page.click("main button:has-text('显示')")
    page.click(".choice:has-text('共有')")
    for row in page.locator("tbody tr").all():
        expect(row.locator("td.column-document small")).to_contain_text("山东")
        expect(row.locator("td.column-other small")).to_contain_text("河北")


def test_a_goal_is_followed_down_the_levels(page: Page, site: Site) -> None:
    level = "nation" if site.several else "city"
    page.goto(f"{site.address}/goals?level={level}&lang=zh")
    entry = page.locator(".tree .choice").first
    said = re.findall(r"\d+", entry.locator("small").inner_text())
    entry.click()
    if site.several:
        expect(page.locator(".opened h3").first).to_contain_text("省级")
        assert page.locator(".opened details").count() >= int(said[0])
    page.click(".opened > p > a >> nth=-2")
    expect(page.locator("main h1")).to_be_visible()


def test_where_there_are_no_data_the_page_says_so(page: Page, site: Site) -> None:
    for path in ("areas", "agencies"):
        page.goto(f"{site.address}/{path}?lang=zh")
        cells = page.locator("td.column-located, td.column-answers, td.column-concluded")
        assert {*cells.all_inner_texts()} - {"没有数据"} or path == "areas"
        page.goto(f"{site.address}/{path}?known=none&lang=zh")
        assert {*cells.all_inner_texts()} <= {"没有数据"}


def test_a_document_is_read_searched_and_unmarked(page: Page, site: Site) -> None:
    visit(page, site.address)
    page.click(".held a:has-text('济南 2025')")
    page.click(".contents ol a >> nth=-1")
    expect(page.locator("main section:target")).to_be_visible()
    page.fill("#within", "智能算力规模")
    expect(page.locator("#found")).to_have_text(re.compile("^[0-9]+ 段$"))
    expect(page.locator("p.hit")).to_be_in_viewport()
    page.click(".contents [data-kind=Project]")
    expect(page.locator(".named[data-kind=Project]").first).to_have_class(re.compile("plain-text"))


def test_back_forward_and_reload_lead_through_all_pages(page: Page, site: Site) -> None:
    visit(page, site.address)
    look_up(page, GOAL)
    page.click(".pages a:has-text('表格')")
    page.locator("tbody th .node").first.click()
    page.wait_for_selector("body[data-ready]")
    name = page.inner_text("#panel-body h2")
    page.go_back()
    expect(page.locator("main h1")).to_have_text("项目")
    page.go_back()
    page.wait_for_selector("body[data-ready]")
    heading(page, GOAL)
    page.reload()
    heading(page, GOAL)
    page.go_forward()
    page.go_forward()
    page.wait_for_selector("body[data-ready]")
    heading(page, name)


def test_two_tabs_do_not_disturb_each_other(page: Page, site: Site) -> None:
    visit(page, site.address)
    with page.expect_popup() as opened:
        page.evaluate("window.open(location.href)")
    other = opened.value
    other.wait_for_selector("body[data-ready]")
    look_up(page, GOAL)
    ask(other, QUESTION)
    page.click("#language")
    page.click("#panel .main")
    other.reload()
    other.wait_for_selector("#panel tbody tr")
    assert kinds(other)["Goal"] == 1
    assert set(kinds(other)) <= {"Goal", "Measure", "Project", "Initiative"}
    expect(page.locator("#panel-body h2")).to_have_text(GOAL)
    other.close()


def test_what_is_drawn_stands_in_groups(page: Page, site: Site) -> None:
    visit(page, site.address)
    look_up(page, MEASURE)
    page.click("text=展开全部关系")
    expect(page.locator("#legend [data-kind=Project]")).to_be_visible()
    before = places(page)
    page.select_option("#grouping", "goal")
    expect(page).to_have_url(re.compile("group=goal"))
    grouped, drawn = places(page), page.evaluate(PIXELS)
    page.click("[data-zoom=fit]")
    page.wait_for_timeout(300)
    assert page.evaluate(PIXELS) == drawn, "lines lead to where nodes were before"
    assert grouped.keys() == before.keys()
    assert grouped != before
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert places(page) == grouped
    page.select_option("#grouping", "document")
    expect(page).to_have_url(re.compile("group=document"))


def test_a_phone_in_english_finds_asks_and_reads(phone: Page, site: Site) -> None:
    visit(phone, site.address)
    ask(phone, ENGLISH)
    assert "results" in phone.inner_text("#panel-body")
    phone.locator(".quote").first.tap()
    expect(phone.locator(".passage mark").first).to_be_visible()
    phone.locator(".passage footer a").first.tap()
    expect(phone.locator("main p:target")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_server_goes_away_and_comes_back(
    page: Page, site: Site, little_workspace: Workspace, thirty_workspace: Workspace
) -> None:
    workspace = thirty_workspace if site.several else little_workspace
    with serving(workspace) as address:
        visit(page, address)
        look_up(page, GOAL)
        open_from_panel(page, MEASURE)
    page.click("#back")
    expect(page.locator("#panel .error")).to_have_text(re.compile("连接不上服务器"))
    port = int(address.rpartition(":")[2])
    with serving(workspace, port=port):
        page.click("#panel .main:has-text('重试')")
        heading(page, GOAL)
        assert kinds(page) == {"Goal": 1, "Measure": 1}
