"""The explorer over several documents, in a real browser against a real server."""

from __future__ import annotations

import json
import re
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from graph.workspace import Workspace
from tests.viz.conftest import DESKTOP, WAIT, only_at_home, serving
from tests.viz.sample import Sample
from tests.viz.test_explorer import kinds, look_up, visit

AGENCIES = "谁负责数字济南？"


def places(page: Page) -> dict[str, str]:
    """Where the address says that each node stands, by id."""
    page.wait_for_selector("#canvas:not([aria-busy])")
    page.wait_for_timeout(300)
    said = parse_qs(urlsplit(page.url).fragment).get("n", [""])[0]
    return dict(each.split(".", 1) for each in said.split("_") if "." in each)


def heading(page: Page, name: str) -> None:
    expect(page.locator("#panel-body h2")).to_have_text(name)


def test_what_an_organization_or_a_value_is_stands_in_words(
    page: Page, server: str, sample: Sample
) -> None:
    for node, word in ((sample.value, "目标"), (sample.company, "比亚迪")):
        visit(page, f"{server}/#n={node.id}&node={node.id}")
        heading(page, str(node.properties["name"]))
        assert word in page.inner_text("#panel-body")
        assert "[object" not in page.inner_text("body")


def test_back_and_forward_lead_through_what_was_shown(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.click(".node-link:has-text('比亚迪整车二期')")
    heading(page, "比亚迪整车二期")
    page.go_back()
    heading(page, "数字济南")
    assert kinds(page) == {"Goal": 1}
    page.go_back()
    expect(page.locator("#welcome h1")).to_be_visible()
    page.go_forward()
    heading(page, "数字济南")
    page.go_forward()
    heading(page, "比亚迪整车二期")


def test_a_panel_that_closes_at_once_brings_nothing_into_view(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.evaluate(
        """() => {
            const before = location.hash;
            const waiting = setInterval(() => {
                if (location.hash === before) return;
                clearInterval(waiting);
                document.querySelector("#close").click();
            }, 1);
        }"""
    )
    page.click(".node-link:has-text('比亚迪整车二期')")
    expect(page.locator("#panel")).to_be_hidden()
    page.wait_for_timeout(200)


def test_a_reload_keeps_question_zoom_and_trail(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "高新区")
    page.fill("#query", AGENCIES)
    page.press("#query", "Enter")
    expect(page.locator("#panel tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("z="))
    page.click("#zoom [data-zoom=in]")
    page.wait_for_timeout(800)
    link = page.url
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#panel tbody tr")).to_have_count(1)
    assert page.url == link
    page.click("#back")
    heading(page, "高新区")


def test_rows_suggestions_and_sentences_say_whose_they_are(page: Page, several_server: str) -> None:
    visit(page, several_server)
    page.fill("#query", "数字济南")
    entry = page.locator("#suggestions li >> nth=0")
    expect(entry).to_contain_text("3 份文件")
    page.press("#query", "Enter")
    heading(page, "数字济南")
    claims = page.locator(".relation:has-text('为它服务的') .fact:has-text('比亚迪整车二期')")
    expect(claims).to_have_count(1)
    said = claims.locator(".quote small").all_inner_texts()
    assert [each.split(" · ")[0] for each in said] == ["济南 2025", "山东 2026", "全国 2026"]
    mentions = page.locator(".relation:has-text('原文出处') .quote small").all_inner_texts()
    assert {each.split(" · ")[0] for each in mentions} == {"济南 2025", "山东 2026", "全国 2026"}
    page.fill("#query", AGENCIES)
    page.press("#query", "Enter")
    expect(page.locator("#panel td .where").first).to_have_text("3 份文件")


def test_filters_move_nothing(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.click("text=展开全部关系")
    expect(page.locator("#legend [data-kind]")).to_have_count(5)
    expect(page).to_have_url(re.compile("z="))
    before = places(page)
    for _ in range(2):
        page.click("#legend [data-kind=Project]")
        assert places(page) == before


def test_new_nodes_move_no_old_one(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.click("text=展开全部关系")
    expect(page).to_have_url(re.compile("(thing-.*){7}"))
    before = places(page)
    page.click(".node-link:has-text('比亚迪整车二期')")
    heading(page, "比亚迪整车二期")
    page.click("text=展开全部关系")
    expect(page.locator("#legend [data-kind=Organization]")).to_be_visible()
    after = places(page)
    assert len(after) > len(before)
    assert {id_: after[id_] for id_ in before} == before


def test_the_agencies_of_an_answer_are_drawn_with_what_joins_them(
    page: Page, server: str, sample: Sample
) -> None:
    visit(page, f"{server}/#n={sample.area.id}")
    page.fill("#query", AGENCIES)
    page.press("#query", "Enter")
    expect(page.locator("#panel tbody tr")).to_have_count(1)
    assert kinds(page) == {"Goal": 1, "Department": 1, "Area": 1}
    ids = [each.properties["thing"] for each in (sample.goal, sample.company)]
    joined = page.request.post(f"{server}/api/v1/graph", data={"id": ids, "between": ids})
    assert {each["name"] for each in joined.json()["nodes"]} >= {"比亚迪整车二期"}


def test_a_document_that_was_found_is_shown(page: Page, several_server: str) -> None:
    visit(page, several_server)
    page.fill("#query", "2026年山东")
    page.wait_for_selector("#suggestions li >> nth=1")
    expect(page.locator("#suggestions li >> nth=0")).to_contain_text("2026年山东政府工作报告")


def test_a_link_of_too_much_says_so(page: Page, server: str) -> None:
    many = "_".join(f"goal-{place:012x}" for place in range(2_001))
    visit(page, f"{server}/#n={many}")
    expect(page.locator("#notice")).to_contain_text("2000")


def test_the_focus_goes_to_what_was_opened(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    assert page.evaluate("document.activeElement.textContent") == "数字济南"
    page.focus(".node-link >> nth=0")
    name = page.inner_text(".node-link >> nth=0 >> span:not(.mark)")
    page.keyboard.press("Enter")
    heading(page, name)
    assert page.evaluate("document.activeElement.textContent") == name


@pytest.mark.parametrize(
    ("locale", "foreign"), [("zh-CN", r"[A-Za-z]+ [a-z]{2,}"), ("en-GB", r"[\u4e00-\u9fff]")]
)
def test_errors_come_in_the_readers_language(
    browser: Browser, server: str, locale: str, foreign: str
) -> None:
    page = browser.new_page(viewport=DESKTOP, locale=locale)
    page.set_default_timeout(WAIT)
    with only_at_home(page):
        visit(page, f"{server}/#node=goal-000000000000")
        shown = [page.inner_text("#panel .error")]
        for kind, status in (("store", 503), ("busy", 503), ("internal", 500), ("request", 422)):
            problem = {"type": f"urn:lantu:problem:{kind}", "status": status}
            said = "something is wrong here" if locale == "zh-CN" else "出了问题"
            body = json.dumps({**problem, "detail": said})
            answer = partial(_answer, status=status, body=body)
            page.route("**/api/v1/nodes/**", answer)
            page.click("#panel .main")
            expect(page.locator("#panel .error")).not_to_have_text(shown[-1])
            shown.append(page.inner_text("#panel .error"))
            page.unroute("**/api/v1/nodes/**")
        for text in shown:
            assert text
            assert not re.search(foreign, text), text
    page.close()


def _answer(route: Route, request: Request, status: int, body: str) -> None:
    route.fulfill(status=status, content_type="application/problem+json", body=body)


def test_what_is_concluded_says_why(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    agency = page.locator(".fact:has-text('市大数据局')").first
    expect(agency.locator(".why")).to_have_text("职责：数字；它的名称或段落中有这些字")
    page.click(".node-link:has-text('市大数据局') >> nth=0")
    heading(page, "市大数据局")
    assert "mandate" not in page.inner_text("#panel")


def test_a_thing_can_be_drawn_document_by_document(
    page: Page, several_server: str, several: list[Sample]
) -> None:
    visit(page, several_server)
    look_up(page, "数字济南")
    assert kinds(page) == {"Goal": 1}
    page.click("text=按文件分开")
    expect(page.locator("#legend [data-kind=Goal] small")).to_have_text("3")
    assert "apart=thing-goal-" in page.url
    copies = {each.goal.id for each in several}
    expect(page).to_have_url(re.compile("z="))
    assert copies <= {*places(page)}
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert kinds(page) == {"Goal": 3}
    page.click("text=合为一个")
    expect(page.locator("#legend [data-kind=Goal] small")).to_have_text("1")


def test_a_menu_counts_before_anything_is_drawn(
    page: Page, several_server: str, several: list[Sample]
) -> None:
    thing = several[0].goal.properties["thing"]
    visit(page, f"{several_server}/#n={thing}&node={thing}")
    menu = page.locator(".menu .around")
    expect(menu.first).to_be_visible()
    said = [each.replace("\n", " ") for each in menu.all_inner_texts()]
    assert "为它服务的 · 项目 2" in said
    assert kinds(page) == {"Goal": 1}
    page.click(".around:has-text('为它服务的 · 项目')")
    expect(page.locator("#legend [data-kind=Project] small")).to_have_text("2")
    page.click(".collapse")
    expect(page.locator("#legend [data-kind]")).to_have_count(1)
    page.click("#undo")
    expect(page.locator("#legend [data-kind=Project] small")).to_have_text("2")
    page.click("#undo")
    page.click("#redo")
    expect(page.locator("#legend [data-kind=Project] small")).to_have_text("2")


def test_filters_say_how_much_they_hide_and_hold_in_the_table(
    page: Page, several_server: str, several: list[Sample]
) -> None:
    city = several[0]
    ids = "_".join(str(each.properties["thing"]) for each in (city.goal, city.car, city.cloud))
    visit(page, f"{several_server}/#n={ids}&hide-place=济南&apart={city.car.properties['thing']}")
    expect(page.locator(".hidden-note")).to_contain_text("1 个节点、1 条关系")
    page.click("#as-table")
    expect(page.locator("#table table >> nth=0 >> tbody tr")).to_have_count(4)
    assert "济南 2025" not in page.inner_text("#table table >> nth=0")
    with page.expect_download() as download:
        page.click("#table >> text=关系 CSV")
    text = download.value.path().read_text("utf-8")
    assert text.count("SUPPORTS") == 3
    page.click(".hidden-note .plain")
    expect(page.locator("#table table >> nth=0 >> tbody tr")).to_have_count(5)


def test_a_path_is_a_chain_with_the_sentence_of_each_step(
    page: Page, several_server: str, several: list[Sample]
) -> None:
    city = several[0]
    ends = [str(each.properties["thing"]) for each in (city.area, city.goal)]
    visit(page, f"{several_server}/#n={'_'.join(ends)}&node={ends[0]}")
    page.click(".path")
    expect(page.locator("#notice")).to_contain_text("另一端")
    visit(page, f"{several_server}/#n={'_'.join(ends)}&path={'~'.join(ends)}")
    expect(page.locator(".chain .hop")).to_have_count(3)
    names = page.locator(".chain .node-link span:not(.mark)").all_inner_texts()
    assert names == ["高新区", "高新东区云巴", "实施数字先锋城市行动", "数字济南"]
    assert page.locator(".chain .hop q").all_inner_texts()[0] == "高新东区云巴"
    page.click("text=只经过原文说明的关系")
    expect(page.locator(".chain .hop")).to_have_count(3)


def test_the_canvas_is_walked_by_keyboard(page: Page, server: str, sample: Sample) -> None:
    ids = [str(each.properties["thing"]) for each in (sample.goal, sample.car, sample.cloud)]
    visit(page, f"{server}/#n={ids[0]}.0.0_{ids[1]}.200.0_{ids[2]}.0.200")
    page.focus("#canvas")
    expect(page.locator("#spoken")).to_contain_text("数字济南")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#spoken")).to_contain_text("比亚迪整车二期")
    page.keyboard.press("Enter")
    heading(page, "比亚迪整车二期")


def test_a_document_is_read_with_what_was_found_marked(
    page: Page, seed_workspace: Workspace
) -> None:
    (loaded,) = seed_workspace.documents()
    with serving(seed_workspace) as address:
        page.goto(f"{address}/documents/{loaded.id}")
        expect(page.locator("main h1")).to_have_text(loaded.title)
        named = page.locator(".named[data-kind=Goal]:has-text('数字济南') >> nth=0")
        page.click(".contents [data-kind=Project]")
        project = page.locator(".named[data-kind=Project]").first
        expect(project).to_have_class(re.compile("plain-text"))
        page.fill("#within", "智能算力规模")
        expect(page.locator("#found")).to_have_text(re.compile("^[0-9]+ 段$"))
        named.click()
        page.wait_for_selector("body[data-ready]")
        heading(page, "数字济南")
        page.click(".quote >> nth=0")
        page.click(".passage footer a")
        expect(page.locator("main p:target")).to_be_visible()
