"""Scanned pages: read nearly as they were printed, or refused with word of what to install."""

from __future__ import annotations

import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest

from graph.errors import DocumentError
from graph.loaders.document import Document
from graph.loaders.reading import read_document
from tests.loaders import formats
from tests.loaders.outlines import SEED

pytest.importorskip("pytesseract", reason="the extra lantu[ocr] is not installed")

# How much of a page's text, character by character, must come out as printed. Tesseract 5.3 with
# its smaller Chinese data reaches 0.99 on this page.
CLOSE = 0.95


def tesseract_reads_chinese() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return "chi_sim" in listed.stdout.split()


needs_recognition = pytest.mark.skipif(
    not tesseract_reads_chinese() or formats.chromium() is None,
    reason="Tesseract with Chinese data, or a browser that prints, is not installed",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of the report on paper: its section on the digital Jinan, as a PDF of one image."""
    folder = tmp_path_factory.mktemp("scan")
    report = SEED.read_text(encoding="utf-8")
    start = report.index("#### （八）")
    text = (
        "### 三、2025年重点工作\n\n" + report[start : report.index("**激发数字经济发展活力", start)]
    )
    (folder / "page.md").write_text(text, encoding="utf-8")
    printed = pypdfium2.PdfDocument(formats.printed(formats.article(text), folder, headers=False))
    image = printed[0].render(scale=200 / 72, grayscale=True).to_pil()
    image.save(folder / "scan.pdf", resolution=200)
    image.save(folder / "scan.png")
    printed.close()
    return folder


def words(document: Document) -> str:
    return "".join("".join(passage.text.split()) for passage in document.passages)


@needs_recognition
@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_a_scanned_page_reads_nearly_as_printed(page: Path, name: str) -> None:
    scanned, printed = read_document(page / name), read_document(page / "page.md")
    assert SequenceMatcher(None, words(scanned), words(printed), autojunk=False).ratio() > CLOSE
    assert [each.title[:6] for each in scanned.sections if each.level] == [
        each.title[:6] for each in printed.sections if each.level
    ]
    assert "recognised" in scanned.remarks[0].text
    for passage in scanned.passages:
        assert "".join(scanned.text[place] for place in passage.offsets) == passage.text


@needs_recognition
def test_without_the_program_it_is_said_what_to_install(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentError, match="tesseract-ocr-chi-sim"):
        read_document(page / "scan.png")
