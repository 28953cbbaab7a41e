"""Builds a document of sections and passages from the lines a reader gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.loaders.document import NOTHING_SAID, Document, Passage, Remark, Said
from graph.loaders.lines import Line, Reading, Span
from graph.loaders.readers.text import UNSEEN
from graph.loaders.structure import leads
from graph.loaders.structure.digits import with_digits
from graph.loaders.structure.front import FrontMatter, as_said, front_matter
from graph.loaders.structure.furniture import (
    day_of_page,
    head_length,
    without_furniture,
    without_metadata,
)
from graph.loaders.structure.kinds import Kind
from graph.loaders.structure.layout import Layout, layout
from graph.loaders.structure.outline import Outline
from graph.loaders.structure.paragraphs import Block, blocks
from graph.loaders.structure.periods import latest_planned, years_named
from graph.loaders.structure.pieces import LONGEST, pieces, too_long
from graph.loaders.structure.plainly import lines_set_plainly

_UNSEEN = re.compile(f"[{UNSEEN}]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FIGURE = re.compile(r"[\d０-９]")
_LATIN = re.compile(r"[A-Za-z]")
# A text with fewer Chinese characters than this for each Latin letter is in another language.
_FEWEST_HAN = 0.2
_FOREIGN = (
    "This document is hardly in Chinese: little will be found in it. Chinese is read, Simplified "
    "and Traditional; of English, only the title, the day, the years and the sections."
)


def structured(reading: Reading, name: str, said: Said = NOTHING_SAID) -> Document:
    """The document that a reading makes; `name` is its title where it says none.

    What a person `said` of it comes before what it says itself.
    """
    rules = layout()
    set_plainly = [*lines_set_plainly(reading.lines, rules)]
    lines = without_furniture(set_plainly, rules.furniture)
    head = head_length(lines, rules.furniture)
    labelled = day_of_page(set_plainly, rules.furniture)
    front = front_matter(lines, head, name, labelled, rules)
    body = [line for line in lines[: front.lines] if line.text not in front.titles]
    body = without_metadata([*body, *lines[front.lines :]], rules.furniture) or list(lines)
    parts, broken = blocks(reading.text, body, rules)
    front = front.with_year_of_body(_year_of_body(parts, front.kind, rules))
    front = as_said(front, said, rules)
    outline, passages = _sections_and_passages(parts, front, rules)
    long = [too_long(line) for _, line in parts if len(line.text) > LONGEST]
    doubts = [*broken, *long, *_doubts(reading.text), *_undecided(outline, passages, front)]
    remarks = [*(Remark(*remark) for remark in reading.remarks), *doubts]
    return Document(
        title=front.title,
        place=front.place,
        level=front.level,
        year=front.year,
        date=front.date,
        text=reading.text,
        sections=outline.sections(),
        passages=tuple(passages),
        remarks=tuple(sorted(remarks, key=lambda remark: remark.start)),
    )


def _undecided(
    outline: Outline, passages: Sequence[Passage], front: FrontMatter
) -> Iterator[Remark]:
    """A remark where nothing says whether the figures of a document were reached or aimed at."""
    parts = {section.part for section in outline.sections()}
    if not any(_FIGURE.search(passage.text) for passage in passages):
        return
    if front.kind == "report" and "plan" not in parts:
        yield Remark(
            "No heading or paragraph says where this report begins to plan: its figures are taken "
            "as reached unless their sentence says otherwise.",
            0,
            0,
        )
    if front.kind or parts - {"other"}:
        return
    yield Remark(
        "Neither the title nor a heading says whether this document reports or plans: "
        "its figures are taken as reached unless their sentence says otherwise.",
        0,
        0,
    )


def _doubts(text: str) -> Iterator[Remark]:
    """Remarks on what a reader of the text would not see, or could not use."""
    if hidden := _UNSEEN.search(text):
        words = "Characters that cannot be seen, this one first, are left out of the passages."
        yield Remark(words, hidden.start(), hidden.end())
    if len(_HAN.findall(text)) < len(_LATIN.findall(text)) * _FEWEST_HAN:
        yield Remark(_FOREIGN, 0, 0)


def _sections_and_passages(
    parts: Sequence[Block], front: FrontMatter, rules: Layout
) -> tuple[Outline, list[Passage]]:
    outline = Outline(
        front, front.years(rules), rules.period, headed=any(found for found, _ in parts)
    )
    passages: list[Passage] = []

    def add_row(row: Line, section: int) -> None:
        place = len(passages)
        cells, table = row.cells, row.table
        passages.append(Passage(place, section, row.text, row.offsets, cells=cells, table=table))

    def add(line: Line, section: int, lead: Span | None = None, heading: bool = False) -> None:
        for piece in filter(lambda piece: piece.text, pieces(line)):
            begins = lead if lead and piece.start == line.start else None
            passages.append(
                Passage(len(passages), section, piece.text, piece.offsets, begins, heading)
            )

    closing = re.compile(rules.numbering.closing)
    next_ranks = _next_ranks(parts)
    for place, (found, line) in enumerate(parts):
        if line.cells:
            add_row(line, outline.place(line))
            continue
        if found:
            section = outline.open(found, _following(parts, place))
            if found.title:
                add(found.words, section, heading=True)
        elif closing.match(line.text) and _is_last(next_ranks[place], outline):
            outline.close_items()
        paragraph = found.rest if found else line
        if paragraph:
            section = outline.place(paragraph)
            for piece, lead in leads.with_leads(paragraph, found is not None, rules.lead):
                add(piece, section, lead)
    return outline, passages


def _next_ranks(parts: Sequence[Block]) -> list[int | None]:
    """For each block the rank of the next heading after it, None after the last."""
    ranks: list[int | None] = []
    rank: int | None = None
    for found, _ in reversed(parts):
        ranks.append(rank)
        rank = found.rank if found else rank
    return ranks[::-1]


def _is_last(next_rank: int | None, outline: Outline) -> bool:
    """Whether no other item follows before the next heading of the outermost kind."""
    outermost = outline.outermost_rank
    return outermost is not None and (next_rank is None or next_rank <= outermost)


def _following(parts: Sequence[Block], place: int) -> str:
    """The paragraph right after a heading, empty where a heading follows."""
    found = parts[place][0]
    if found and found.rest:
        return found.rest.text
    if place + 1 < len(parts) and parts[place + 1][0] is None:
        return parts[place + 1][1].text
    return ""


def _year_of_body(parts: Sequence[Block], kind: Kind, rules: Layout) -> int:
    """The latest year that a heading names; of what only reports, that of a paragraph, too."""
    titles = [found.title for found, _ in parts if found]
    if kind != "review":
        return latest_planned(titles, rules.period)
    if named := [year for title in titles for year in years_named(title, rules.period)]:
        return max(named)
    opened = (re.match(rules.period.reported, with_digits(line.text)) for _, line in parts)
    return next((int(found["year"]) for found in opened if found), 0)
