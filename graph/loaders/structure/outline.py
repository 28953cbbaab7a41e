"""Opens and closes sections as headings and periods come along."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from graph.loaders.document import Section
from graph.loaders.lines import Line
from graph.loaders.structure import periods
from graph.loaders.structure.front import FrontMatter
from graph.loaders.structure.headings import Heading
from graph.loaders.structure.layout import Period as PeriodRules
from graph.loaders.structure.periods import Period, Years

# Kinds of document whose parts are told by their outermost headings.
_REPORTS = ("report", "review")
# What stands before the first heading gives way to any heading; a stretch of paragraphs about
# another period stands inside all numbered sections and gives way to them too.
_FRONT_RANK = 98
_PERIOD_RANK = 99


@dataclass(slots=True)
class _Open:
    """A section as it grows."""

    position: int
    parent: int | None
    level: int
    rank: int
    number: str
    title: str
    start: int
    end: int
    period: Period
    mark: int

    def closed(self) -> Section:
        """The section as it stands in the document."""
        return Section(
            position=self.position,
            parent=self.parent,
            level=self.level,
            number=self.number,
            title=self.title,
            start=self.start,
            end=self.end,
            part=self.period.part,
            year=self.period.year,
        )


class Outline:
    """The sections of a document, and which of them are open where reading stands.

    `headed` says that it has headings; where it has none, its paragraphs tell its periods. What
    stands before the first of a plan is about what it plans.
    """

    def __init__(self, front: FrontMatter, years: Years, rules: PeriodRules, headed: bool) -> None:
        self._kind = front.kind
        self._years = years
        self._rules = rules
        self._all: list[_Open] = []
        self._stack: list[_Open] = []
        self._planned = False
        # What the outermost section has come to be about, and the words that said so.
        told = headed and self._kind != "plan"
        self._current = Period("other", 0) if told else self._default()
        self._words = ""

    @property
    def outermost_rank(self) -> int | None:
        """The rank of the outermost open heading, None before the first."""
        return self._stack[0].rank if self._stack else None

    def open(self, heading: Heading, following: str) -> int:
        """Opens the section of a heading and says its position.

        `following` is the paragraph after the heading.
        """
        while self._stack and _closes(self._stack[-1], heading):
            self._stack.pop()
        if not self._stack:
            self._current = self._period_of(heading, following)
        period = self._own_period(heading)
        self._push(heading.rank, heading.number, heading.title, heading.line, period)
        return self._stack[-1].position

    def close_items(self) -> None:
        """Goes back to the outermost open section."""
        del self._stack[1:]
        if self._stack and self._stack[0].period != self._current:
            self._push(_PERIOD_RANK, "", self._words, None, self._current)

    def place(self, paragraph: Line) -> int:
        """The position of the section that a paragraph stands in."""
        if not self._stack:
            self._push(_FRONT_RANK, "", "", paragraph, self._current)
        elif self._current.open and self._stack[-1].rank in (self._stack[0].rank, _PERIOD_RANK):
            self._move_period(paragraph)
        for section in self._stack:
            section.start = min(section.start, paragraph.start)
            section.end = max(section.end, paragraph.end)
        return self._stack[-1].position

    def sections(self) -> tuple[Section, ...]:
        """All sections, in the order of the document."""
        return tuple(each.closed() for each in self._all)

    def _push(self, rank: int, number: str, title: str, line: Line | None, period: Period) -> None:
        parent = self._stack[-1] if self._stack else None
        level = parent.level + 1 if parent else int(rank != _FRONT_RANK)
        start, end = (line.start, line.end) if line else (sys.maxsize, 0)
        section = _Open(
            len(self._all),
            parent.position if parent else None,
            level,
            rank,
            number,
            title,
            start,
            end,
            period,
            line.mark if line else 0,
        )
        self._all.append(section)
        self._stack.append(section)
        for each in self._stack:
            each.end = max(each.end, end)
        self._planned = self._planned or period.part == "plan"

    def _own_period(self, heading: Heading) -> Period:
        """What a section is about: what the one around it is, but for a look back in a plan."""
        if self._kind not in _REPORTS and self._stack:
            told = periods.of_heading(heading.title, self._years, self._rules)
            if told and told.part == "review":
                return told
        return self._stack[-1].period if len(self._stack) > 1 else self._current

    def _period_of(self, heading: Heading, following: str) -> Period:
        if heading.appendix or self._kind == "norm":
            return Period("other", 0)
        if told := periods.of_heading(heading.title, self._years, self._rules):
            return told
        moved = periods.of_paragraph(following, self._years, self._rules)
        return moved[0] if moved else self._default()

    def _default(self) -> Period:
        if self._kind == "review":
            return Period("review", self._years.reviewed)
        if self._kind == "report" and not self._planned:
            return Period("review", self._years.reviewed, open=True)
        if self._kind in ("report", "plan"):
            return Period("plan", self._years.planned, open=True)
        return Period("other", 0)

    def _move_period(self, paragraph: Line) -> None:
        moved = periods.of_paragraph(paragraph.text, self._years, self._rules)
        if moved is None or (moved[0].part, moved[0].year) == (
            self._current.part,
            self._current.year,
        ):
            return
        self._current, self._words = moved
        del self._stack[1:]
        self._push(_PERIOD_RANK, "", self._words, paragraph, self._current)


def _closes(section: _Open, heading: Heading) -> bool:
    """Whether a heading ends an open section: by its number, or by markup where one has none."""
    if section.mark and heading.line.mark and not (section.number and heading.number):
        return section.mark >= heading.line.mark
    return section.rank >= heading.rank
