"""What a file is after it has been read: a document of sections and passages, with offsets.

All offsets that leave this module point into `Document.text`, the text of the source file: the
decoded file for plain text and Markdown, the text a reader took out of it for other formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

PartOfReport = Literal["review", "plan", "other"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that could not be read with confidence, and where it stands in the source text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a document.

    `level` counts from 1 for the outermost heading; 0 is what stands before the first. `number` is
    the numbering as written (一、 （八） 1.), `title` the heading without it. `parent` is the
    position of the section it stands in. `part` and `year` say whether it reviews or plans, and
    which year; they hold for all passages in it.
    """

    position: int
    parent: int | None
    level: int
    number: str
    title: str
    start: int
    end: int
    part: PartOfReport
    year: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, joined over page breaks, without markup.

    `text[i]` stands at `offsets[i]` in the source text. `lead` is the span in `text` of the words
    that head the paragraph and name its task, bold in the source or not, without the full stop;
    a passage of several leads is split before each, so that a lead stands at its beginning, behind
    an item's number (一是) or words that introduce it (五年来，我们) at most.

    The heading of a section is a passage too, the first of its section, with `heading` set: goals
    are named in headings, and what is said there needs a place to be shown.

    The row of a table is a passage with `cells`, the span of each in `text`; `table` is where its
    table begins in the source text.
    """

    position: int
    section: int
    text: str
    offsets: Sequence[int]
    lead: tuple[int, int] | None = None
    heading: bool = False
    cells: tuple[tuple[int, int], ...] = ()
    table: int = 0

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source text of `text[start:end]`, which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a document, which holds whatever its file says; None: nothing said.

    A place may be given with its ending (济南市) or without; empty, and a year of 0, is none.
    """

    place: str | None = None
    year: int | None = None
    title: str | None = None


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read.

    `place` is the short name of who reports (济南, 山东, 全国), `level` nation, province, city or
    county, `year` the year it plans for (0 if unknown), `date` the day it was given (YYYY-MM-DD, or
    empty).
    """

    title: str
    place: str
    level: str
    year: int
    date: str
    text: str
    sections: Sequence[Section]
    passages: Sequence[Passage]
    remarks: Sequence[Remark] = ()

    def prose(self) -> Document:
        """The document with nothing in the rows of its tables, which are no sentences."""
        if not any(passage.cells for passage in self.passages):
            return self
        return replace(
            self,
            passages=[
                replace(each, text="", offsets=()) if each.cells else each for each in self.passages
            ],
        )

    def section_of(self, passage: Passage) -> Section:
        """The section a passage stands in."""
        return self.sections[passage.section]
