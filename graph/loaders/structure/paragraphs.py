"""Makes paragraphs of lines: joined where a page broke them, with what stands alone above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.loaders.document import Remark
from graph.loaders.lines import Line, joined
from graph.loaders.structure.furniture import head_length
from graph.loaders.structure.headings import Heading, heading, numbered_item
from graph.loaders.structure.headlines import with_headlines
from graph.loaders.structure.layout import Layout
from graph.loaders.structure.leads import lead_of, stands_alone, without_bullet
from graph.loaders.structure.seams import mend

Block = tuple[Heading | None, Line]


def blocks(source: str, lines: Sequence[Line], rules: Layout) -> tuple[list[Block], list[Remark]]:
    """The headings and paragraphs of a document, and a remark on each paragraph that breaks off.

    The lines before the speech stand each for itself.
    """
    head = head_length(lines, rules.furniture)

    def begins(line: Line) -> bool:
        return _begins(line, rules)

    def complete(line: Line) -> bool | None:
        if line.cells:
            return True
        found = heading(line, rules)
        if found is None or found.rest is not None:
            return None
        return found.title != "" or line.mark > 0

    told = [*with_headlines(lines[head:], rules)]
    mended, broken = mend(source, told, begins, complete, rules.seam)
    gathered = _Gathering(rules)
    for line in (*lines[:head], *mended):
        gathered.add(line if line.cells else without_bullet(line, rules.lead))
    found = gathered.done()
    empty = [
        Remark("This heading is empty.", line.start, line.end)
        for each, line in found
        if each and not each.title and not each.rest
    ]
    return found, [*broken, *empty]


def _begins(line: Line, rules: Layout) -> bool:
    """Whether a line cannot be the rest of a sentence that began before it."""
    if line.cells or heading(line, rules):
        return True
    lead = rules.lead
    return any(re.match(each, line.text) for each in (lead.salutation, lead.bullet, lead.item))


class _Gathering:
    """Joins to a paragraph what stands on a line of its own above it.

    That is the sentence that heads it, the words that address the audience, and in an appendix the
    term that it explains.
    """

    def __init__(self, rules: Layout) -> None:
        self._rules = rules
        self._blocks: list[Block] = []
        self._waiting: Line | None = None
        self._in_appendix = False
        # Whether a sentence above its paragraph has been seen in this section.
        self._seen = False
        # The styles in which paragraphs of this section are numbered.
        self._numbered: set[int] = set()

    def add(self, line: Line) -> None:
        """Takes the next line."""
        if line.cells:
            self._release()
            self._blocks.append((None, line))
            return
        found = heading(line, self._rules)
        if found and found.rank not in self._numbered:
            self._release()
            self._blocks.append((found, line))
            self._in_appendix, self._seen = found.appendix or self._in_appendix, False
            self._numbered.clear()
            return
        if (rank := numbered_item(line, self._rules)) is not None:
            self._numbered.add(rank)
        if self._waiting:
            if self._belongs(line):
                line = joined([self._waiting, line])
                self._waiting, self._seen = None, True
            self._release()
        if self._waits(line.text):
            self._waiting = line
        else:
            self._blocks.append((None, line))

    def done(self) -> list[Block]:
        """All blocks."""
        self._release()
        return self._blocks

    def _release(self) -> None:
        if self._waiting:
            self._blocks.append((None, self._waiting))
        self._waiting = None

    def _waits(self, text: str) -> bool:
        if self._in_appendix:
            return re.fullmatch(self._rules.numbering.term, text) is not None
        lead = self._rules.lead
        return re.fullmatch(lead.salutation, text) is not None or stands_alone(text, lead)

    def _belongs(self, paragraph: Line) -> bool:
        """Whether the waiting line heads this paragraph, and not the paragraphs of the section."""
        waiting = self._waiting.text if self._waiting else ""
        lead = self._rules.lead
        if self._in_appendix or re.fullmatch(lead.salutation, waiting):
            return True
        if len(paragraph.text) < lead.shortest_headed:
            return False
        return self._seen or "，" not in waiting or lead_of(paragraph, lead) is None
