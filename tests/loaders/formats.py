"""Makes a Markdown report into the other formats that are read."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

Run = tuple[str, bool]

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraphs(markdown: str) -> Iterator[tuple[int, list[Run]]]:
    """The paragraphs of a Markdown text: level as a heading (0 for none) and runs."""
    for line in markdown.splitlines():
        words = re.sub(r"</?su[bp]>", "", line.strip())
        mark = len(words) - len(words.lstrip("#"))
        if words:
            parts = words.lstrip("#").strip().split("**")
            yield mark, [(part, bool(place % 2)) for place, part in enumerate(parts) if part]


def plain(markdown: str) -> str:
    """The report as plain text, a paragraph a line."""
    return "\n".join("".join(words for words, _ in runs) for _, runs in paragraphs(markdown))


def wrapped(markdown: str, width: int = 30) -> str:
    """The report as text broken after so many characters, its paragraphs indented."""
    lines = (f"　　{line}" for line in plain(markdown).splitlines())
    return "\n".join(
        line[start : start + width] for line in lines for start in range(0, len(line), width)
    )


def article(markdown: str) -> str:
    """The report as a page with nothing around it."""
    body = "".join(
        f"<h{mark}>{_inline(runs)}</h{mark}>\n" if mark else f"<p>　　{_inline(runs)}</p>\n"
        for mark, runs in paragraphs(markdown)
    )
    style = "body { font-family: 'Noto Serif CJK SC'; font-size: 12pt }"
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>政府工作报告</title>"
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def web_page(markdown: str) -> str:
    """The report as a page of a government site, with its furniture."""
    before = (
        "<body><script>document.write('。')</script>"
        "<nav><a href='/'>首页</a> &gt; <a href='/zw'>政务公开</a></nav>"
        "<ul><li><a href='/a'>要闻动态</a></li><li><a href='/b'>政策文件</a></li></ul>"
        "<div id='content'>"
    )
    after = "</div><div>【<a href='#'>打印</a>】</div><footer>版权所有</footer></body>"
    return article(markdown).replace("<body>", before).replace("</body>", after)


def _inline(runs: list[Run]) -> str:
    return "".join(
        f"<strong>{html.escape(words)}</strong>" if bold else html.escape(words)
        for words, bold in runs
    )


def word(markdown: str) -> bytes:
    """The report as DOCX: headings by style, leads in bold."""
    body = "".join(_word_paragraph(mark, runs) for mark, runs in paragraphs(markdown))
    return archive(
        {
            "word/document.xml": f"<w:document xmlns:w='{NAMESPACE}'><w:body>{body}</w:body>"
            "</w:document>",
            "word/styles.xml": f"<w:styles xmlns:w='{NAMESPACE}'>"
            + "".join(
                f"<w:style w:type='paragraph' w:styleId='{level}'><w:name w:val='heading {level}'/>"
                "</w:style>"
                for level in range(1, 7)
            )
            + "</w:styles>",
        }
    )


def _word_paragraph(mark: int, runs: list[Run]) -> str:
    style = f"<w:pPr><w:pStyle w:val='{mark}'/></w:pPr>" if mark else ""
    return f"<w:p>{style}{''.join(_word_run(*run) for run in runs)}</w:p>"


def _word_run(words: str, bold: bool) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:r>{weight}<w:t xml:space='preserve'>{html.escape(words)}</w:t></w:r>"


def archive(members: dict[str, str]) -> bytes:
    """A ZIP archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def chromium() -> str | None:
    """The browser that prints PDF, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def printed(page: str, folder: Path, *, headers: bool = True) -> Path:
    """A page printed to PDF by a browser, with page numbers and titles if `headers`."""
    browser = chromium()
    assert browser is not None
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
    ]
    subprocess.run(
        [
            browser,
            *options,
            *([] if headers else ["--no-pdf-header-footer"]),
            f"--print-to-pdf={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return target
