"""Documents that come and go, links that are decided and views that are kept, in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.workspace import Workspace
from tests.serving import served
from tests.viz.conftest import writable_copy
from tests.viz.test_explorer import kinds

HOSTILE = (
    "\"'><img src=x onerror=window.attacked=1></script><script>window.attacked=1</script>\u202e"
)
PLAN = """{title}

各位代表：

一、2025年工作回顾

新建5G基站300个，地区生产总值增长5.1%。我们坚持

二、2026年重点工作

加快数字济南建设，推进“{name}”项目建设，地区生产总值增长5%左右。
"""


@pytest.fixture
def one(little_workspace: Workspace, tmp_path: Path) -> Iterator[str]:
    """The address of a server of one report, as users start it, that takes documents."""
    with writable_copy(little_workspace, tmp_path / "collection"):
        pass
    with served("--collection", tmp_path / "collection", "--writable") as address:
        yield address.rstrip("/")


@pytest.fixture
def thirty(thirty_workspace: Workspace, tmp_path: Path) -> Iterator[str]:
    """The address of a server of thirty reports, on which links can be decided."""
    with writable_copy(thirty_workspace, tmp_path / "collection") as address:
        yield address


def test_a_document_is_uploaded_step_by_step_read_and_removed(
    page: Page, one: str, tmp_path: Path
) -> None:
    name = f"泉城<b>云</b>{HOSTILE}"
    good = tmp_path / "<img src=x onerror=window.attacked=1>.txt"
    good.write_text(PLAN.format(title="2026年济南市政府工作报告", name=name), "utf-8")
    bad = tmp_path / "空.txt"
    bad.write_text("", "utf-8")
    page.goto(f"{one}/collection?lang=zh")
    page.wait_for_selector("body[data-ready]")
    steps: set[str] = set()
    page.expose_function("noteStep", lambda text: steps.add(text))
    page.evaluate(
        "new MutationObserver(() => noteStep(document.getElementById('upload-state').innerText))"
        ".observe(document.getElementById('upload-state'), { childList: true, subtree: true })"
    )
    page.set_input_files("input[type=file]", [good, bad])
    page.click("#upload button")
    report = page.locator("#upload-state li")
    expect(page.locator("#upload-state .main")).to_be_visible()
    expect(report.filter(has_text="空.txt").first).to_contain_text("空.txt 是空的")
    expect(report.first).to_contain_text("这一段在句子中间中断")
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,}", page.inner_text("#upload-state"))
    assert any(re.search(r"正在(读取|关联|建立)", each) for each in steps), steps
    page.click("#upload-state .main")
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("h1")).to_have_text("2 份文件")
    page.click("text=2026年济南市政府工作报告")
    expect(page.locator("main.text")).to_contain_text("泉城<b>云</b>")
    page.go_back()
    page.click("tr:has-text('2026年济南') [data-remove]")
    page.click(".main:has-text('移除')")
    expect(page.locator("h1")).to_have_text("1 份文件")
    assert page.evaluate("window.attacked") is None


def test_links_are_decided_many_at_once_resumed_and_taken_back(page: Page, thirty: str) -> None:
    """What was saved of the things of a pair leads to the one thing that they became."""
    pairs = page.request.get(f"{thirty}/api/v1/links").json()["rows"]
    both = [pairs[0][f"{side}_thing"] for side in ("one", "other")]
    view = {"address": f"/#n={'_'.join(both)}", "name": HOSTILE}
    saved = page.request.post(f"{thirty}/views", data=view).json()["id"]
    page.goto(f"{thirty}/links?lang=zh")
    page.wait_for_selector("body[data-ready]")
    page.fill("#by", "李华")
    page.locator("h1").click()
    expect(page.locator("#said")).to_have_text(f"还有 {len(pairs)} 对")
    for key in ("x", "ArrowDown", "x"):
        page.keyboard.press(key)
    expect(page.locator(".pair.chosen")).to_have_count(2)
    page.keyboard.press("s")
    expect(page.locator("#said")).to_contain_text("2 对")
    expect(page.locator(".pair")).to_have_count(len(pairs) - 2)
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("说不准")
    page.goto(f"{thirty}/views/{saved}")
    page.wait_for_selector("body[data-ready]")
    assert sum(kinds(page).values()) == 1
    page.goto(f"{thirty}/collection?lang=zh")
    expect(page.locator(".plain-list a").first).to_have_text(HOSTILE)
    page.goto(f"{thirty}/links?state=decided&lang=zh")
    page.wait_for_selector("body[data-ready]")
    page.focus(f"#{pairs[0]['id']}")
    page.keyboard.press("z")
    expect(page.locator(f"#{pairs[0]['id']}")).to_have_count(0)
    page.goto(f"{thirty}/views/{saved}")
    page.wait_for_selector("body[data-ready]")
    assert sum(kinds(page).values()) == 2
    assert page.evaluate("window.attacked") is None
