"""The facts found in a document, and their form as JSON lines.

A fact's evidence is a stretch of one passage: `quote` is that passage's text, `start` and `end` are
offsets into the source text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graph.loaders.document import Document, Passage

EntityType = Literal["Goal", "Measure", "Project", "Initiative", "Area", "Organization"]
Basis = Literal["stated", "structural", "inferred"]
ValueMeasure = Literal["level", "flow", "change", "rank"]
Status = Literal["actual", "expected", "target"]
_SHORTEST_QUOTE = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact is said: a stretch of one passage."""

    passage: int
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, passage: Passage, start: int, end: int) -> Evidence:
        """Evidence that `passage.text[start:end]` is."""
        return cls(passage.position, *passage.place(start, end), passage.text[start:end])

    @classmethod
    def of_name(cls, passage: Passage, start: int, end: int) -> Evidence:
        """Evidence of a name, with so much of what follows or precedes it as makes a quote."""
        end = min(max(end, start + _SHORTEST_QUOTE), len(passage.text))
        return cls.of(passage, max(0, min(start, end - _SHORTEST_QUOTE)), end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One mention of a named thing. Mentions of one name and type are one entity."""

    type: EntityType
    name: str
    evidence: Evidence
    rule: str
    confidence: float = 1.0
    kind: str = ""
    """For an organization: government, company, university, hospital, laboratory or other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One value of one indicator.

    `value` and `unit` are as written (without thousands separators; 万 and 亿 stay in the unit);
    `value` is empty for a target without a number, whose words are then the `unit`-less quote.
    `upper` is the upper end of a range, else empty.
    """

    name: str
    value: str
    unit: str
    measure: ValueMeasure
    direction: Literal["up", "down", ""]
    qualifier: Literal["exact", "approx", "at_least", "at_most", "range"]
    year: int
    status: Status
    evidence: Evidence
    rule: str
    confidence: float = 1.0
    upper: str = ""
    nature: Literal["anticipatory", "binding", ""] = ""
    """For a target: whether it is 预期性, which the market is to reach, or 约束性, which binds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One claim that joins two named things of the same document.

    The ends are named as their entities (or indicators, type `Indicator`) are named.
    """

    type: Literal["SUPPORTS", "LOCATED_IN", "MEASURED_BY", "INVOLVES", "RESPONSIBLE_FOR"]
    source: str
    source_type: str
    target: str
    target_type: str
    basis: Basis
    evidence: Evidence
    rule: str
    confidence: float = 1.0
    role: Literal["lead", "support", ""] = ""
    """For RESPONSIBLE_FOR: whether the body leads the work or supports it."""


Fact = Entity | Indicator | Relation


def to_json(fact: Fact, document: Document) -> dict[str, object]:
    """A fact as one line of the contract prints it, with the section it stands in."""
    passage = document.passages[fact.evidence.passage]
    section = document.section_of(passage)
    return {
        **_content(fact),
        "quote": fact.evidence.quote,
        "section": section.number + section.title,
        "passage": fact.evidence.passage,
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "rule": fact.rule,
        "confidence": round(fact.confidence, 3),
    }


def _content(fact: Fact) -> dict[str, object]:
    match fact:
        case Entity():
            content: dict[str, object] = {"t": "entity", "type": fact.type, "name": fact.name}
            return {**content, "kind": fact.kind} if fact.kind else content
        case Indicator():
            names = ("name", "value", "unit", "measure", "direction", "qualifier", "year", "status")
            content = {"t": "indicator", **{name: getattr(fact, name) for name in names}}
            said = {name: getattr(fact, name) for name in ("upper", "nature")}
            return {**content, **{name: value for name, value in said.items() if value}}
        case Relation():
            content = {
                "t": "relation",
                "type": fact.type,
                "from": fact.source,
                "from_type": fact.source_type,
                "to": fact.target,
                "to_type": fact.target_type,
                "basis": fact.basis,
            }
            return {**content, "role": fact.role} if fact.role else content


def from_json(line: Mapping[str, Any]) -> Fact:
    """The fact that `to_json` made a line of. Raises KeyError where a key is missing."""
    content = {key: value for key, value in line.items() if key not in _FRAME}
    evidence = Evidence(line["passage"], line["start"], line["end"], line["quote"])
    match line["t"]:
        case "entity":
            return Entity(evidence=evidence, **content)
        case "indicator":
            return Indicator(evidence=evidence, **content)
        case _:
            ends = {_ENDS.get(key, key): value for key, value in content.items()}
            return Relation(evidence=evidence, **ends)


_FRAME = frozenset({"t", "section", "passage", "start", "end", "quote"})
_ENDS = {"from": "source", "from_type": "source_type", "to": "target", "to_type": "target_type"}
