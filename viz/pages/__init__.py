"""Pages that the server makes, from the templates beside this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.model import NODE_LABELS
from graph.queries.catalogue import read_columns
from graph.workspace import Loaded
from viz.address import Address
from viz.palette import palette
from viz.reading import Chapter
from viz.remarks import remark_in
from viz.vendor import plotly_style_id
from viz.words import Language, words

PAGES: Sequence[tuple[str, str]] = (
    ("graph", "/"),
    ("tables", "/tables/projects"),
    ("matrix", "/matrix"),
    ("track", "/track"),
    ("compare", "/compare"),
    ("goals", "/goals"),
    ("areas", "/areas"),
    ("agencies", "/agencies"),
    ("links", "/links"),
    ("collection", "/collection"),
)
"""The pages that every page leads to, by the key of their name."""
_TEMPLATES = Environment(
    loader=PackageLoader("viz", "pages"), autoescape=True, undefined=StrictUndefined
)
COUNTED: Mapping[str, tuple[str, str]] = {
    "located": ("in-area", "area"),
    "answers": ("duties-of-agency", "agency"),
    "concluded": ("duties-of-agency", "agency"),
}
"""The columns that count, each with the query that lists what is counted, and its parameter."""
_SIGNS = {"approx": "≈", "at_least": "≥", "at_most": "≤"}


def page(template: str, language: Language, address: Address, **values: object) -> str:
    """The page that a template makes of some values, in the reader's language, as HTML."""
    shared = _shared(language, address)
    return _TEMPLATES.get_template(f"{template}.html").render({**shared, **values})


def document_page(
    document: Loaded, chapters: Sequence[Chapter], language: Language, address: Address
) -> str:
    """A document as it is read, as HTML."""
    counts: dict[str, int] = {}
    for chapter in chapters:
        for paragraph in chapter.paragraphs:
            for mark in paragraph.marks:
                if mark.kind:
                    counts[mark.kind] = counts.get(mark.kind, 0) + 1
    kinds = [(style, counts[style.label]) for style in palette().values() if style.label in counts]
    return page("document", language, address, document=document, chapters=chapters, kinds=kinds)


def kinds_style() -> str:
    """The colours of the kinds as a style sheet."""
    return "\n".join(
        f".kind-{style.label} {{ --colour: {style.colour}; --tone: {style.ink}; }}"
        for style in palette().values()
    )


def column_title(column: str, language: Language) -> str:
    """The heading of a column."""
    own = words(language)
    known = read_columns().get(column)
    chinese = known.meaning_zh if known and language == "zh" else None
    return own.get(f"column.{column}") or chinese or column.replace("_", " ").capitalize()


def value_in_words(column: str, value: object, language: Language) -> str:
    """A value of a column as a reader reads it."""
    match value:
        case None | "" | 0:
            return ""
        case list() | tuple():
            joint = "、" if language == "zh" else ", "
            return joint.join(value_in_words(column, each, language) for each in value)
        case float():
            return f"{value:g}"
    own, text = words(language), str(value)
    if column == "kind" and text in NODE_LABELS:
        return kind_title(text, language)
    said = own.get(f"{column}.{text}") or own.get(f"value.{text}")
    return said or (text.replace("_", " ") if f"value.{text}" in words("zh") else text)


def figure(row: Mapping[str, object]) -> str:
    """A figure as it is written, with what bounds it."""
    value, unit = row.get("value") or "", row.get("unit") or ""
    sign = _SIGNS.get(str(row.get("qualifier")), "") if value else ""
    arrow = "↓" if value and row.get("direction") == "down" else ""
    return f"{sign}{arrow}{value}{unit}"


def kind_title(kind: str, language: Language) -> str:
    """The name of a kind of node."""
    return NODE_LABELS[kind].title if language == "zh" else words("en")[f"kind.{kind}"]


def _shared(language: Language, address: Address) -> dict[str, object]:
    own = words(language)

    def t(key: str, **values: object) -> str:
        return own.get(key, key.rpartition(".")[2]).format(**values)

    return {
        "t": t,
        "kind_title": lambda kind: kind_title(kind, language),
        "column_title": lambda column: column_title(column, language),
        "said": lambda column, value: value_in_words(column, value, language),
        "remark": lambda text: remark_in(text, language),
        "shape": lambda kind: palette()[kind].shape,
        "figure": figure,
        "counted": COUNTED,
        "plotly_style_id": plotly_style_id,
        "lang": "zh-CN" if language == "zh" else "en",
        "other": "en" if language == "zh" else "zh",
        "asked_language": address.first("lang"),
        "address": address,
        "to": address.to,
        "here": address.path,
        "pages": PAGES,
    }
