"""What people decided: one line each in `decisions.jsonl`, which only ever grows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal, get_args

from graph.ids import id_before
from graph.loaders.document import Said

DecisionKind = Literal["alias", "same", "different", "unsure", "undo", "place", "year", "title"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; of several on one matter the last holds.

    An `alias` says that `other` is another name for what is called `name`. `same` and `different`
    say whether `name` and `other` are one thing, given by the ids of things or of their nodes;
    `unsure` that nobody can tell yet; `undo` takes back what was decided on the two. `place`,
    `year` and `title` say what the document with the id `name` is, whatever its file says.
    """

    kind: DecisionKind
    name: str
    other: str
    by: str
    at: str
    reason: str = ""


def parse_decisions(content: bytes) -> list[Decision]:
    """The decisions in a file, oldest first; half a line at its end is none.

    Raises ValueError for a line that is none.
    """
    decisions = []
    for number, line in enumerate(content.split(b"\n")[:-1], start=1):
        try:
            decision = Decision(**json.loads(line))
            if decision.kind not in get_args(DecisionKind):
                raise ValueError(f"there are no decisions of the kind {decision.kind!r}")
            if decision.kind == "year":
                int(decision.other)
        except (ValueError, TypeError) as error:
            raise ValueError(f"line {number}: {error}") from error
        decisions.append(decision)
    return decisions


def with_decision(content: bytes, decision: Decision) -> bytes:
    """A file with one decision more; half a line that a crash left before it is cut off."""
    whole = content[: content.rfind(b"\n") + 1]
    return whole + json.dumps(asdict(decision), ensure_ascii=False).encode() + b"\n"


def said_of(document: str, decisions: Iterable[Decision]) -> Said:
    """What people said of a document."""
    ids = (document, id_before(document))
    said = {each.kind: each.other for each in decisions if each.name in ids}
    year = said.get("year")
    return Said(said.get("place"), None if year is None else int(year), said.get("title"))
