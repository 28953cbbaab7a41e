"""Lists of areas in a sentence (福州、厦门), with the words of the clause around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.loaders.mentions import Mention, Sentence, Span
from graph.loaders.relation_rules import relation_rules


@dataclass(frozen=True, slots=True)
class Places:
    """Areas that stand together.

    `before` is the text of the clause up to the list, `after` from there to the clause's end;
    `next` is where the next list starts, or the sentence ends.
    """

    areas: Sequence[Mention]
    clause: Span
    before: str
    after: str
    next: int

    @property
    def start(self) -> int:
        """First character of the list."""
        return self.areas[0].start

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.areas[-1].end


def lists_of_areas(sentence: Sentence, areas: Sequence[Mention]) -> Iterator[Places]:
    """The lists that these areas of a sentence form, in the order of the text."""
    groups: list[list[Mention]] = []
    for area in areas:
        if groups and _joined(sentence, groups[-1][-1], area):
            groups[-1].append(area)
        elif not groups or area.start >= groups[-1][-1].end:
            groups.append([area])
    starts = [group[0].start for group in groups] + [sentence.span.end]
    for group, following in zip(groups, starts[1:], strict=True):
        clause = sentence.clause_at(group[0].start)
        before = sentence.text(clause.start, group[0].start)
        after = sentence.text(group[-1].end, clause.end)
        yield Places(group, clause, before, after, following)


def _joined(sentence: Sentence, left: Mention, right: Mention) -> bool:
    between = sentence.text(left.end, right.start)
    return right.start >= left.end and between in relation_rules().lists.joints
