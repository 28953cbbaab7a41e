"""Which goals pull the same way as those of a higher level: nation, province, city.

What a document says of a programme of the nation is aligned with what a document of a higher level
says of it, in reports at most a year apart. A part holds what aligns one pair of documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.build.identity.divisions import province_of
from graph.build.said import first_said
from graph.folding import fold
from graph.loaders.rules import Rules, read_rules
from graph.parts import Node, Part, Relationship, relationship

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
class _Bearer:
    """What a document has of a programme, where it says so, and whether by name."""

    node: Node
    said: Relationship
    by_name: bool


@cache
def alignment_rules() -> AlignmentRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("programmes.toml"), AlignmentRules)


def alignment(parts: Sequence[Part]) -> Iterator[Part]:
    """For each two documents of which one is of a higher level, what is aligned between them."""
    documents = {part.key: _document(part) for part in parts}
    borne = {part.key: _bearers(part) for part in parts}
    for lower in parts:
        for higher in parts:
            if not _is_above(documents[higher.key], documents[lower.key]):
                continue
            links = [
                _aligned(each, first, programme)
                for programme, found in borne[lower.key].items()
                for first in borne[higher.key].get(programme, ())[:1]
                for each in found
            ]
            if links:
                yield Part(f"alignment-of-{lower.key}-with-{higher.key}", [], links)


def _document(part: Part) -> Node:
    return next(each for each in part.nodes if each.id == part.key)


def _is_above(higher: Node, lower: Node) -> bool:
    one, other = higher.properties, lower.properties
    if abs(int(str(one["year"])) - int(str(other["year"]))) > _YEARS_APART:
        return False
    if one["level"] == "nation":
        return other["level"] not in ("nation", "")
    own = str(other["place"])
    return one["level"] == "province" and one["place"] == province_of(own) != own


def _bearers(part: Part) -> Mapping[str, list[_Bearer]]:
    """What a document has of each programme, what is named so and goals first."""
    said = first_said(part)
    texts = {
        each.id: fold(str(each.properties["text"]))
        for each in part.nodes
        if each.label == "Passage"
    }
    borne: dict[str, list[_Bearer]] = defaultdict(list)
    for node in part.nodes:
        if node.label not in _LABELS:
            continue
        name, where = fold(str(node.properties["name"])), said[node.id]
        for programme, pattern in alignment_rules().programmes.items():
            by_name = pattern.search(name) is not None
            by_text = node.label == "Measure" and pattern.search(texts[where.target])
            if by_name or by_text:
                borne[programme].append(_Bearer(node, where, by_name))
    for found in borne.values():
        found.sort(key=_rank)
    return {programme: _named_or_first(found) for programme, found in borne.items()}


def _rank(bearer: _Bearer) -> tuple[bool, int, int]:
    """What is named so comes first, goals before measures, the shorter name before the longer."""
    name = str(bearer.node.properties["name"])
    return not bearer.by_name, _LABELS.index(bearer.node.label), len(name)


def _named_or_first(found: Sequence[_Bearer]) -> list[_Bearer]:
    """Those that are named so, or the first whose text says it."""
    return [each for each in found if each.by_name] or [*found[:1]]


def _aligned(lower: _Bearer, higher: _Bearer, programme: str) -> Relationship:
    rules = alignment_rules().confidence
    place = {name: lower.said.properties[name] for name in ("quote", "document", "start", "end")}
    return relationship(
        "ALIGNED_WITH",
        lower.node,
        higher.node,
        basis="inferred",
        confidence=rules.name if lower.by_name and higher.by_name else rules.text,
        rule=RULE,
        passage=lower.said.target,
        programme=programme,
        other_passage=higher.said.target,
        decided_by="rule",
        **place,
    )
