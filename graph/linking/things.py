"""The things of a collection, each with what it is compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.build.identity.keys import key
from graph.model import ENTITY_LABELS
from graph.parts import Graph, Node, Part, all_relationships

_NEIGHBOURS = {"SUPPORTS": "goals", "LOCATED_IN": "areas", "MEASURED_BY": "indicators"}


@dataclass(slots=True)
class Said:
    """One document that speaks of a thing: its title, who reports, and its words."""

    document: str
    title: str
    place: str
    year: int
    quote: str


@dataclass(slots=True)
class Thing:
    """A thing with its names and the documents and neighbours it has."""

    id: str
    label: str
    name: str
    keys: set[str] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    goals: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    indicators: set[str] = field(default_factory=set)

    @property
    def documents(self) -> set[str]:
        """The documents that speak of it."""
        return {each.document for each in self.said}

    @property
    def places(self) -> set[str]:
        """The places that report of it."""
        return {each.place for each in self.said}


def things_of(graph: Graph) -> Mapping[str, Thing]:
    """The things of a graph by their ids."""
    documents = {part.key: node for part in graph for node in part.nodes if node.id == part.key}
    things: dict[str, Thing] = {}
    of_node: dict[str, str] = {}
    for part in graph:
        texts = dict(_sentences(part))
        for node in part.nodes:
            if node.label in ENTITY_LABELS:
                of_node[node.id] = str(node.properties["thing"])
                _add(things, node, documents, texts)
    for each in all_relationships(graph):
        neighbours = _NEIGHBOURS.get(each.type)
        if neighbours:
            getattr(things[of_node[each.source]], neighbours).add(of_node[each.target])
    return things


def _add(
    things: dict[str, Thing],
    node: Node,
    documents: Mapping[str, Node],
    texts: Mapping[str, str],
) -> None:
    id_, name = str(node.properties["thing"]), str(node.properties["name"])
    thing = things.setdefault(id_, Thing(id_, node.label, name))
    thing.nodes.add(node.id)
    known_as = str(node.properties.get("canonical") or name)
    thing.keys.add(key(node.label, known_as))
    document = documents.get(str(node.properties["document"]))
    if document:
        title, place, year = (document.properties[each] for each in ("name", "place", "year"))
        said = Said(document.id, str(title), str(place), int(str(year)), texts.get(node.id, ""))
        thing.said.append(said)


def _sentences(part: Part) -> Iterator[tuple[str, str]]:
    """For each node of a document the sentence that says it first."""
    texts = {
        each.id: str(each.properties["text"]) for each in part.nodes if each.label == "Passage"
    }
    seen: set[str] = set()
    for each in part.relationships:
        if each.type == "EVIDENCED_BY" and each.source not in seen:
            seen.add(each.source)
            yield each.source, _around(texts[each.target], str(each.properties["quote"]))


def _around(text: str, quote: str) -> str:
    at = text.find(quote)
    if at < 0:
        return quote
    start = max(text.rfind(mark, 0, at) for mark in "。；！？\n") + 1
    ends: Sequence[int] = [text.find(mark, at + len(quote)) for mark in "。；！？\n"]
    return text[start : min((end for end in ends if end >= 0), default=len(text))].strip()
