"""What a language model answers about a passage, held against the schema and against the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.folding import fold
from graph.loaders.document import Passage
from graph.loaders.facts import Entity, Evidence, Indicator, Relation
from graph.model import RELATIONSHIP_TYPES

RULE = "language_model"
CONFIDENCE = 0.8
"""How far a model is trusted where nothing else speaks for or against it."""


class _Answered(BaseModel):
    model_config = ConfigDict(extra="forbid")

    quote: str


class EntityAnswer(_Answered):
    """A named thing."""

    type: Literal["Project", "Area", "Organization", "Goal", "Initiative"]
    name: str
    kind: Literal["", "government", "company", "university", "hospital", "laboratory", "other"]


class IndicatorAnswer(_Answered):
    """One value of one indicator."""

    name: str
    value: str
    upper: str
    unit: str
    measure: Literal["level", "flow", "change", "rank"]
    direction: Literal["up", "down", ""]
    qualifier: Literal["exact", "approx", "at_least", "at_most", "range"]
    year: int
    status: Literal["actual", "expected", "target"]


class RelationAnswer(_Answered):
    """A claim that joins two named things."""

    type: Literal["LOCATED_IN", "INVOLVES", "SUPPORTS", "RESPONSIBLE_FOR"]
    source: str
    source_type: Literal["Project", "Organization", "Initiative", "Goal"]
    target: str
    target_type: Literal["Project", "Area", "Organization", "Goal"]


class Answer(BaseModel):
    """All that a model says of a passage."""

    model_config = ConfigDict(extra="forbid")

    entities: list[EntityAnswer]
    indicators: list[IndicatorAnswer]
    relations: list[RelationAnswer]


SCHEMA: Mapping[str, Any] = Answer.model_json_schema()


@dataclass(slots=True)
class Found:
    """The facts of an answer that stand up, and how many of its lines do not."""

    entities: list[Entity] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    refused: int = 0


def facts_in(content: Mapping[str, Any], passage: Passage) -> Found:
    """The facts of an answer whose form is right and whose quotes stand in the passage.

    Refused are lines of another form, quotes that are not in the text, names with characters that
    the passage does not have, and values that their quote does not show.
    """
    found = Found()
    found.entities = _kept(content, "entities", EntityAnswer, _entity, passage, found)
    found.indicators = _kept(content, "indicators", IndicatorAnswer, _indicator, passage, found)
    found.relations = _kept(content, "relations", RelationAnswer, _relation, passage, found)
    return found


def refuse_unknown(found: Found, known: Collection[tuple[str, str]]) -> None:
    """Leave out relations with an end, given by type and folded name, that nothing introduces."""
    kept = [
        each
        for each in found.relations
        if {(each.source_type, fold(each.source)), (each.target_type, fold(each.target))}
        <= set(known)
    ]
    found.refused += len(found.relations) - len(kept)
    found.relations = kept


Line = TypeVar("Line", bound=_Answered)
Kind = TypeVar("Kind", Entity, Indicator, Relation)


def _kept(
    content: Mapping[str, Any],
    key: str,
    form: type[Line],
    fact_of: Callable[[Line, Evidence, Passage], Kind | None],
    passage: Passage,
    found: Found,
) -> list[Kind]:
    """The facts that the lines under a key are, counting those that are none as refused."""
    lines = content.get(key, [])
    kept: list[Kind] = []
    for line in lines if isinstance(lines, list) else [lines]:
        try:
            answered = form.model_validate(line)
        except ValidationError:
            found.refused += 1
            continue
        evidence = _evidence(passage, answered.quote)
        fact = fact_of(answered, evidence, passage) if evidence else None
        if fact is None:
            found.refused += 1
        else:
            kept.append(fact)
    return kept


def _entity(answered: EntityAnswer, evidence: Evidence, passage: Passage) -> Entity | None:
    if not _spelled(answered.name, passage):
        return None
    return Entity(
        type=answered.type,
        name=answered.name.strip(),
        evidence=evidence,
        rule=RULE,
        confidence=CONFIDENCE,
        kind=answered.kind if answered.type == "Organization" else "",
    )


def _indicator(answered: IndicatorAnswer, evidence: Evidence, passage: Passage) -> Indicator | None:
    if not (_spelled(answered.name, passage) and _shows(evidence, answered)):
        return None
    values = answered.model_dump(exclude={"quote"})
    return Indicator(**values, evidence=evidence, rule=RULE, confidence=CONFIDENCE)


def _relation(answered: RelationAnswer, evidence: Evidence, passage: Passage) -> Relation | None:
    ends = (answered.source_type, answered.target_type)
    if ends not in RELATIONSHIP_TYPES[answered.type].ends:
        return None
    values = answered.model_dump(exclude={"quote"})
    return Relation(**values, basis="stated", evidence=evidence, rule=RULE, confidence=CONFIDENCE)


def _evidence(passage: Passage, quote: str) -> Evidence | None:
    """Where a quote stands in a passage; spaces may differ."""
    characters = [re.escape(each) for each in quote if not each.isspace()]
    match = re.search(r"\s*".join(characters), passage.text) if characters else None
    return Evidence.of(passage, *match.span()) if match else None


def _spelled(name: str, passage: Passage) -> bool:
    """Has the passage every character of this name? Shared heads are completed from its words."""
    return bool(name.strip()) and set(fold(name)) <= set(fold(passage.text))


def _shows(evidence: Evidence, indicator: IndicatorAnswer) -> bool:
    digits = re.sub(r"[\s,，]", "", evidence.quote)
    return indicator.value in digits and indicator.upper in digits
