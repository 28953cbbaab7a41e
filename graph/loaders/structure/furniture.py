"""Leaves out what stands on a web page around a document: buttons, sources, captions, links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.loaders.lines import Line
from graph.loaders.structure.dates import day_in
from graph.loaders.structure.layout import Furniture


def without_furniture(lines: Sequence[Line], rules: Furniture) -> list[Line]:
    """The lines that belong to the document."""
    lines = _without_contents(lines, rules)
    head = head_length(lines, rules)
    after = re.compile(rules.after)
    end = next(
        (place for place, line in enumerate(lines) if place > head and after.match(line.text)),
        len(lines),
    )
    return [*_head(lines[:head], rules), *_without_buttons(lines[head:end], rules)]


def without_metadata(lines: Sequence[Line], rules: Furniture) -> list[Line]:
    """The lines without those at their beginning that describe the document (文号：…)."""
    pattern = re.compile(rules.metadata)
    first, rest = lines[: rules.head_lines], lines[rules.head_lines :]
    return [*(line for line in first if not pattern.match(line.text)), *rest]


def _without_contents(lines: Sequence[Line], rules: Furniture) -> Sequence[Line]:
    """The lines without a table of contents: the headings that come again below it."""
    pattern = re.compile(rules.contents)
    for place, line in enumerate(lines[:-1]):
        if pattern.fullmatch(line.text):
            texts = ["".join(each.text.split()) for each in lines[place + 1 :]]
            again = next((at for at, text in enumerate(texts) if at and text == texts[0]), 0)
            return [*lines[:place], *lines[place + 1 + again :]]
    return lines


def _without_buttons(lines: Sequence[Line], rules: Furniture) -> list[Line]:
    pattern = re.compile(rules.patterns)
    return [line for line in lines if line.text not in rules.words and not pattern.match(line.text)]


def _head(lines: Sequence[Line], rules: Furniture) -> list[Line]:
    """The lines before the speech, without labels and their values, captions and repetitions."""
    label, before = re.compile(rules.label), re.compile(rules.before)
    values = {after.text for line, after in pairwise(lines) if label.fullmatch(line.text)}
    kept: dict[str, Line] = {}
    for line in _without_buttons(lines, rules):
        if line.text not in values and not before.match(line.text):
            kept.setdefault(line.text, line)
    return list(kept.values())


def head_length(lines: Sequence[Line], rules: Furniture) -> int:
    """How many lines stand before the speech begins; 0 where no speech is seen to begin."""
    opening = re.compile(rules.opening)
    for place, line in enumerate(lines[: rules.head_lines]):
        if opening.match(line.text):
            return place
        if len(line.text) > rules.longest_in_head:
            return 0
    return 0


def day_of_page(lines: Sequence[Line], rules: Furniture) -> str:
    """The day that a line in the head of a page gives (发布时间：), empty where none does."""
    texts = [line.text for line in lines[: rules.head_lines]]
    for text, after in pairwise([*texts, ""]):
        found = re.match(rules.dated, text)
        if found and (day := day_in(text[found.end() :] or after)):
            return day
    return ""
