"""Names that would be markup, formulas or endless run nothing, wherever they go."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from graph.collection import Collection
from graph.parts import Node, Part, node, relationship
from graph.stores import open_store
from graph.workspace import Workspace
from tests.viz.conftest import serving
from tests.viz.test_explorer import visit
from tests.viz.test_journeys import taken

ATTACKS = [
    "<img src=x onerror=window.attacked=1>",
    "</script><script>window.attacked=1</script>",
    "\"' onmouseover=window.attacked=1 x='",
    "\u202e txet desrever \u2066<b>",
    "=HYPERLINK(\"http://127.0.0.1:1\",'x')",
    "长" * 10_000,
]
OWNER = "document-00000000000d"


@pytest.fixture(scope="module")
def things() -> list[Node]:
    return [
        node("Goal", id=f"goal-{place:012x}", name=attack, name_en=attack, document=OWNER)
        for place, attack in enumerate(ATTACKS)
    ]


@pytest.fixture(scope="module")
def hostile(things: list[Node], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of a graph in which nothing has a decent name."""
    attack = ATTACKS[1]
    document = node("Document", id=OWNER, name=attack, place=ATTACKS[0], document=OWNER)
    section = node("Section", id="section-00000000000e", name=attack, document=OWNER, depth=1)
    text = "\n".join(each[:200] for each in ATTACKS)
    passage = node("Passage", id="passage-00000000000f", document=OWNER, text=text, end=len(text))
    project = node("Project", id="project-00000000000c", name=attack, document=OWNER)
    said = {"basis": "stated", "confidence": 1.0, "passage": passage.id, "document": OWNER}
    claims = [
        relationship("SUPPORTS", project, each, quote=str(each.properties["name"])[:200], **said)
        for each in things
    ]
    frame = [relationship("PART_OF", passage, section), relationship("PART_OF", section, document)]
    folder = tmp_path_factory.mktemp("hostile")
    store = open_store(folder / "graph")
    nodes = [document, section, passage, project, *things]
    store.replace([Part("hostile", nodes, [*frame, *claims])])
    with serving(Workspace(Collection(folder / "collection"), store)) as address:
        yield f"{address}/#n={'_'.join([project.id, *(each.id for each in things)])}"
    store.close()


def test_what_is_taken_away_runs_nothing(page: Page, hostile: str, tmp_path: Path) -> None:
    visit(page, hostile)
    page.click("#as-table")
    for attack in ATTACKS[:5]:
        assert attack.strip() in page.inner_text("#table").replace("\xa0", " "), attack
    page.click("#as-table")
    files = {form: taken(page, form) for form in ("SVG", "PyVis", "关系 CSV", "节点 CSV", "XLSX")}
    graph = nx.read_graphml(io.BytesIO(taken(page, "GraphML")))
    assert {graph.nodes[each]["name"] for each in graph} >= {*ATTACKS}
    names = [
        row["name"] for row in csv.DictReader(io.StringIO(files["节点 CSV"].decode("utf-8-sig")))
    ]
    assert not [each for each in names if each.startswith(("=", "+", "-", "@"))]
    assert {each.removeprefix("'") for each in names} >= {*ATTACKS}
    book = load_workbook(io.BytesIO(files["XLSX"]))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    for ending, form in (("svg", "SVG"), ("html", "PyVis")):
        file = tmp_path / f"taken.{ending}"
        file.write_bytes(files[form])
        page.goto(file.as_uri())
        page.wait_for_timeout(500)
        assert page.evaluate("window.attacked") is None, form
        assert page.locator("img, a").count() == 0, form
    page.wait_for_selector("body[data-ready]")
    page.fill("#find", "<img")
    page.press("#find", "Enter")
    expect(page.locator("#detail")).to_contain_text(ATTACKS[0])
    assert page.evaluate("window.attacked") is None


def test_addresses_and_questions_run_nothing(page: Page, hostile: str) -> None:
    site = hostile.partition("/#")[0]
    for name, attack in zip(("q", "node", "claim", "path", "group", "hide"), ATTACKS, strict=True):
        page.goto(f"{site}/?{name}#{name}={quote(attack[:2_000])}")
        page.wait_for_selector("body[data-ready]")
    for attack in ATTACKS[:3]:
        page.fill("#query", attack)
        page.press("#query", "Enter")
        expect(page.locator("#panel:not([aria-busy]) .kind")).to_have_text(attack.strip())
    assert page.evaluate("window.attacked") is None
    assert page.locator("main img").count() == 0
