"""Small files that take far more to read than their size tells."""

from __future__ import annotations

from tests.loaders import formats


def nested_forms(depth: int = 12, fan: int = 10) -> bytes:
    """A PDF of one page whose text is drawn `fan` to the power of `depth` times."""
    draw = "/X Do " * fan
    text = "BT /F 12 Tf 10 10 Td (abcdefgh) Tj ET"
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        "/Resources<</XObject<</X 5 0 R>>>>>>",
        f"<</Length {len(draw)}>>stream\n{draw}\nendstream",
        *(
            "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]"
            f"/Resources<</XObject<</X {number} 0 R>>>>/Length {len(draw)}>>"
            f"stream\n{draw}\nendstream"
            for number in range(6, 5 + depth)
        ),
        "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]"
        f"/Resources{font}/Length {len(text)}>>stream\n{text}\nendstream",
    ]
    content, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj{each}endobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{content}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(content)}\n%%EOF"
    ).encode()


def many_paragraphs(count: int = 1_500_000) -> bytes:
    """A DOCX of one character a paragraph, of which an archive keeps next to nothing."""
    body = "<w:p><w:r><w:t>字</w:t></w:r></w:p>" * count
    return formats.archive(
        {
            "word/document.xml": f"<w:document xmlns:w='{formats.NAMESPACE}'><w:body>{body}"
            "</w:body></w:document>"
        }
    )
