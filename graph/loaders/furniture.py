"""Leaves out what stands on a web page around a document: buttons, sources, captions, links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.loaders.layout import Furniture
from graph.loaders.lines import Line


def without_furniture(lines: Sequence[Line], rules: Furniture) -> list[Line]:
    """The lines that belong to the document."""
    anywhere = re.compile(rules.patterns)
    before = re.compile(rules.before)
    after = re.compile(rules.after)
    head = head_length(lines, rules)
    kept = []
    for place, line in enumerate(lines):
        if place > head and after.match(line.text):
            break
        if line.text in rules.words or anywhere.match(line.text):
            continue
        if place < head and before.match(line.text):
            continue
        kept.append(line)
    return kept


def head_length(lines: Sequence[Line], rules: Furniture) -> int:
    """How many lines stand before the speech begins; 0 where no speech is seen to begin."""
    opening = re.compile(rules.opening)
    for place, line in enumerate(lines[: rules.head_lines]):
        if opening.match(line.text):
            return place
    return 0
