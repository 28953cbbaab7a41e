"""Tells which elements of a page a reader does not see."""

from __future__ import annotations

import re

from lxml import html

_HIDING = (
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:[;!}]|$))"
)
_HIDING_STYLE = re.compile(_HIDING, re.IGNORECASE)
_STYLE_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_ONE_CLASS = re.compile(r"\.([\w-]+)")
# The names that frameworks give to what only screen readers say, and to links past the menu.
_UNSEEN_CLASSES = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "skip-link", "skiplink")
)


class Hidden:
    """What a page hides: by attribute, by style, or by a class that its own style sheet hides."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._classes = set(_UNSEEN_CLASSES)
        for sheet in root.iter("style"):
            rules = _STYLE_RULE.finditer(_without_comments(sheet.text or ""))
            for selectors, content in (found.groups() for found in rules):
                if _HIDING_STYLE.search(content):
                    named = (_ONE_CLASS.fullmatch(each.strip()) for each in selectors.split(","))
                    self._classes.update(found[1] for found in named if found)

    def hides(self, element: html.HtmlElement) -> bool:
        """Whether this element, with all in it, is not shown."""
        if "hidden" in element.attrib:
            return True
        style = element.get("style")
        if style is not None and _HIDING_STYLE.search(style):
            return True
        classes = element.get("class")
        return classes is not None and not self._classes.isdisjoint(classes.split())


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(each.partition("*/")[2] for each in others)
