"""What the text of a document says of things that it names nowhere as such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from graph.build.stages.rules import STAGES
from graph.build.stages.stages import stage_said

Row = Mapping[str, object]
Match = Literal["thing", "name", "text", ""]
"""How a thing is known in another document: by its identity, by another name, by a mention."""
_SHORTEST = 3


class Mentions:
    """The passages of some documents, by rows of compare.cypher."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._passages = {row["passage"]: row for row in rows}

    def of(self, row: Row) -> tuple[Match, Row | None]:
        """What is said of a thing where its name stands, of several mentions the furthest stage."""
        found = [*self._said(row)]
        if not found:
            return "", None
        return "text", max(found, key=_rank)

    def _said(self, row: Row) -> Iterator[Row]:
        name = str(row["name"])
        if len(name) < _SHORTEST:
            return
        # 4号线 is not in 14号线.
        whole = re.compile(rf"(?<!\d){re.escape(name)}" if name[0].isdigit() else re.escape(name))
        for passage in self._passages.values():
            text = str(passage["text"])
            if found := whole.search(text):
                yield {**passage, **_NOTHING, "name": name, **_stage(row, passage, found)}


# Where in the source a passage is mentioned is not known, for it may be joined over a page.
_NOTHING: Row = {"id": None, "stage": "", "due": 0, "start": None, "end": None}


def _stage(row: Row, passage: Row, found: re.Match[str]) -> Row:
    span, year = found.span(), passage["section_year"]
    known = year if isinstance(year, int) else 0
    is_project, reviews = row["kind"] == "Project", passage["part"] == "review"
    said = stage_said(found.string, span, [span], known, reviews) if is_project else None
    stage, due, (first, last) = said or ("", 0, span)
    quote = found.string[first:last]
    of_stage = {"stage_quote": quote, "stage_passage": passage["passage"]}
    return {
        "stage": stage,
        "due": due,
        "quote": quote,
        **of_stage,
        "stage_start": None,
        "stage_end": None,
    }


def _rank(row: Row) -> int:
    stages: tuple[object, ...] = ("", *STAGES)
    return stages.index(row["stage"])
