"""The same report gives the same facts whatever format it comes in."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pypdfium2
import pytest

from graph.folding import fold
from graph.loaders.extraction import default_extractor
from graph.loaders.facts import Entity, Fact, Indicator, Relation
from graph.loaders.reading import read_document
from tests.loaders import formats
from tests.loaders.outlines import SEED

REPORT = SEED.read_text(encoding="utf-8")
# How many of a scanned page's facts must be those of the printed page.
CLOSE = 0.8


def contents(path: Path) -> list[tuple[str, ...]]:
    """What is said, without where in the file and without how spaces are set."""
    return sorted(_content(fact) for fact in default_extractor().extract(read_document(path)))


def _content(fact: Fact) -> tuple[str, ...]:
    given = dataclasses.asdict(fact)
    del given["evidence"], given["confidence"]
    return type(fact).__name__, *(fold(str(value)) for value in given.values())


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, ...]]:
    facts = contents(SEED)
    kinds = {kind.__name__ for kind in (Entity, Indicator, Relation)}
    assert {fact[0] for fact in facts} == kinds
    return facts


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.txt", formats.plain(REPORT).encode("gb18030")),
        ("report.html", formats.web_page(REPORT).encode()),
        ("report.docx", formats.word(REPORT)),
    ],
)
def test_facts_do_not_depend_on_the_format(
    tmp_path: Path, expected: list[tuple[str, ...]], name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert contents(path) == expected


@pytest.mark.skipif(formats.chromium() is None, reason="no browser here prints PDF")
def test_facts_of_a_printed_report(tmp_path: Path, expected: list[tuple[str, ...]]) -> None:
    assert contents(formats.printed(formats.article(REPORT), tmp_path)) == expected


@pytest.mark.skipif(
    formats.chromium() is None or shutil.which("tesseract") is None,
    reason="Tesseract, or a browser that prints, is not installed",
)
def test_facts_of_a_scanned_page_are_nearly_those_printed(tmp_path: Path) -> None:
    pytest.importorskip("pytesseract")
    start = REPORT.index("#### （八）")
    text = (
        "### 三、2025年重点工作\n\n" + REPORT[start : REPORT.index("**激发数字经济发展活力", start)]
    )
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    printed = pypdfium2.PdfDocument(formats.printed(formats.article(text), tmp_path, headers=False))
    printed[0].render(scale=200 / 72, grayscale=True).to_pil().save(tmp_path / "scan.png")
    printed.close()
    given, read = contents(tmp_path / "page.md"), contents(tmp_path / "scan.png")
    same = len(set(given) & set(read))
    print(f"{same} of {len(given)} facts, {len(read)} read")
    assert same / max(len(given), len(read)) > CLOSE
