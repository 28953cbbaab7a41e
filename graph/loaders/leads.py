"""Finds the words that head a paragraph and name its task, bold in the source or not."""

from __future__ import annotations

import re

from graph.loaders.layout import Lead as Rules
from graph.loaders.lines import Line, Span

_STOPS = re.compile(r"[。！？]")
# A bold lead may be longer than one that is told by its words alone.
_LONGEST_BOLD = 60


def lead_of(paragraph: Line, rules: Rules) -> Span | None:
    """The span of the words that head a paragraph, without its full stop, or None."""
    return _bold_lead(paragraph) or _plain_lead(paragraph.text, rules)


def stands_alone(text: str, rules: Rules) -> bool:
    """Whether a paragraph is nothing but a sentence that heads the next one."""
    start = _after(rules.introduction, text, 0)
    return (
        len(text) - start <= rules.longest_alone
        and _STOPS.search(text, start) is not None
        and _STOPS.search(text, start, len(text) - 1) is None
        and _is_lead(text[start:-1], rules)
    )


def pieces(paragraph: Line, rules: Rules) -> list[Line]:
    """A paragraph cut before each lead in it."""
    return [paragraph]


def without_bullet(line: Line, rules: Rules) -> Line:
    """The line without the dash or star that makes it an item of a list."""
    found = re.match(rules.bullet, line.text)
    return line.part(found.end()) if found and found.end() < len(line.text) else line


def _bold_lead(paragraph: Line) -> Span | None:
    if not paragraph.bold or paragraph.bold[0][0] != 0:
        return None
    end = paragraph.bold[0][1]
    words = paragraph.text[:end].rstrip("。：:！ ")
    closed = len(words) < end or paragraph.text[end : end + 1] in "。：:"
    return (0, len(words)) if closed and 0 < len(words) <= _LONGEST_BOLD else None


def _plain_lead(text: str, rules: Rules) -> Span | None:
    start = _after(rules.item, text, 0)
    start = _after(rules.introduction, text, start)
    found = _STOPS.search(text, start, start + rules.longest + 1)
    if found is None or found.end() >= len(text):
        return None
    words = text[start : found.start()]
    return (start, found.start()) if _is_lead(words, rules) else None


def _is_lead(words: str, rules: Rules) -> bool:
    outside = re.sub("“[^”]*”", "“”", words)
    return (
        len(words) >= rules.shortest
        and re.match(rules.never, words) is None
        and re.search(rules.nowhere, outside) is None
    )


def _after(pattern: str, text: str, start: int) -> int:
    found = re.compile(pattern).match(text, start)
    return found.end() if found else start
