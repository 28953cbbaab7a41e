"""Lists of names in a sentence (福州、厦门), with the words of the clause around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.loaders.relations.mentions import Mention, Sentence, Span
from graph.loaders.relations.rules import relation_rules


@dataclass(frozen=True, slots=True)
class Listed:
    """Names that stand together.

    `before` is the text of the clause up to the list, `after` from there to the clause's end;
    `next` is where the next list starts, or the sentence ends.
    """

    members: Sequence[Mention]
    clause: Span
    before: str
    after: str
    next: int

    @property
    def start(self) -> int:
        """First character of the list."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.members[-1].end


def lists_of(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Listed]:
    """The lists that these mentions of a sentence form, in the order of the text."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _joined(sentence, groups[-1][-1], mention):
            groups[-1].append(mention)
        elif not groups or mention.start >= groups[-1][-1].end:
            groups.append([mention])
    starts = [group[0].start for group in groups] + [sentence.span.end]
    for group, following in zip(groups, starts[1:], strict=True):
        clause = sentence.clause_at(group[0].start)
        before = sentence.text(clause.start, group[0].start)
        after = sentence.text(group[-1].end, clause.end)
        yield Listed(group, clause, before, after, following)


def _joined(sentence: Sentence, left: Mention, right: Mention) -> bool:
    between = sentence.text(left.end, right.start)
    return right.start >= left.end and between in relation_rules().lists.joints
