"""Finds headings that stand on a line without number or markup, above the text they head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graph.loaders.lines import Line
from graph.loaders.structure.headings import HEADLINE, heading
from graph.loaders.structure.layout import Headline as Rules
from graph.loaders.structure.layout import Layout
from graph.loaders.structure.leads import lead_of, names_a_task
from graph.loaders.words import cut

# So many characters on either side of a seam are cut into words.
_REACH = 8


def with_headlines(lines: Sequence[Line], rules: Layout) -> Iterator[Line]:
    """The lines, those marked as headings that are headlines of what follows them.

    The first piece of a paragraph that a page broke looks much the same; it is told by what goes
    before it, by the words that the seam cuts, and by clauses that do not answer each other. Where
    a document has one headline, others may be longer than what they head.
    """
    strictly = [*_marked(lines, rules, strict=True)]
    if any(line.mark == HEADLINE for line in strictly):
        return _marked(lines, rules, strict=False)
    return iter(strictly)


def _marked(lines: Sequence[Line], rules: Layout, strict: bool) -> Iterator[Line]:
    headed = broken = False
    for line, following in pairwise([*lines, None]):
        if line is None:
            continue
        found = heading(line, rules)
        free = headed and not broken and found is None
        if free and following and _heads(line, following, rules, strict):
            yield replace(line, mark=HEADLINE)
            continue
        headed = headed or found is not None
        broken = not found and line.text.rstrip(rules.seam.closers)[-1:] not in rules.seam.ends
        yield line


def _heads(line: Line, following: Line, rules: Layout, strict: bool) -> bool:
    own, text = rules.headline, line.text
    if line.cells or following.cells:
        return False
    if not own.shortest <= len(text) <= own.longest or re.search(own.never, text):
        return False
    return (
        names_a_task(text, rules.lead)
        and following.text[-1] in rules.seam.ends
        and heading(following, rules) is None
        and not _cuts_a_word(text, following.text)
        and (
            lead_of(following, rules.lead) is not None
            or (_balanced(text, own) and (not strict or len(following.text) > len(text)))
        )
    )


def _balanced(text: str, rules: Rules) -> bool:
    """Whether the clauses of a line answer each other, as those of a slogan do; one alone does."""
    lengths = [len(clause) for clause in text.split("，")]
    if len(lengths) == 1:
        return len(text) <= rules.longest_clause
    return min(lengths) > 1 and max(lengths) - min(lengths) <= rules.most_uneven


def _cuts_a_word(before: str, after: str) -> bool:
    """Whether a word goes on from one text to the next."""
    before, after = before[-_REACH:], after[:_REACH]
    return len(before) not in cut(before + after).starts
