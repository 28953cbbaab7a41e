"""A made-up graph of the declared model, as large as asked for, the same every time.

Its shares of labels and types are those of the 27 real reports; relationships are denser, three a
node where the reports have two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from random import Random

from graph.ids import stable_id
from graph.model import ENTITY_LABELS, FACT_LABELS
from graph.parts import Graph, Node, Part, Relationship, Value, node, relationship

# How many of a hundred nodes, and of a hundred relationships, have which label and type.
_NODES = {
    "Initiative": 23,
    "Observation": 19,
    "Indicator": 17,
    "Goal": 10,
    "Passage": 10,
    "Project": 8,
    "Area": 4,
    "Measure": 4,
    "Section": 2,
    "Organization": 2,
    "Department": 1,
}
_RELATIONSHIPS = {
    "EVIDENCED_BY": 52,
    "SUPPORTS": 20,
    "OBSERVED": 10,
    "MEASURED_BY": 8,
    "PART_OF": 6,
    "LOCATED_IN": 2,
    "INVOLVES": 1,
    "RESPONSIBLE_FOR": 1,
}
_ENDS = {
    "EVIDENCED_BY": (FACT_LABELS, ("Passage",)),
    "SUPPORTS": (("Initiative", "Project", "Measure"), ("Goal", "Measure")),
    "OBSERVED": (("Indicator",), ("Observation",)),
    "MEASURED_BY": (("Goal", "Measure"), ("Indicator",)),
    "PART_OF": (("Passage",), ("Section",)),
    "LOCATED_IN": (("Project", "Initiative"), ("Area",)),
    "INVOLVES": (("Project", "Initiative"), ("Organization",)),
    "RESPONSIBLE_FOR": (("Department",), ("Goal", "Measure")),
}
_WORDS = (
    "数字济南起步区智能算力中心建设重点项目先进制造业集群绿色低碳转型高水平开放交通枢纽民生保障"
)


def synthetic_graph(
    documents: int = 100, nodes: int = 1_000, relationships: int = 3_000, seed: int = 7
) -> Graph:
    """So many documents of so many nodes and relationships each, joined to the ones before.

    One relationship in fifty aligns two goals, in a part of links.
    """
    random = Random(seed)
    links = relationships // 50 if documents > 1 else 0
    parts = [_part(number, nodes, relationships - links, random) for number in range(documents)]
    return [*parts, *_links(parts, links * documents, random)]


def _part(number: int, nodes: int, relationships: int, random: Random) -> Part:
    document = stable_id("Document", "synthetic", str(number))
    labels = [label for label, share in _NODES.items() for _ in range(share)]
    made = [_node("Document", document, document, number, random)]
    for place, label in enumerate(islice(cycle(labels), nodes - 1)):
        id_ = stable_id(label, document, str(place))
        made.append(_node(label, id_, document, place, random))
    return Part(document, made, list(_relationships(made, relationships, document, random)))


def _node(label: str, id_: str, document: str, place: int, random: Random) -> Node:
    text = _text(random, 4, 14)
    name = f"{text}{place}"
    given: dict[str, Value] = {"id": id_, "name": name, "document": document}
    if label != "Passage":
        given |= {"search": name}
    if label in ENTITY_LABELS:
        given |= {"thing": f"thing-{id_}"}
    if label in ENTITY_LABELS and random.random() < 0.1:
        given |= {"aliases": [text], "search": f"{name}\n{text}"}
    if label == "Observation":
        given |= {"value": "5.5", "number": 5.5, "unit": "%", "year": 2025, "status": "target"}
    if label == "Passage":
        given |= {"text": _text(random, 120, 250), "start": place, "end": place + 185}
    return node(label, **given)


def _relationships(
    nodes: Sequence[Node], count: int, document: str, random: Random
) -> Iterator[Relationship]:
    by_label: dict[str, list[Node]] = {}
    for each in nodes:
        by_label.setdefault(each.label, []).append(each)
    types = [kind for kind, share in _RELATIONSHIPS.items() for _ in range(share)]
    for place, kind in enumerate(islice(cycle(types), count)):
        source, target = (random.choice(by_label[random.choice(labels)]) for labels in _ENDS[kind])
        yield relationship(kind, source, target, **_properties(kind, document, place, random))


def _properties(kind: str, document: str, place: int, random: Random) -> dict[str, Value]:
    if kind == "PART_OF":
        return {}
    said: dict[str, Value] = {
        "quote": _text(random, 8, 22),
        "document": document,
        "start": place * 9,
        "end": place * 9 + 15,
    }
    if kind == "EVIDENCED_BY":
        return said
    passage = stable_id("Passage", document, str(place))
    claim: dict[str, Value] = {"basis": "stated", "confidence": 0.8, "rule": "synthetic"}
    return {**said, **claim, "passage": passage}


def _links(parts: Sequence[Part], count: int, random: Random) -> list[Part]:
    goals = [each for part in parts for each in part.nodes if each.label == "Goal"]
    claim: dict[str, Value] = {
        "basis": "inferred",
        "confidence": 0.9,
        "rule": "wording",
        "decided_by": "rule",
    }
    linking: dict[str, list[Relationship]] = defaultdict(list)
    for _ in range(count):
        one, other = random.sample(goals, 2)
        document = str(other.properties["document"])
        linking[document].append(relationship("ALIGNED_WITH", one, other, **claim))
    return [Part(f"links-of-{document}", [], those) for document, those in linking.items()]


def _text(random: Random, least: int, most: int) -> str:
    return "".join(random.choices(_WORDS, k=random.randint(least, most)))
