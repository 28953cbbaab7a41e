"""What a document says, as nodes and relationships with the evidence of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.build.citations.found import Citation, citations
from graph.build.frame import Frame
from graph.build.series.kinds import ValueKinds
from graph.build.series.rules import ValueKind
from graph.build.series.units import base_unit, number
from graph.build.things import Thing, Things
from graph.errors import CollectionError
from graph.glossary import Glossary
from graph.ids import stable_id
from graph.loaders.facts import Evidence, Indicator, Relation
from graph.parts import Node, Relationship, Value, node, relationship
from graph.record import Record

_STATUS = {"actual": "", "expected": "预计", "target": "目标"}
_MANNERS = ("follows", "makes", "mentions")
# How sure it is that a name of a plan or law is read right.
_CITED = 0.95
_STRENGTH = {"stated": 0, "structural": 1, "inferred": 2}


def claims(
    record: Record, frame: Frame, glossary: Glossary
) -> tuple[list[Node], list[Relationship]]:
    """The nodes and relationships of a record's facts.

    Raises CollectionError where a relation names an end that no fact of the record introduces.
    """
    things = Things(record, glossary)
    indicators = [fact for fact in record.facts if isinstance(fact, Indicator)]
    for indicator in indicators:
        things.of("Indicator", indicator.name).measure(indicator)
    cited = _cited(record, things)
    nodes = {thing: things.node(thing) for thing in things}
    observations = dict(_observations(indicators, things, nodes, record, frame))
    relations = _relations(record, things, nodes, frame)
    evidence = [
        _evidenced_by(nodes[thing], each, record, frame)
        for thing in things
        for each in thing.evidence.values()
    ]
    return (
        [*nodes.values(), *(node for node, _ in observations.values())],
        [
            *relations,
            *_citing(cited, nodes, record, frame),
            *evidence,
            *(each for _, pair in observations.values() for each in pair),
        ],
    )


def _cited(record: Record, things: Things) -> Mapping[Thing, Citation]:
    """The works that a document cites, each with the place that says the most of it."""
    works: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for each in citations(record):
        works[each.work.issuer, each.work.compared].append(each)
    cited: dict[Thing, Citation] = {}
    for mentioned in works.values():
        names = sorted((each.name for each in mentioned), key=len, reverse=True)
        known = next((name for name in names if things.known("Initiative", name)), names[0])
        thing = things.of("Initiative", known)
        for each in mentioned:
            thing.mention(each.name, each.evidence)
        cited[thing] = min(mentioned, key=lambda each: _MANNERS.index(each.manner))
    return cited


def _citing(
    cited: Mapping[Thing, Citation], nodes: Mapping[Thing, Node], record: Record, frame: Frame
) -> Iterator[Relationship]:
    for thing, each in cited.items():
        said = _where(each.evidence, record, frame)
        said |= {"basis": "stated", "confidence": _CITED, "rule": "citation"}
        yield relationship("CITES", frame.document, nodes[thing], manner=each.manner, **said)


def _observations(
    indicators: Iterable[Indicator],
    things: Things,
    nodes: dict[Thing, Node],
    record: Record,
    frame: Frame,
) -> Iterator[tuple[str, tuple[Node, tuple[Relationship, Relationship]]]]:
    """By id, each value with what joins it to its indicator and to its passage."""
    kinds = ValueKinds(record.document)
    for fact in indicators:
        of = nodes[things.of("Indicator", fact.name)]
        value = _observation(fact, kinds.of(fact), of, record)
        observed = relationship("OBSERVED", of, value, **_said(fact, "stated", record, frame))
        yield value.id, (value, (observed, _evidenced_by(value, fact.evidence, record, frame)))


def _observation(fact: Indicator, kind: ValueKind, indicator: Node, record: Record) -> Node:
    figure = f"{fact.value}–{fact.upper}" if fact.upper else fact.value
    said = f"{figure}{fact.unit}" if fact.value else fact.evidence.quote
    place, unit = str(fact.evidence.start), base_unit(fact.unit)
    told = (record.document.place or record.id, str(indicator.properties["canonical"]))
    return node(
        "Observation",
        id=stable_id("Observation", indicator.id, place, fact.measure, fact.value, fact.unit),
        name=f"{fact.name} {said}（{fact.year or ''}年{_STATUS[fact.status]}）",
        document=record.id,
        value=fact.value,
        number=number(fact.value, fact.unit),
        upper=number(fact.upper, fact.unit),
        unit=fact.unit,
        base_unit=unit,
        year=fact.year,
        status=fact.status,
        qualifier=fact.qualifier,
        measure=fact.measure,
        direction=fact.direction,
        nature=fact.nature,
        value_kind=kind,
        series=stable_id("Series", *told, fact.measure, kind, unit),
    )


def _relations(
    record: Record, things: Things, nodes: dict[Thing, Node], frame: Frame
) -> Sequence[Relationship]:
    """One relationship a pair of ends and type, on the strongest and first thing said of it."""
    found: dict[tuple[str, str, str], Relationship] = {}
    facts = [fact for fact in record.facts if isinstance(fact, Relation)]
    for fact in sorted(facts, key=lambda fact: (_STRENGTH[fact.basis], fact.evidence.start)):
        source = _end(things, fact.source_type, fact.source, record)
        target = _end(things, fact.target_type, fact.target, record)
        if source is target:
            continue
        said = _said(fact, fact.basis, record, frame)
        if fact.role:
            said["role"] = fact.role
        claim = relationship(fact.type, nodes[source], nodes[target], **said)
        found.setdefault((claim.type, claim.source, claim.target), claim)
    return list(found.values())


def _end(things: Things, type_: str, name: str, record: Record) -> Thing:
    thing = things.known(type_, name)
    if thing is None:
        raise CollectionError(
            f"the facts of {record.id} relate {type_} “{name}”, which none of them introduces; "
            "run `lantu build` to extract the document again"
        )
    return thing


def _said(fact: Indicator | Relation, basis: str, record: Record, frame: Frame) -> dict[str, Value]:
    said: dict[str, Value] = {"basis": basis, "confidence": fact.confidence, "rule": fact.rule}
    return said | _where(fact.evidence, record, frame)


def _where(evidence: Evidence, record: Record, frame: Frame) -> dict[str, Value]:
    return {
        "quote": evidence.quote,
        "passage": frame.passages[evidence.passage].id,
        "document": record.id,
        "start": evidence.start,
        "end": evidence.end,
    }


def _evidenced_by(source: Node, evidence: Evidence, record: Record, frame: Frame) -> Relationship:
    return relationship(
        "EVIDENCED_BY",
        source,
        frame.passages[evidence.passage],
        quote=evidence.quote,
        document=record.id,
        start=evidence.start,
        end=evidence.end,
    )
