"""Finds the words that head a paragraph and name its task, bold in the source or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.loaders.lines import Line, Span
from graph.loaders.structure.layout import Lead as Rules

_SENTENCE = re.compile(r"[^。！？]*(?:[。！？]+[”’）)]*|$)")
_STOPS = "。！？"


def with_leads(paragraph: Line, run_in: bool, rules: Rules) -> Iterator[tuple[Line, Span | None]]:
    """A paragraph cut before each lead in it, each piece with the span of its lead, if it has one.

    `run_in` says that it stands behind its section's heading on one line. Then the heading has
    said what it is about, and it is cut into tasks only where it names several.
    """
    cuts = [0, *_items(paragraph.text, rules)]
    if len(cuts) == 1 and run_in:
        named = _tasks(paragraph.text, rules)
        if named:
            cuts = sorted({0, *named})
        for start, end in _spans(cuts, len(paragraph.text)):
            piece = paragraph.part(start, end)
            yield piece, _plain_lead(piece.text, rules) if start in named else None
        return
    for start, end in _spans(cuts, len(paragraph.text)):
        piece = paragraph.part(start, end)
        yield piece, lead_of(piece, rules)


def lead_of(paragraph: Line, rules: Rules) -> Span | None:
    """The span of the words that head a paragraph, without its full stop, or None."""
    return _bold_lead(paragraph, rules) or _plain_lead(paragraph.text, rules)


def stands_alone(text: str, rules: Rules) -> bool:
    """Whether a paragraph is nothing but a sentence that heads the next one."""
    start = _after(rules.introduction, text, 0)
    return (
        len(text) - start <= rules.longest_alone
        and text[-1] in _STOPS
        and not any(stop in text[start:-1] for stop in _STOPS)
        and names_a_task(text[start:-1], rules)
    )


def without_bullet(line: Line, rules: Rules) -> Line:
    """The line without the dash or star that makes it an item of a list."""
    found = re.match(rules.bullet, line.text)
    return line.part(found.end()) if found and found.end() < len(line.text) else line


def _spans(cuts: Sequence[int], end: int) -> Iterator[Span]:
    return pairwise([*cuts, end])


def _items(text: str, rules: Rules) -> list[int]:
    """Where numbered items (一是, 二要) with leads of their own begin after the first sentence."""
    item = re.compile(rules.item)
    starts = (found.start() for found in _SENTENCE.finditer(text) if found.start())
    return [
        start
        for start in starts
        if item.match(text, start) and _plain_lead(text[start : start + 2 * rules.longest], rules)
    ]


def _tasks(text: str, rules: Rules) -> list[int]:
    """Where the short sentences stand that name the tasks of a long paragraph, two at least."""
    spans = [found.span() for found in _SENTENCE.finditer(text) if found[0]]
    short = [start for start, end in spans if _is_task(text[start:end], rules)]
    tasks = [
        start
        for start, following in _spans(short, len(text))
        if following - start >= rules.shortest_task
    ]
    early = [start for start, _ in spans[: rules.before_tasks + 1]]
    return tasks if len(tasks) > 1 and tasks[0] in early else []


def _is_task(sentence: str, rules: Rules) -> bool:
    words = sentence.rstrip(_STOPS)
    return (
        len(words) <= rules.longest_task
        and "，" not in words
        and re.match(rules.never_task, words) is None
        and names_a_task(words, rules)
    )


def _bold_lead(paragraph: Line, rules: Rules) -> Span | None:
    text = paragraph.text
    start = _after(rules.item, text, 0)
    if not paragraph.bold or paragraph.bold[0][0] > start:
        return None
    end = paragraph.bold[0][1]
    words = text[start:end].rstrip("。：:！ ")
    if re.match(rules.box, words):
        return None
    closed = start + len(words) < end or text[end : end + 1] in "。：:"
    return (start, start + len(words)) if closed and 0 < len(words) <= rules.longest_bold else None


def _plain_lead(text: str, rules: Rules) -> Span | None:
    start = _after(rules.introduction, text, _after(rules.item, text, 0))
    found = re.compile(f"[{_STOPS}]").search(text, start, start + rules.longest + 1)
    if found is None or found.end() >= len(text):
        return None
    return (start, found.start()) if names_a_task(text[start : found.start()], rules) else None


def names_a_task(words: str, rules: Rules) -> bool:
    """Whether words can head something: they state a task, and neither a figure nor a finding."""
    outside_quotes = re.sub("“[^”]*”", "“”", words)
    return (
        len(words) >= rules.shortest
        and re.match(rules.never, words) is None
        and re.search(rules.nowhere, outside_quotes) is None
    )


def _after(pattern: str, text: str, start: int) -> int:
    found = re.compile(pattern).match(text, start)
    return found.end() if found else start
