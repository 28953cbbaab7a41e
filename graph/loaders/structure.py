"""Builds a document of sections and passages from the lines a reader gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.loaders import leads
from graph.loaders.document import Document, Passage, Remark
from graph.loaders.front import FrontMatter, front_matter
from graph.loaders.furniture import head_length, without_furniture
from graph.loaders.headings import Heading, heading
from graph.loaders.layout import Layout, layout
from graph.loaders.lines import Line, Reading, joined
from graph.loaders.outline import Outline
from graph.loaders.seams import mend

Block = tuple[Heading | None, Line]


def structured(reading: Reading, name: str) -> Document:
    """The document that a reading makes; `name` is its title where it says none."""
    rules = layout()
    lines = without_furniture(reading.lines, rules.furniture)
    head = head_length(lines, rules.furniture)
    front = front_matter(lines, head, name, rules.front)
    body = [line for line in lines if line.text not in front.titles]
    paragraphs, broken = _paragraphs(reading.text, body, rules)
    blocks = [(heading(line, rules), line) for line in _under_lone_leads(paragraphs, rules)]
    front = replace(front, year=front.year or _planned_year(blocks, rules))
    outline, passages = _sections_and_passages(blocks, front, rules)
    remarks = [Remark(*remark) for remark in reading.remarks]
    return Document(
        title=front.title,
        place=front.place,
        level=front.level,
        year=front.year,
        date=front.date,
        text=reading.text,
        sections=outline.sections(),
        passages=tuple(passages),
        remarks=tuple(sorted([*remarks, *broken], key=lambda remark: remark.start)),
    )


def _paragraphs(
    source: str, lines: Sequence[Line], rules: Layout
) -> tuple[list[Line], list[Remark]]:
    """The lines mended; those before the speech stand each for itself."""
    head = head_length(lines, rules.furniture)

    def begins(line: Line) -> bool:
        return _begins(line, rules)

    def complete(line: Line) -> bool:
        found = heading(line, rules)
        return found is not None and found.rest is None

    mended, broken = mend(source, lines[head:], begins, complete, rules.seam)
    return [*lines[:head], *mended], broken


def _sections_and_passages(
    blocks: Sequence[Block], front: FrontMatter, rules: Layout
) -> tuple[Outline, list[Passage]]:
    outline = Outline(front, rules.period)
    passages: list[Passage] = []
    closing = re.compile(rules.numbering.closing)
    next_ranks = _next_ranks(blocks)
    for place, (found, line) in enumerate(blocks):
        paragraph: Line | None = line
        if found:
            outline.open(found, _following(blocks, place))
            paragraph = found.rest
        elif closing.match(line.text) and _is_last(next_ranks[place], outline):
            outline.close_items()
        if paragraph:
            section = outline.place(paragraph)
            for piece in leads.pieces(paragraph, rules.lead):
                lead = leads.lead_of(piece, rules.lead)
                passages.append(Passage(len(passages), section, piece.text, piece.offsets, lead))
    return outline, passages


def _next_ranks(blocks: Sequence[Block]) -> list[int | None]:
    """For each block the rank of the next heading after it, None after the last."""
    ranks: list[int | None] = []
    rank: int | None = None
    for found, _ in reversed(blocks):
        ranks.append(rank)
        rank = found.rank if found else rank
    return ranks[::-1]


def _is_last(next_rank: int | None, outline: Outline) -> bool:
    """Whether no other item follows before the next heading of the outermost kind."""
    outermost = outline.outermost_rank
    return outermost is not None and (next_rank is None or next_rank <= outermost)


def _following(blocks: Sequence[Block], place: int) -> str:
    """The paragraph right after a heading, empty where a heading follows."""
    found = blocks[place][0]
    if found and found.rest:
        return found.rest.text
    if place + 1 < len(blocks) and blocks[place + 1][0] is None:
        return blocks[place + 1][1].text
    return ""


def _planned_year(blocks: Sequence[Block], rules: Layout) -> int:
    """The latest year that a heading names."""
    titles = (found.title for found, _ in blocks if found)
    years = (re.finditer(rules.period.explicit, title) for title in titles)
    return max((int(each["year"]) for found in years for each in found), default=0)


def _under_lone_leads(paragraphs: Sequence[Line], rules: Layout) -> Iterator[Line]:
    """The paragraphs, each sentence that stands alone above its paragraph joined to it."""
    waiting: Line | None = None
    for raw in paragraphs:
        paragraph = leads.without_bullet(raw, rules.lead)
        if waiting:
            if heading(paragraph, rules) or leads.lead_of(paragraph, rules.lead):
                yield waiting
            else:
                paragraph = joined([waiting, paragraph])
            waiting = None
        if leads.stands_alone(paragraph.text, rules.lead) and not heading(paragraph, rules):
            waiting = paragraph
        else:
            yield paragraph
    if waiting:
        yield waiting


def _begins(line: Line, rules: Layout) -> bool:
    """Whether a line cannot be the rest of a sentence that began before it."""
    found = heading(line, rules)
    if found and (found.number or found.appendix):
        return True
    return re.match(rules.seam.beginnings, line.text) is not None or (
        re.match(rules.lead.bullet, line.text) is not None
    )
