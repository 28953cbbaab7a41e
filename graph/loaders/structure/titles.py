"""Finds the title of a document among its first lines, on one line or on several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.loaders.lines import Line
from graph.loaders.structure.dates import day_in
from graph.loaders.structure.digits import with_digits
from graph.loaders.structure.headings import heading
from graph.loaders.structure.layout import Front, Layout
from graph.loaders.structure.places import place_in

# A longer line is no title.
_LONGEST = 200
_STOPS = "。！？；：，、.;:,!?"


@dataclass(frozen=True, slots=True)
class Title:
    """A title, empty where there is none, and the texts of lines that say it or a part of it."""

    text: str
    lines: frozenset[str]


def title_of(lines: Sequence[Line], rules: Layout) -> Title:
    """The title by its words, by its markup, or else the first line where that looks like one."""
    candidates = _candidates(lines, rules)
    texts = ["".join(_plain(part, rules.front) for part in parts) for parts in candidates]
    title = max(texts, key=len, default="")
    said = (parts for parts, text in zip(candidates, texts, strict=True) if text in title)
    return Title(title, frozenset(part for parts in said for part in parts))


def _candidates(lines: Sequence[Line], rules: Layout) -> list[tuple[str, ...]]:
    """The lines that can be the title, each with those above it that it goes on from."""
    # A row of a table heads its columns, not the document.
    lines = [line for line in lines if not line.cells]
    bare = [_plain(line.text, rules.front) for line in lines]
    numbered = [_is_numbered(line, rules) for line in lines]
    told = [
        place
        for place, text in enumerate(bare)
        if re.fullmatch(rules.front.title, text)
        and not re.match(rules.front.no_title, text)
        and not numbered[place]
    ]
    if not told:
        told = [
            at for at, line in enumerate(lines) if re.match(rules.front.labelled_title, line.text)
        ]
    # What looks like a heading without a number is the title only where nothing else is.
    told = [place for place in told if not _is_part(bare[place], rules)] or told[:1]
    if told:
        return [_with_above(lines, place, rules.front) for place in told]
    marked = [
        line.text
        for line, text, number in zip(lines, bare, numbered, strict=True)
        if line.mark == 1 and text and not number
    ]
    if marked:
        return [(marked[0],)]
    described = re.compile(rules.furniture.metadata)
    first = next((at for at, line in enumerate(lines) if not described.match(line.text)), None)
    if first is None or numbered[first] or not _looks_like_one(lines[first].text, rules.front):
        return []
    return [(lines[first].text,)]


def _looks_like_one(text: str, rules: Front) -> bool:
    fits = len(text) <= rules.longest_title and text[-1] not in _STOPS
    return fits and not day_in(text) and not re.match(rules.no_title, text)


def _with_above(lines: Sequence[Line], place: int, rules: Front) -> tuple[str, ...]:
    """A line of the title with the lines above it that it cannot do without."""
    first = place
    while first and _goes_on(lines[first - 1].text, lines[first].text, rules):
        first -= 1
    return tuple(line.text for line in lines[first : place + 1])


def _goes_on(above: str, text: str, rules: Front) -> bool:
    if len(above) > rules.longest_title or above[-1] in _STOPS:
        return False
    if above.count("《") > above.count("》"):
        return True
    heads = re.fullmatch(rules.office, above) or place_in(above, rules.places) != ("", "")
    return bool(re.match(rules.continued, text) and heads)


def _is_part(text: str, rules: Layout) -> bool:
    return re.match(rules.numbering.unnumbered, with_digits(text)) is not None


def _is_numbered(line: Line, rules: Layout) -> bool:
    found = heading(line, rules)
    return found is not None and found.number != ""


def _plain(text: str, rules: Front) -> str:
    """A title without what a web page puts around it, and not spaced.

    政策解读丨…, 标题：…, …_某某市人民政府; 政 府 工 作 报 告.
    """
    if len(text) > _LONGEST:
        return text
    text = re.sub(rules.around_title, "", text).strip()
    parts = text.split()
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else text
