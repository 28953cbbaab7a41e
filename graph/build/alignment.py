"""Which goals pull the same way as those of a higher level: nation, province, city.

What a document says of a programme of the nation is aligned with what a document of a higher level
says of it, in reports at most a year apart. A part holds what aligns one pair of documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.build.identity.divisions import province_of
from graph.build.said import Where, first_said
from graph.folding import fold
from graph.loaders.rules import Rules, read_rules
from graph.parts import Part, Relationship, relationship

RULE = "shared-programme"
_LABELS = ("Goal", "Initiative", "Measure")
_YEARS_APART = 1


class _Confidence(Rules):
    name: float
    text: float


class AlignmentRules(Rules):
    """The programmes of the nation by the words that say them, and how sure these make us."""

    programmes: dict[str, re.Pattern[str]]
    confidence: _Confidence


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a document has of a programme, where it says so, and whether by name."""

    label: str
    id: str
    name: str
    said: Where
    by_name: bool


@dataclass(frozen=True, slots=True)
class Aligned:
    """A document of some level, and what it has of each programme, the plainest first."""

    id: str
    level: str
    place: str
    year: int
    bears: dict[str, tuple[Bearer, ...]]


@cache
def alignment_rules() -> AlignmentRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("programmes.toml"), AlignmentRules)


def aligned(part: Part) -> Aligned:
    """What a document has of the programmes of the nation."""
    document = next(each for each in part.nodes if each.id == part.key)
    level, place = (str(document.properties[name]) for name in ("level", "place"))
    return Aligned(part.key, level, place, int(str(document.properties["year"])), _bearers(part))


def alignment(documents: Sequence[Aligned]) -> Iterator[Part]:
    """For each two documents of which one is of a higher level, what is aligned between them."""
    reports = [each for each in documents if each.level in ("nation", "province")]
    for lower in documents:
        for higher in reports:
            if not _is_above(higher, lower):
                continue
            links = [
                _link(each, first, programme)
                for programme, found in lower.bears.items()
                for first in higher.bears.get(programme, ())[:1]
                for each in found
            ]
            if links:
                yield Part(f"alignment-of-{lower.id}-with-{higher.id}", [], links)


def _is_above(higher: Aligned, lower: Aligned) -> bool:
    if abs(higher.year - lower.year) > _YEARS_APART:
        return False
    if higher.level == "nation":
        return lower.level not in ("nation", "")
    return higher.place == province_of(lower.place) != lower.place


def _bearers(part: Part) -> dict[str, tuple[Bearer, ...]]:
    """What a document has of each programme, what is named so and goals first."""
    said = first_said(part)
    texts = {
        each.id: fold(str(each.properties["text"]))
        for each in part.nodes
        if each.label == "Passage"
    }
    borne: dict[str, list[Bearer]] = defaultdict(list)
    for node in part.nodes:
        if node.label not in _LABELS:
            continue
        name, where = fold(str(node.properties["name"])), said[node.id]
        for programme, pattern in alignment_rules().programmes.items():
            by_name = pattern.search(name) is not None
            by_text = node.label == "Measure" and pattern.search(texts[where.passage])
            if by_name or by_text:
                bearer = Bearer(node.label, node.id, str(node.properties["name"]), where, by_name)
                borne[programme].append(bearer)
    for found in borne.values():
        found.sort(key=_rank)
    return {programme: _named_or_first(found) for programme, found in borne.items()}


def _rank(bearer: Bearer) -> tuple[bool, int, int]:
    """What is named so comes first, goals before measures, the shorter name before the longer."""
    return not bearer.by_name, _LABELS.index(bearer.label), len(bearer.name)


def _named_or_first(found: Sequence[Bearer]) -> tuple[Bearer, ...]:
    """Those that are named so, or the first whose text says it."""
    return tuple(each for each in found if each.by_name) or tuple(found[:1])


def _link(lower: Bearer, higher: Bearer, programme: str) -> Relationship:
    rules = alignment_rules().confidence
    return relationship(
        "ALIGNED_WITH",
        lower,
        higher,
        basis="inferred",
        confidence=rules.name if lower.by_name and higher.by_name else rules.text,
        rule=RULE,
        programme=programme,
        other_passage=higher.said.passage,
        decided_by="rule",
        **lower.said.as_properties(),
    )
