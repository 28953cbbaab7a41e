"""The explorer, as an analyst uses it, in a real browser against a real server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from graph.collection import Collection
from graph.ids import id_before
from graph.parts import Part, node, relationship
from graph.stores import open_store
from graph.workspace import Workspace
from tests.viz.conftest import serving
from tests.viz.sample import TEXT, Sample

QUESTION = "哪些项目服务数字济南目标？"


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("body[data-ready]")


def look_up(page: Page, name: str) -> None:
    page.fill("#query", name)
    page.wait_for_selector("#suggestions li >> nth=1")
    page.press("#query", "Enter")
    page.wait_for_selector("#panel-body h2")


def kinds(page: Page) -> dict[str, int]:
    """How many nodes of each kind the legend counts on the canvas."""
    entries = page.locator("#legend [data-kind]")
    return {
        each.get_attribute("data-kind") or "": int(each.locator("small").text_content() or 0)
        for each in entries.all()
    }


def test_an_empty_canvas_offers_questions(page: Page, server: str) -> None:
    visit(page, server)
    expect(page.locator("#welcome h1")).to_be_visible()
    expect(page.locator(".example")).to_have_count(3)
    assert page.locator("#panel").is_hidden()


def test_a_question_is_answered_with_sentences_and_drawn(page: Page, server: str) -> None:
    visit(page, server)
    page.click(f"text={QUESTION}")
    rows = page.locator("#panel tbody tr")
    expect(rows).to_have_count(3)
    assert "加快比亚迪整车二期" in page.inner_text("#panel table")
    assert "MATCH" in (page.locator(".cypher pre").text_content() or "")
    assert kinds(page) == {"Goal": 1, "Measure": 1, "Project": 3}


@pytest.mark.parametrize("text", ["数字济", "digital"])
def test_a_name_is_found_in_either_language(page: Page, server: str, text: str) -> None:
    visit(page, server)
    look_up(page, text)
    assert page.inner_text("#panel-body h2") == "数字济南"
    assert page.inner_text(".name-en") == "digital Jinan"
    assert kinds(page) == {"Goal": 1}


def test_a_fact_is_one_click_from_its_sentence(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.click(".relation:has-text('为它服务的') .quote >> nth=0")
    page.wait_for_selector(".passage mark")
    assert page.inner_text(".passage mark") == "“泉城云”升级"
    assert page.inner_text(".passage .text") == TEXT
    assert "2025年济南市政府工作报告" in page.inner_text(".passage footer")
    assert "加快数字济南建设" in page.inner_text(".passage footer")


def test_all_claims_of_a_relation_can_be_read(page: Page, server: str, sample: Sample) -> None:
    goal = str(sample.goal.properties["thing"])

    def one_each(route: Route) -> None:
        route.continue_(url=re.sub(r"\bfacts=\d+", "facts=1", route.request.url))

    page.route("**/api/v1/nodes/*?*facts=*", one_each)
    visit(page, f"{server}/#n={goal}&node={goal}")
    relation = page.locator("section.relation", has=page.locator("button.more")).first
    expect(relation.locator("li.fact")).to_have_count(1)
    count = int(relation.locator(".count").inner_text())
    relation.locator("button.more").click()
    expect(relation.locator("li.fact")).to_have_count(count)
    expect(relation.locator("button.more")).to_be_hidden()
    names = relation.locator(".node-link").all_inner_texts()
    assert len({*names}) == count == 3
    relation.locator(".quote").last.click()
    expect(relation.locator(".passage")).to_be_visible()


def test_inferred_claims_say_so_and_can_be_hidden(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    assert page.inner_text(".fact:has-text('市大数据局') .badge") == "推断"
    page.click("text=展开全部关系")
    switch = page.locator(".legend-entry.inferred")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(page.locator(".legend-entry.inferred")).to_have_attribute("aria-pressed", "false")
    assert "inferred=0" in page.url


def test_expanding_can_be_undone(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.click(".relation:has-text('为它服务的') .expand")
    expect(page.locator("#notice")).to_contain_text("3")
    assert kinds(page) == {"Goal": 1, "Measure": 1, "Project": 2}
    page.click("#undo")
    expect(page.locator("#legend [data-kind]")).to_have_count(1)


def test_a_double_click_expands(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.wait_for_timeout(300)
    page.dblclick("#canvas")
    expect(page.locator("#legend [data-kind]")).to_have_count(5)
    assert kinds(page)["Department"] == 1


def test_a_link_shows_the_same_to_somebody_else(page: Page, server: str) -> None:
    visit(page, server)
    page.click(f"text={QUESTION}")
    page.wait_for_selector("#panel tbody tr")
    page.click("#legend [data-kind=Measure]")
    link, before = page.url, kinds(page)
    page.goto("about:blank")
    visit(page, link)
    page.wait_for_selector("#panel tbody tr")
    assert kinds(page) == before
    assert page.get_attribute("#legend [data-kind=Measure]", "aria-pressed") == "false"
    assert page.url == link


def test_a_damaged_link_is_taken_for_what_it_is_worth(page: Page, server: str) -> None:
    visit(page, f"{server}/#n=goal-000000000000.1.2_<img>_x.y&node=<img>&claim=a.b&hide=<b>")
    expect(page.locator("#notice")).to_contain_text("1")
    visit(page, f"{server}/#claim=constructor")
    expect(page.locator("#panel-body")).not_to_be_empty()


def test_a_link_with_ids_of_before_shows_what_it_showed(
    page: Page, server: str, sample: Sample
) -> None:
    things = [str(each.properties["thing"]) for each in (sample.rail, sample.area)]
    rail, area = map(id_before, things)
    visit(page, f"{server}/#n={rail}.120.80_{area}.10.-40&claim=LOCATED_IN.{rail}.{area}")
    page.wait_for_selector(".passage mark")
    assert page.inner_text(".verb") == "位于"
    assert all(each in page.url for each in things)
    assert f"{things[0]}.120.80" in page.url


def test_a_claim_is_shown_with_its_ends_and_its_sentence(
    page: Page, server: str, sample: Sample
) -> None:
    ends = f"{sample.rail.id}.{sample.area.id}"
    visit(page, f"{server}/#n={sample.rail.id}_{sample.area.id}&claim=LOCATED_IN.{ends}")
    page.wait_for_selector(".passage mark")
    assert page.inner_text(".verb") == "位于"
    assert page.inner_text(".passage mark") == "高新东区云巴"


def test_the_way_back_leads_through_what_was_shown(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.click(".node-link:has-text('比亚迪整车二期')")
    expect(page.locator("#panel-body h2")).to_have_text("比亚迪整车二期")
    page.click("#back")
    expect(page.locator("#panel-body h2")).to_have_text("数字济南")
    expect(page.locator("#back")).to_be_disabled()


def test_it_is_used_by_keyboard(page: Page, server: str) -> None:
    visit(page, server)
    page.keyboard.press("/")
    page.keyboard.type("济南")
    page.wait_for_selector("#suggestions li >> nth=1")
    assert page.get_attribute("#query", "aria-activedescendant") == "suggestion-0"
    page.keyboard.press("ArrowUp")
    last = page.locator("#suggestions li").count() - 1
    assert page.get_attribute("#query", "aria-activedescendant") == f"suggestion-{last}"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel-body h2")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_what_was_typed_is_asked_even_where_the_list_is_of_earlier_words(
    page: Page, server: str
) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    page.fill("#query", QUESTION)
    page.press("#query", "Enter")
    expect(page.locator("#panel tbody tr")).to_have_count(3)


def test_the_interface_speaks_english_too(page: Page, server: str) -> None:
    visit(page, server)
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    look_up(page, "digital")
    assert "Supported by" in page.inner_text("#panel-body")
    assert page.inner_text("#legend [data-kind=Goal] span:not(.mark)") == "Goal"
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.get_attribute("html", "lang") == "en"


def test_a_question_that_is_not_understood_offers_others(page: Page, server: str) -> None:
    visit(page, server)
    page.fill("#query", "你好吗？")
    page.wait_for_selector("#suggestions li")
    page.press("#query", "Enter")
    page.click("#panel .example >> nth=0")
    expect(page.locator("#panel tbody tr").first).to_be_visible()


def test_a_server_that_is_gone_is_said(page: Page, sample_workspace: Workspace) -> None:
    with serving(sample_workspace) as address:
        visit(page, address)
    page.click(f"text={QUESTION}")
    expect(page.locator("#panel .error")).to_be_visible()
    expect(page.locator("#panel .main")).to_have_text("重试")


def test_on_a_phone_the_panel_is_a_sheet(phone: Page, server: str) -> None:
    visit(phone, server)
    look_up(phone, "digital")
    panel = phone.locator("#panel").bounding_box()
    assert panel is not None
    assert panel["width"] == 390
    assert panel["y"] > 300
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.tap("#sheet")
    expect(phone.locator("#sheet")).to_have_attribute("aria-expanded", "false")
    folded = phone.locator("#panel").bounding_box()
    assert folded is not None
    assert folded["y"] > panel["y"]
    phone.tap("#canvas")


def test_every_control_has_a_name(page: Page, server: str) -> None:
    visit(page, server)
    look_up(page, "数字济南")
    for control in page.locator("button:visible, input:visible").all():
        name = control.get_attribute("aria-label") or control.inner_text()
        assert name.strip(), control.evaluate("element => element.outerHTML")


def test_text_of_a_document_never_runs(page: Page, tmp_path: Path) -> None:
    attack = "<img src=x onerror=window.attacked=1></script><script>window.attacked=1</script>"
    owner = "document-00000000000d"
    document = node("Document", id=owner, name=attack, document=owner)
    section = node("Section", id="section-00000000000e", name=attack, document=owner, depth=1)
    text = f"前文{attack}后文"
    passage = node("Passage", id="passage-00000000000f", document=owner, text=text, end=len(text))
    goal = node(
        "Goal", id="goal-00000000000a", name=attack, name_en=attack, search="attack", document=owner
    )
    area = node("Area", id="area-00000000000b", name=attack, aliases=[attack], document=owner)
    project = node("Project", id="project-00000000000c", name=attack, document=owner)
    said = {"quote": attack, "passage": passage.id, "basis": "stated", "document": owner}
    said |= {"confidence": 1.0}
    claims = [
        relationship("PART_OF", passage, section),
        relationship("PART_OF", section, document),
        relationship("SUPPORTS", project, goal, start=2, rule=attack, **said),
        relationship("LOCATED_IN", project, area, start=2, **said),
    ]
    nodes = [document, section, passage, goal, area, project]
    store = open_store(tmp_path / "graph")
    store.replace([Part("hostile", nodes, claims)])
    with serving(Workspace(Collection(tmp_path / "collection"), store)) as address:
        visit(page, address)
        page.fill("#query", "attack")
        page.wait_for_selector("#suggestions li >> nth=1")
        assert attack in page.inner_text("#suggestions")
        page.press("#query", "Enter")
        page.wait_for_selector("#panel-body h2")
        assert page.inner_text("#panel-body h2") == attack
        page.click(".quote >> nth=0")
        page.wait_for_selector(".passage mark")
        assert page.inner_text(".passage mark") == attack
        page.click("text=展开全部关系")
        page.hover("#canvas")
        page.goto(f"{address}/#claim=SUPPORTS.{project.id}.{goal.id}&n={project.id}_{goal.id}")
        page.wait_for_timeout(500)
        assert page.evaluate("window.attacked") is None
        assert page.locator("main img").count() == 0
    store.close()


def test_the_documentation_works_without_a_network(page: Page, server: str) -> None:
    page.goto(f"{server}/docs")
    expect(page.locator(".opblock").first).to_be_visible()
