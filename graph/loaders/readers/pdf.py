"""PDF: the text of its pages where they hold text, else what is recognised in their images."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import pypdfium2  # type: ignore[import-untyped]

from graph.errors import DocumentError
from graph.loaders.lines import Reading
from graph.loaders.readers import ocr
from graph.loaders.readers.pages import PrintedLine, PrintedTable, write_paragraphs
from graph.loaders.readers.pdf_tables import Grid, grids_of
from graph.loaders.readers.writer import TextWriter

# PDFium must not be called from two threads at once.
_PDFIUM = threading.Lock()
MOST_PAGES = 2000
# A page with fewer characters than this, on average, is an image.
_FEWEST_CHARACTERS = 20
# How long the longer side of a scanned page is drawn for recognition, in pixels: A4 at 300 dots per
# inch, and no more for a page of any size.
_LONGEST_SIDE = 3508


def read(content: bytes, name: str) -> Reading:
    """The paragraphs of a PDF.

    Raises DocumentError where it is damaged, locked by a password, too long, or holds only images
    and no recognition is installed.
    """
    with _PDFIUM:
        try:
            return _read(content, name)
        except pypdfium2.PdfiumError as error:
            raise DocumentError(
                f"{name} cannot be opened as PDF ({error}). It may be damaged or locked by a "
                "password: save it again without one."
            ) from error


def _read(content: bytes, name: str) -> Reading:
    document = pypdfium2.PdfDocument(content)
    try:
        if len(document) > MOST_PAGES:
            raise DocumentError(f"{name} has more than {MOST_PAGES} pages and is refused.")
        printed = [each for number in range(len(document)) for each in _printed(document, number)]
        remarks = []
        if sum(map(_length, printed)) < _FEWEST_CHARACTERS * len(document):
            printed = [*_recognised(document, name)]
            remarks = [ocr.REMARK]
    finally:
        document.close()
    writer = TextWriter()
    write_paragraphs(printed, writer)
    reading = writer.reading(remarks)
    if not reading.lines:
        raise DocumentError(f"{name} is a PDF without any text in it.")
    return reading


def _length(printed: PrintedLine | PrintedTable) -> int:
    if isinstance(printed, PrintedLine):
        return len(printed.words)
    return sum(len(cell.words) for row in printed.rows for cell in row)


def _printed(document: pypdfium2.PdfDocument, number: int) -> Iterator[PrintedLine | PrintedTable]:
    """The lines of a page that holds text, as it gives them, those of a table together."""
    page = document[number]
    text = page.get_textpage()
    height = page.get_height()
    grids = grids_of(page)
    lines = [(start, words, _grid_at(text, start, grids)) for start, words in _lines(text)]
    for start, words, grid in lines:
        if grid:
            grid.fill(words, (_middle(text, start + place) for place in range(len(words))))
    tables = {id(grid) for grid in grids if grid.is_of_records()}
    written: set[int] = set()
    for start, words, grid in lines:
        if grid is None or id(grid) not in tables:
            left, bottom, _, top = text.get_charbox(start, loose=True)
            right = text.get_charbox(start + len(words) - 1, loose=True)[2]
            yield PrintedLine(number, words, left, right, height - top, top - bottom)
        elif id(grid) not in written:
            written.add(id(grid))
            yield PrintedTable(number, grid.cells(), grid.columns)


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    """The words of each line, and the place of their first character on the page."""
    start = 0
    for raw in text.get_text_range(errors="replace").split("\r\n"):
        words = raw.strip()
        first = start + len(raw) - len(raw.lstrip())
        start += len(raw) + 2
        if words:
            yield first, words


def _grid_at(text: pypdfium2.PdfTextPage, place: int, grids: Sequence[Grid]) -> Grid | None:
    if not grids:
        return None
    point = _middle(text, place)
    return next((grid for grid in grids if grid.holds(point)), None)


def _middle(text: pypdfium2.PdfTextPage, place: int) -> tuple[float, float]:
    left, bottom, right, top = text.get_charbox(place)
    return (left + right) / 2, (bottom + top) / 2


def _recognised(document: pypdfium2.PdfDocument, name: str) -> list[PrintedLine]:
    """The lines recognised in the images of the pages."""
    ocr.require(name)
    lines: list[PrintedLine] = []
    for number in range(len(document)):
        page = document[number]
        scale = _LONGEST_SIDE / max(page.get_width(), page.get_height(), 1)
        bitmap = page.render(scale=scale, grayscale=True)
        lines.extend(ocr.lines_in(bitmap.to_pil(), number, name))
    return lines
