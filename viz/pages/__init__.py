"""Pages that the server makes, from the templates beside this module."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.model import NODE_LABELS
from graph.workspace import Loaded
from viz.palette import palette
from viz.reading import Chapter
from viz.words import Language, words

_PAGES = Environment(
    loader=PackageLoader("viz", "pages"), autoescape=True, undefined=StrictUndefined
)


def document_page(document: Loaded, chapters: Sequence[Chapter], language: Language) -> str:
    """A document as it is read, as HTML."""
    counts: dict[str, int] = {}
    for chapter in chapters:
        for paragraph in chapter.paragraphs:
            for mark in paragraph.marks:
                if mark.kind:
                    counts[mark.kind] = counts.get(mark.kind, 0) + 1
    return _PAGES.get_template("document.html").render(
        document=document,
        chapters=chapters,
        kinds=[
            (style, counts[style.label]) for style in palette().values() if style.label in counts
        ],
        **_shared(language),
    )


def kinds_style() -> str:
    """The colours of the kinds as a style sheet."""
    return "\n".join(
        f".kind-{style.label} {{ --colour: {style.colour}; --tone: {style.ink}; }}"
        for style in palette().values()
    )


def _shared(language: Language) -> dict[str, object]:
    own = words(language)
    return {
        "t": lambda key, **values: own[key].format(**values),
        "kind_title": lambda kind: _kind_title(kind, language),
        "lang": "zh-CN" if language == "zh" else "en",
        "other": "en" if language == "zh" else "zh",
    }


def _kind_title(kind: str, language: Language) -> str:
    return NODE_LABELS[kind].title if language == "zh" else words("en")[f"kind.{kind}"]
