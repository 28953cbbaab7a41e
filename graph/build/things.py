"""The named things of one document: all mentions of one thing are one node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.build.identity.areas import area_path
from graph.build.identity.reach import Source, identify
from graph.build.series.spelling import canonical_name
from graph.build.stages.stages import Stage, Stages
from graph.folding import fold
from graph.glossary import Glossary
from graph.ids import stable_id
from graph.loaders.facts import Entity, Evidence, Indicator
from graph.loaders.names.coreference import canonical_names
from graph.parts import Node, Value, node
from graph.record import Record


@dataclass(slots=True, eq=False)
class Thing:
    """All mentions of one thing in one document."""

    label: str
    key: str
    spellings: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    evidence: dict[int, Evidence] = field(default_factory=dict)
    measures: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    stage: Stage | None = None

    def mention(self, name: str, evidence: Evidence, kind: str = "") -> None:
        """Count one mention; the first of each passage is kept as evidence."""
        self.spellings[name] += 1
        self.kinds[kind] += 1
        self.evidence.setdefault(evidence.passage, evidence)

    def measure(self, fact: Indicator) -> None:
        """Count one value of an indicator."""
        self.mention(fact.name, fact.evidence)
        self.measures.add(fact.measure)
        self.units.add(fact.unit)

    def reach(self, stage: Stage | None) -> None:
        """Keep what is said of how far a project is, where that is further than what was said."""
        if stage and (self.stage is None or stage.rank > self.stage.rank):
            self.stage = stage


class Things:
    """The things of one document, found by the type and name a fact gives them."""

    def __init__(self, record: Record, glossary: Glossary) -> None:
        self._document = record.id
        self._source = Source(record.id, record.document.place)
        self._glossary = glossary
        entities = [fact for fact in record.facts if isinstance(fact, Entity)]
        self._canonical = canonical_names(entities)
        self._things: dict[tuple[str, str], Thing] = {}
        self._labels: dict[tuple[str, str], str] = {
            (entity.type, fold(entity.name)): "Department"
            for entity in entities
            if entity.kind == "government"
        }
        stages = Stages(record.document, entities)
        for entity in entities:
            thing = self.of(entity.type, entity.name)
            thing.mention(entity.name, entity.evidence, entity.kind)
            if entity.type == "Project":
                thing.reach(stages.of(entity))

    def of(self, type_: str, name: str) -> Thing:
        """The thing of this type that goes by this name, made where it is new."""
        key = self._key(type_, name)
        return self._things.setdefault(key, Thing(*key))

    def known(self, type_: str, name: str) -> Thing | None:
        """The thing of this type that goes by this name, if any fact named it."""
        return self._things.get(self._key(type_, name))

    def node(self, thing: Thing) -> Node:
        """The node of a thing, with all the names it goes by."""
        spellings = [name for name, _ in thing.spellings.most_common()]
        entry = self._glossary.find(thing.label, thing.key, self._source.place)
        known = entry.names if entry else ()
        name = next((each for each in spellings if fold(each) == thing.key), spellings[0])
        aliases = [each for each in dict.fromkeys((*spellings, *known)) if each != name]
        english = entry.english if entry else ""
        extra: dict[str, Value] = {}
        if thing.label == "Organization":
            extra["kind"] = thing.kinds.most_common(1)[0][0] or "other"
        if thing.label == "Indicator":
            # What the glossary knows by one name is one thing however it is spelled.
            spelled = entry.name if entry else name
            extra["canonical"] = canonical_name(
                spelled, thing.measures, thing.units, self._source.place
            )
        if thing.stage:
            extra |= _said_of(thing.stage, self._document)
        if thing.label == "Area":
            extra["path"] = area_path(entry.name if entry else name, self._source)
        known_as = str(extra.get("canonical") or (entry.name if entry else name))
        identity = identify(thing.label, known_as, self._source)
        return node(
            thing.label,
            id=stable_id(thing.label, self._document, thing.key),
            name=name,
            name_en=english,
            aliases=aliases,
            search="\n".join(dict.fromkeys(map(fold, filter(None, (name, english, *aliases))))),
            document=self._document,
            thing=identity.thing,
            thing_by_rule=identity.thing,
            **extra,
        )

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._things.values())

    def _key(self, type_: str, name: str) -> tuple[str, str]:
        label = self._labels.get((type_, fold(name)), type_)
        canonical = self._canonical.get((type_, fold(name)), name)
        entry = self._glossary.find(label, canonical, self._source.place)
        return label, fold(entry.name if entry else canonical)


def _said_of(stage: Stage, document: str) -> dict[str, Value]:
    said = stage.evidence
    return {
        "stage": stage.name,
        "due": stage.due,
        "stage_quote": said.quote,
        "stage_passage": stable_id("Passage", document, str(said.passage)),
        "stage_start": said.start,
        "stage_end": said.end,
    }
