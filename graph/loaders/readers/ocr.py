"""Scanned pages and images: their lines as Tesseract recognises them (extra `lantu[ocr]`)."""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.errors import DocumentError
from graph.loaders.lines import Reading
from graph.loaders.readers.pages import PrintedLine, write_paragraphs
from graph.loaders.readers.writer import TextWriter

if TYPE_CHECKING:
    from PIL.Image import Image

REMARK = "This text was recognised in images of its pages: check names and figures against them."
_LANGUAGE = "chi_sim"
_SECONDS_A_PAGE = 120
# Of a page, in pixels: A4 at 150 dots per inch. Its letters of 16 points are 33 pixels high, which
# Tesseract reads best; at 300 dots it loses headings.
_LONGEST_SIDE = 1754
# Words that Tesseract is less sure of, out of 100, are taken for specks.
_SUREST_SPECK = 10
# Tesseract puts spaces between Chinese characters.
_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef“”‘’]) +| +(?=[\u3000-\u9fff\uff00-\uffef“”‘’])")


def require(name: str) -> None:
    """Raises DocumentError, which says what to install, where nothing here can recognise text."""
    try:
        import pytesseract  # type: ignore[import-untyped]
    except ImportError as error:
        raise DocumentError(
            f"{name} holds images of text. To read it, install lantu[ocr] and the Tesseract "
            "program with its Chinese data (Debian: tesseract-ocr and tesseract-ocr-chi-sim)."
        ) from error
    try:
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, OSError) as error:
        raise DocumentError(
            f"{name} holds images of text. To read it, install the Tesseract program with its "
            "Chinese data (Debian: tesseract-ocr and tesseract-ocr-chi-sim)."
        ) from error
    if _LANGUAGE not in languages:
        raise DocumentError(
            f"{name} holds images of text. Tesseract is installed, but not its Chinese data: "
            "install it (Debian: tesseract-ocr-chi-sim)."
        )


def read(content: bytes, name: str) -> Reading:
    """The paragraphs recognised in an image.

    Raises DocumentError where it is damaged or too large, or nothing is installed to recognise it.
    """
    require(name)
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # What is wrong with an image besides its points is no matter here.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as image:
                lines = list(lines_in(image.convert("L"), 0, name))
    except (
        *(UnidentifiedImageError, Image.DecompressionBombError, OSError),
        *(SyntaxError, ValueError),  # as Pillow calls a broken PNG
    ) as error:
        raise DocumentError(f"{name} is damaged, too large or no image that is known.") from error
    writer = TextWriter()
    write_paragraphs(lines, writer)
    reading = writer.reading([REMARK])
    if not reading.lines:
        raise DocumentError(f"No text was recognised in {name}.")
    return reading


def lines_in(image: Image, page: int, name: str) -> Iterator[PrintedLine]:
    """The lines recognised in an image of a page, which is made smaller, from top to bottom."""
    import pytesseract

    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    # Its threads wait for each other: on a busy machine several take far longer than one.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        found = pytesseract.image_to_data(
            image,
            lang=_LANGUAGE,
            config="--psm 6",
            timeout=_SECONDS_A_PAGE,
            output_type=pytesseract.Output.DICT,
        )
    except (RuntimeError, pytesseract.TesseractError) as error:
        raise DocumentError(f"Page {page + 1} of {name} was not recognised: {error}.") from error
    rows: dict[tuple[int, int, int], list[int]] = {}
    for place, words in enumerate(found["text"]):
        if words.strip() and float(found["conf"][place]) > _SUREST_SPECK:
            key = tuple(found[part][place] for part in ("block_num", "par_num", "line_num"))
            rows.setdefault(key, []).append(place)
    for places in rows.values():
        yield _line(found, places, page)


def _line(found: dict[str, list[Any]], places: list[int], page: int) -> PrintedLine:
    words = _GAP.sub("", " ".join(found["text"][place] for place in places))
    left = min(found["left"][place] for place in places)
    right = max(found["left"][place] + found["width"][place] for place in places)
    top = min(found["top"][place] for place in places)
    heights = sorted(found["height"][place] for place in places)
    return PrintedLine(page, words, left, right, top, heights[len(heights) // 2])
