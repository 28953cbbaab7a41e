"""Lines as they would be set plainly: not printed twice, not spaced, each heading on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.loaders.lines import Line, joined
from graph.loaders.structure.layout import Layout

_SPACED = re.compile(r"(?:\S\s+){3,}\S(?!\S)")
_TWICE = re.compile(r"(?P<once>.{6,60}?)(?P=once)", re.DOTALL)
# Spaced words printed twice, what follows them being their line's.
_SPACED_TWICE = re.compile(r"(?P<once>(?:\S\s{1,9}){2,60}\S)\s*(?P=once)")
_SHORTEST_DOUBLED = 8
# A text in one line has more than one heading or other part to be cut off.
_FEWEST_CUTS = 2
_STAR = re.compile(r"(?<![\dA-Za-z）)])[*＊]+(?=[^\s*＊])|(?<=[.．、])\s*[*＊]+")


def lines_set_plainly(lines: Sequence[Line], rules: Layout) -> Iterator[Line]:
    """The lines, each once, without spaces between characters, cut at headings inside them."""
    for line in lines:
        yield from _cut(_without_stars(_unspaced(_once(line))), rules)


def _once(line: Line) -> Line:
    """A line without the second printing of its words."""
    if found := _TWICE.fullmatch(line.text):
        return line.part(0, found.end("once"))
    if _is_each_twice(line.text):
        return joined([line.part(place, place + 1) for place in range(0, len(line.text), 2)])
    if found := _SPACED_TWICE.match(line.text):
        return joined([line.part(0, found.end("once")), line.part(found.end())])
    return line


def _is_each_twice(text: str) -> bool:
    """Whether each character stands twice in a row: 云云河河市市."""
    return len(text) >= _SHORTEST_DOUBLED and text[::2] == text[1::2]


def _unspaced(line: Line) -> Line:
    """A line without the spaces it is set with, where it begins with spaced characters."""
    found = _SPACED.match(line.text)
    if found is None or not re.search("[\u4e00-\u9fff]", found[0]):
        return line
    kept = [place for place in range(found.end()) if not line.text[place].isspace()]
    spaced = [line.part(place, place + 1) for place in kept]
    rest = line.part(found.end())
    return joined([*spaced, rest] if rest.text else spaced)


def _without_stars(line: Line) -> Line:
    """A line without the stars that mark items (1.*新增…、*建设…); 2*66 keeps its own."""
    if "*" not in line.text and "＊" not in line.text:
        return line
    edges = [0]
    for found in _STAR.finditer(line.text):
        edges += found.span()
    edges.append(len(line.text))
    parts = [line.part(*span) for span in zip(edges[::2], edges[1::2], strict=True)]
    parts = [part for part in parts if part.text]
    return joined(parts) if parts else line


def _cut(line: Line, rules: Layout) -> Iterator[Line]:
    """A line that holds several headings, cut before and behind each."""
    numbering = rules.numbering
    if re.match(numbering.first_inline, line.text):
        cuts = {found.start() for found in re.finditer(numbering.next_inline, line.text)}
    else:
        patterns = (numbering.inline_start, numbering.inline)
        cuts = {found.end() for each in patterns for found in re.finditer(each, line.text)}
        if len(cuts - {len(line.text)}) < _FEWEST_CUTS:
            yield line
            return
        cuts |= {found.end() for found in re.finditer(numbering.inline_inner, line.text)}
    edges = [0, *sorted(cuts - {0, len(line.text)}), len(line.text)]
    for start, end in pairwise(edges):
        part = line.part(start, end)
        if part.text:
            yield part
