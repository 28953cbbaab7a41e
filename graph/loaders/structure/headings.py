"""Finds headings by their numbering, whatever the markup says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.loaders.lines import Line
from graph.loaders.structure.digits import with_digits
from graph.loaders.structure.layout import Layout, Style

# Headings without a number stand outside all that have one.
UNNUMBERED = -1
# A headline, which the lines around it tell, stands inside all that have one; its mark says so.
HEADLINE = 7
_INNERMOST = 50
# A style whose headings are no longer than this also numbers paragraphs.
_ITEM = 30
_STOPS = "。！？!?"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its rank (smaller stands further out), number, words, and the text after it.

    `words` are its title; they may be none. `line` is all of the line it was found in.
    """

    rank: int
    number: str
    words: Line
    line: Line
    rest: Line | None = None
    appendix: bool = False

    @property
    def title(self) -> str:
        """The heading without its number."""
        return self.words.text


def heading(line: Line, rules: Layout) -> Heading | None:
    """The heading that a line is or begins with, or None; its title may be empty."""
    for rank, (style, pattern) in enumerate(rules.styles):
        if found := pattern.match(line.text):
            return _numbered(line, rank, found, style)
    return _unnumbered(line, rules)


def numbered_item(line: Line, rules: Layout) -> int | None:
    """The rank of the style in which a sentence is numbered that only short headings have, or None.

    Where paragraphs are numbered so, a short line among them is one of them and no heading.
    """
    for rank, (style, pattern) in enumerate(rules.styles):
        if pattern.match(line.text):
            short = 0 < style.longest <= _ITEM and not style.run_in
            return rank if short and _first_stop(line.text, len(line.text)) is not None else None
    return None


def _numbered(line: Line, rank: int, found: re.Match[str], style: Style) -> Heading | None:
    number, words = found[0].strip(" 　：:"), line.part(found.end())
    if style.longest == 0:
        return Heading(rank, number, words.part(0, 0), line, words) if words.text else None
    if (text := words.text).endswith(("；", ";")):
        if not style.stop:
            return None
        words = words.part(0, len(text) - 1)
    text = words.text
    stop = _first_stop(text, max(style.run_in, style.longest))
    whole = stop is None or stop == len(text) - 1
    if whole:
        fits = len(text) <= style.longest and (stop is None or style.stop)
        return Heading(rank, number, words.part(0, stop), line) if fits else None
    if stop is None or stop > style.run_in:
        return None
    return Heading(rank, number, words.part(0, stop), line, words.part(stop + 1))


def _first_stop(text: str, within: int) -> int | None:
    """Where the first full stop stands outside quotation marks."""
    depth = 0
    for place, letter in enumerate(text[: within + 1]):
        if letter in "“《（(":
            depth += 1
        elif letter in "”》）)":
            depth = max(0, depth - 1)
        elif letter in _STOPS and depth == 0:
            return place
    return None


def _unnumbered(line: Line, rules: Layout) -> Heading | None:
    text = line.text
    if len(text) > rules.numbering.longest_title:
        return None
    if re.match(rules.numbering.appendix, text):
        words = line.part(0, len(text.rstrip("：:")))
        return Heading(UNNUMBERED, "", words, line, appendix=True)
    if text[-1] in "，、；：。":
        return None
    if line.mark == HEADLINE:
        return Heading(_INNERMOST, "", line, line)
    if line.mark or re.match(rules.numbering.unnumbered, with_digits(text)):
        return Heading(UNNUMBERED, "", line, line)
    return None
