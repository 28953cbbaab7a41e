"""What the styles of a Word document say of its paragraphs and runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from graph.loaders.readers.docx_numbers import W

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*(?P<level>\d)|title|标题", re.IGNORECASE)
# Styles that are based on more others than this, one on the next, are not followed further.
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says: the level as a heading, how its words look, the list it belongs to."""

    mark: int = 0
    bold: bool = False
    hidden: bool = False
    list_id: str = ""
    list_level: int = 0


def styles_in(root: etree._Element | None) -> dict[str, Style]:
    """The styles by id, each with what it takes from the style it is based on."""
    if root is None:
        return {}
    elements = {style.get(f"{W}styleId") or "": style for style in root.iter(f"{W}style")}
    return {key: _style(key, elements) for key in elements}


def with_list(element: etree._Element, style: Style) -> Style:
    """The style with the list that a paragraph, or a style, says it belongs to."""
    list_id = value(element.find(f"{W}pPr/{W}numPr/{W}numId"))
    level = value(element.find(f"{W}pPr/{W}numPr/{W}ilvl"))
    if list_id is not None:
        style = replace(style, list_id=list_id)
    if level is not None and re.fullmatch("[0-8]", level):
        style = replace(style, list_level=int(level))
    return style


def value(element: etree._Element | None) -> str | None:
    """What an element of properties says, None where there is none."""
    return None if element is None else element.get(f"{W}val")


def is_on(element: etree._Element) -> bool:
    """Whether a property that can be on or off is on."""
    return (value(element) or "true").lower() not in ("0", "false", "off")


def _style(key: str, elements: dict[str, etree._Element]) -> Style:
    chain: list[etree._Element] = []
    while key in elements and elements[key] not in chain and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[key])
        key = value(elements[key].find(f"{W}basedOn")) or ""
    style = Style()
    for element in reversed(chain):
        style = with_list(element, replace(style, mark=_mark(element) or style.mark))
        bold, hidden = element.find(f"{W}rPr/{W}b"), element.find(f"{W}rPr/{W}vanish")
        style = style if bold is None else replace(style, bold=is_on(bold))
        style = style if hidden is None else replace(style, hidden=is_on(hidden))
    return style


def _mark(element: etree._Element) -> int:
    """The level as a heading that a style gives, 0 where it gives none."""
    named = _HEADING_NAME.fullmatch(value(element.find(f"{W}name")) or "")
    if named:
        return int(named["level"] or 1)
    outline = value(element.find(f"{W}pPr/{W}outlineLvl")) or ""
    return int(outline) + 1 if re.fullmatch("[0-8]", outline) else 0
