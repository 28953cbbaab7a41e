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
_SPACED_TWICE = re.compile(r"(?P<once>(?:\S\s+){2,}\S)\s*(?P=once)")
_STAR = re.compile(r"(?<![\dA-Za-z）)])[*＊]+(?=[^\s*＊])|(?<=[.．、])\s*[*＊]+")


def lines_set_plainly(lines: Sequence[Line], rules: Layout) -> Iterator[Line]:
    """The lines, each once, without spaces between characters, cut at headings inside them."""
    for line in lines:
        yield from _cut(_without_stars(_unspaced(_once(line))), rules)


def _once(line: Line) -> Line:
    """A line without the second printing of its words."""
    if found := _TWICE.fullmatch(line.text):
        return line.part(0, found.end("once"))
    if found := _SPACED_TWICE.match(line.text):
        return joined([line.part(0, found.end("once")), line.part(found.end())])
    return line


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
    cuts = {found.start() for found in re.finditer(rules.numbering.inline_start, line.text)}
    cuts |= {found.end() for found in re.finditer(rules.numbering.inline, line.text)}
    edges = [0, *sorted(cuts - {0, len(line.text)}), len(line.text)]
    if len(edges) < 4:
        yield line
        return
    for start, end in pairwise(edges):
        part = line.part(start, end)
        if part.text:
            yield part
