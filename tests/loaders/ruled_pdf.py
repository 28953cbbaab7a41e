"""Writes a PDF with a ruled table, as an office program prints it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_WIDTH, _HEIGHT, _MARGIN, _ROW, _SIZE = 842, 595, 40, 18, 8
_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>"
    "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/ItalicAngle 0"
    "/Ascent 880/Descent -120/CapHeight 880/StemV 80/FontBBox[0 -120 1000 880]>>>>]>>"
)


def ruled(
    rows: Sequence[Sequence[str]], before: Sequence[str], after: Sequence[str], a_page: int = 24
) -> bytes:
    """Lines of text, a table of which each page repeats the first row, and lines of text again."""
    head, *others = rows
    parts = [others[start : start + a_page] for start in range(0, len(others), a_page)] or [[]]
    return pdf(
        _page(
            [head, *part],
            before if number == 0 else (),
            after if number == len(parts) - 1 else (),
        )
        for number, part in enumerate(parts)
    )


def _page(rows: Sequence[Sequence[str]], before: Sequence[str], after: Sequence[str]) -> str:
    columns = len(rows[0])
    wide = (_WIDTH - 2 * _MARGIN) / columns
    height = _HEIGHT - _MARGIN
    drawn = []
    for words in filter(None, before):
        drawn.append(text(words, _MARGIN, height))
        height -= 2 * _SIZE
    top = height
    for row in rows:
        drawn.extend(
            text(words, _MARGIN + wide * column + 2, height - _ROW + 5)
            for column, words in enumerate(row)
            if words
        )
        height -= _ROW
    places = [_MARGIN + wide * column for column in range(columns + 1)]
    drawn.extend(f"{place} {top} m {place} {height} l S" for place in places)
    heights = [top - _ROW * number for number in range(len(rows) + 1)]
    drawn.extend(f"{places[0]} {each} m {places[-1]} {each} l S" for each in heights)
    for words in filter(None, after):
        height -= 2 * _SIZE
        drawn.append(text(words, _MARGIN, height))
    return "\n".join(drawn)


def text(words: str, across: float, height: float) -> str:
    """What draws words at a place of a page, in points from its lower left corner."""
    written = words.encode("utf-16-be").hex()
    return f"BT /F {_SIZE} Tf {across} {height} Td <{written}> Tj ET"


def pdf(pages: Iterable[str]) -> bytes:
    """A PDF of pages of which these are the contents, A4 across, in a font that has Chinese."""
    contents = [*pages]
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        _FONT,
    ]
    for number, content in enumerate(contents):
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_WIDTH} {_HEIGHT}]"
            f"/Contents {first + 2 * number + 1} 0 R/Resources<</Font<</F 3 0 R>>>>>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
        ]
    written, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj{each}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(written)}\n%%EOF"
    ).encode()
