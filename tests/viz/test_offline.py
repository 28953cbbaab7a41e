"""The PyVis view: one file that opens anywhere, and in which no text of a document ever runs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import viz
from graph.errors import LantuError
from graph.parts import Part, node, relationship
from graph.queries.run import run
from graph.workspace import Workspace
from lantu import Lantu
from tests.viz.sample import Sample
from viz.offline import offline_html, write_offline
from viz.picture import Picture, picture_of_graph
from viz.subgraph import picture_of_answer

ATTACKS = [
    "<img src=x onerror=window.attacked=1>",
    "</script><script>window.attacked=1</script>",
    '"><svg onload=window.attacked=1>',
    '<a href="javascript:window.attacked=1">href</a>',
    "${window.attacked=1}{{7*7}}{% raw %}",
    "</style><script>window.attacked=1</script>",
    "<!--<script>",
]


def hostile(attack: str) -> list[Part]:
    goal = node("Goal", id="goal-00000000000a", name=attack, name_en=attack)
    project = node("Project", id="project-00000000000b", name=f"href {attack}")
    claim = relationship(
        "SUPPORTS", project, goal, basis="stated", quote=f"href {attack}", confidence=1.0
    )
    return [Part("hostile", [goal, project], [claim])]


@pytest.fixture
def written(tmp_path: Path, sample: Sample) -> Path:
    path = tmp_path / "数字济南.html"
    write_offline(path, sample.graph(), "服务数字济南的项目")
    return path


def test_the_file_names_nothing_to_load(written: Path) -> None:
    html = written.read_text(encoding="utf-8")
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", html)
    assert "@import" not in html
    assert "数字济南" in html


def test_it_draws_from_a_file_without_a_network(page: Page, written: Path) -> None:
    page.context.set_offline(True)
    page.goto(written.as_uri())
    page.wait_for_selector("body[data-ready]")
    assert page.title() == "服务数字济南的项目"
    legend = page.locator("#legend button").all_inner_texts()
    assert any("项目 Project" in entry and "3" in entry for entry in legend)
    assert page.locator("#inferred").is_visible()
    page.click("#legend button[data-kind=Project]")
    assert page.get_attribute("#legend button[data-kind=Project]", "aria-pressed") == "false"
    page.uncheck("#inferred input")


def test_inferred_claims_are_dashed(sample: Sample) -> None:
    html = offline_html(sample.graph(), "x")
    assert html.count('"dashes": [6, 5]') == 1
    assert html.count('"inferred": true') == 1


def click_something(page: Page) -> tuple[float, float]:
    """Click about the middle of the canvas until the detail of something shows; gives the place,
    well within what was hit, since a tooltip is less generous than a click."""
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    center = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before: list[tuple[float, float]] = []
    for across in range(-90, 91, 9):
        hits = []
        for down in range(-60, 61, 6):
            place = center[0] + across, center[1] + down
            page.mouse.click(*place)
            if page.locator("#detail").is_visible():
                hits.append(place)
        if before and len(hits) >= 2:
            return hits[len(hits) // 2]
        before = hits
    raise AssertionError("there is nothing to click on the canvas")


@pytest.mark.parametrize("nodes", [1, 2], ids=["node", "claim"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_text_never_runs(page: Page, tmp_path: Path, attack: str, nodes: int) -> None:
    """One node, or the claim between two, lies in the middle: pointed at, it shows its text."""
    (part,) = hostile(attack)
    claims = part.relationships if nodes == 2 else []
    path = tmp_path / "hostile.html"
    write_offline(path, [Part("hostile", part.nodes[:nodes], claims)], attack)
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("h1") == attack
    x, y = click_something(page)
    page.mouse.click(x, y)
    assert attack in (page.locator("#detail").text_content() or "")
    page.mouse.move(0, 0)
    page.mouse.move(x, y, steps=5)
    page.wait_for_selector("div.vis-tooltip", state="visible")
    assert attack in (page.locator("div.vis-tooltip").text_content() or "")
    page.wait_for_timeout(100)
    assert page.evaluate("window.attacked") is None
    assert page.locator("img, svg, a").count() == 0


def test_an_answer_is_drawn_with_what_joins_it(sample_workspace: Workspace) -> None:
    answer = run(sample_workspace.store, "projects-serving-goal", {"goal": "数字济南"})
    picture = picture_of_answer(sample_workspace.store, answer)
    assert {node.name for node in picture.nodes} == {
        "数字济南",
        "实施数字先锋城市行动",
        "比亚迪整车二期",
        "“泉城云”升级",
        "高新东区云巴",
    }
    assert {edge.type for edge in picture.edges} == {"SUPPORTS"}


def test_its_search_finds_names_and_tells_document_section_and_sentence(
    page: Page, tmp_path: Path, sample_workspace: Workspace
) -> None:
    with_answer = viz.view(Lantu(sample_workspace).query("projects-serving-goal", goal="数字济南"))
    with_answer.write(tmp_path / "answer.html")
    page.goto((tmp_path / "answer.html").as_uri())
    page.wait_for_selector("body[data-ready]")
    page.fill("#find", "比亚迪")
    page.press("#find", "Enter")
    # The project by its name, then the goal, whose sentence says it.
    expect(page.locator("#found")).to_have_text("1 / 2")
    name, *_, sentence, place, title = page.inner_text("#detail").split("\n")
    assert (name, sentence) == ("比亚迪整车二期", "“加快比亚迪整车二期”")
    assert place == f"{title}，加快数字济南建设"
    assert title == "《2025年济南市政府工作报告》（济南 2025）"
    page.fill("#find", "没有这样的名称")
    page.press("#find", "Enter")
    expect(page.locator("#found")).to_have_text("0 / 0")


def test_an_answer_is_shown_below_a_notebooks_cell(
    page: Page, tmp_path: Path, sample_workspace: Workspace
) -> None:
    """The page of a notebook is somebody else's: the frame draws, and reaches nothing of it."""
    answer = Lantu(sample_workspace).ask("哪些项目服务数字济南目标")
    cell = tmp_path / "notebook.html"
    cell.write_text(f"<meta charset=utf-8>{viz.view(answer)._repr_html_()}", "utf-8")
    page.goto(cell.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator("body[data-ready]")).to_have_count(1)
    expect(frame.locator("#legend button[data-kind=Project] small")).to_have_text("3")
    with pytest.raises(LantuError):
        viz.view(replace(answer, store=None))


def test_a_picture_of_too_much_says_that_it_was_cut() -> None:
    areas = [node("Area", id=f"area-{place:012x}", name=str(place)) for place in range(401)]
    picture = picture_of_graph([Part("many", areas, [])])
    assert (len(picture.nodes), picture.truncated) == (400, True)
    assert "已截断" in offline_html(picture, "many")


def test_an_empty_picture_is_a_page_too() -> None:
    assert "0 个节点" in offline_html(Picture([], []), "nothing")
