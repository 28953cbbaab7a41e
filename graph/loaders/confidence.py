"""How sure a fact is: the share of facts like it that people found right.

rules/confidence.csv holds for each kind of fact, rule and type how many were judged and how many
were right: by `gold`, on sections that neither models nor table had seen (written by
`python -m graph.training confidence`), or `read` by hand where gold has no such facts.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import prod
from pathlib import Path

from graph.errors import RuleError
from graph.loaders.facts import Entity, Fact, Indicator, Relation

TABLE = Path(__file__).parent / "rules" / "confidence.csv"
COLUMNS = ("kind", "rule", "type", "least", "right", "judged", "by", "confidence")

Key = tuple[str, str, str]
"""Kind of fact, rule, and type: a name's or a source's, or how a figure measures."""


@dataclass(frozen=True, slots=True)
class Step:
    """How sure facts are of which their finder itself was at least so sure."""

    least: float
    right: int
    judged: int
    by: str
    confidence: float


Table = Mapping[Key, Sequence[Step]]


def calibrated(facts: Iterable[Fact], table: Table | None = None) -> list[Fact]:
    """The facts, each as sure as facts like it were right; as they are where none was judged.

    Raises RuleError where the table cannot be read.
    """
    steps = shipped_table() if table is None else table
    named = [
        fact if isinstance(fact, Relation) else _so_sure(fact, _confidence(fact, steps))
        for fact in facts
    ]
    sure: dict[tuple[str, str], float] = defaultdict(float)
    for fact in named:
        if not isinstance(fact, Relation):
            end = fact.type if isinstance(fact, Entity) else "Indicator", fact.name
            sure[end] = max(sure[end], fact.confidence)
    return [
        _so_sure(fact, _of_claim(fact, steps, sure)) if isinstance(fact, Relation) else fact
        for fact in named
    ]


def _so_sure(fact: Fact, confidence: float) -> Fact:
    return fact if fact.confidence == confidence else replace(fact, confidence=confidence)


def key_of(fact: Fact) -> Key:
    """What facts are alike to this one."""
    match fact:
        case Entity():
            return "name", fact.rule, fact.type
        case Indicator():
            return "figure", fact.rule, fact.measure
        case _:
            return "relation", fact.rule, fact.source_type


def _of_claim(claim: Relation, table: Table, sure: Mapping[tuple[str, str], float]) -> float:
    """How sure a claim is: who read such claims by hand took the names of their ends as right."""
    step = _step(claim, table)
    if step and step.by == "gold":
        return step.confidence
    ends = (claim.source_type, claim.source), (claim.target_type, claim.target)
    whole = step.confidence if step else claim.confidence
    return round(whole * prod(sure.get(end, 1.0) for end in ends), 3)


def _confidence(fact: Fact, table: Table) -> float:
    step = _step(fact, table)
    return step.confidence if step else fact.confidence


def _step(fact: Fact, table: Table) -> Step | None:
    kind, rule, type_ = key_of(fact)
    steps = table.get((kind, rule, type_)) or table.get((kind, rule, "")) or ()
    for step in reversed(steps):
        if step.least <= fact.confidence:
            return step
    return None


@cache
def shipped_table() -> Table:
    """The table that ships with Lantu. Raises RuleError where it cannot be read."""
    return read_table(TABLE)


def read_table(path: Path) -> Table:
    """The table in a file, each key's steps in rising order.

    Raises RuleError where it cannot be read.
    """
    table: dict[Key, list[Step]] = defaultdict(list)
    try:
        for key, step in _rows(path):
            table[key].append(step)
    except (OSError, UnicodeDecodeError, KeyError, ValueError) as error:
        raise RuleError(f"{path.name} cannot be read: {error}.") from error
    return {key: sorted(steps, key=lambda step: step.least) for key, steps in table.items()}


def write_table(table: Table, path: Path) -> None:
    """Write a table to a file."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(COLUMNS)
        for key in sorted(table):
            for step in table[key]:
                told = (step.right, step.judged, step.by, f"{step.confidence:.2f}")
                rows.writerow((*key, f"{step.least:.2f}", *told))


def _rows(path: Path) -> Iterator[tuple[Key, Step]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            confidence = float(row["confidence"])
            if not 0 <= confidence <= 1:
                raise ValueError(f"{confidence} is no share")
            yield (
                (row["kind"], row["rule"], row["type"]),
                Step(
                    float(row["least"]),
                    int(row["right"]),
                    int(row["judged"]),
                    row["by"],
                    confidence,
                ),
            )
