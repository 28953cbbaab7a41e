"""What is drawn: some nodes, and the claims that hold between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from graph.model import ENTITY_LABELS, NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Graph, all_nodes, all_relationships

MOST_NODES = 2_000
"""How many nodes a picture holds at most: more cannot be told apart on a screen."""
MOST_EDGES = 6_000
MOST_IN_FILE = 400
"""How many nodes a picture in a file holds at most, which is laid out when it is opened."""
DRAWN = (*ENTITY_LABELS, "Observation")
_LABEL_BY_PREFIX = {label.lower(): label for label in NODE_LABELS}


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node of a picture: a thing, whatever documents speak of it, or what one document says.

    `id` is that of the thing or of the node, `thing` the thing's in both cases, empty of what is
    none. `documents` are the ids of those that speak of it, `figure` is what an observation shows
    instead of its name, `stage` how far a project is.
    """

    id: str
    kind: str
    name: str
    name_en: str = ""
    thing: str = ""
    documents: tuple[str, ...] = ()
    figure: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """That a document, by its id, makes a claim: how it is known and how sure it is."""

    document: str
    basis: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A claim of a picture, from node to node. `passage` and `document` are ids.

    Between things it is the first of those that say the same, of which each is in `said`.
    """

    type: str
    source: str
    target: str
    basis: str
    confidence: float
    rule: str = ""
    quote: str = ""
    passage: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    role: str = ""
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A document that speaks of what is drawn; `year` is 0 where it does not say."""

    id: str
    name: str
    place: str
    year: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes, the claims between them and the documents that speak of them.

    It is `truncated` where there were more than can be drawn; `missing` counts ids that were asked
    for and are not held. `places` are the middles of nodes, in pixels, of those that were placed.
    """

    nodes: Sequence[DrawnNode]
    edges: Sequence[DrawnEdge]
    truncated: bool = False
    documents: Sequence[DrawnDocument] = ()
    missing: int = 0
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)


_OF_NODE = frozenset(
    {"id", "name", "name_en", "thing", "document", "stage", "value", "unit", "year"}
)
_OF_CLAIM = frozenset(
    {
        *("basis", "confidence", "rule", "quote", "passage", "document", "start", "end", "role"),
    }
)


def properties_of_node(label: str) -> list[str]:
    """The properties of the nodes with a label that are drawn."""
    return [each.name for each in NODE_LABELS[label].properties if each.name in _OF_NODE]


def properties_of_claim(type_: str) -> list[str]:
    """The properties of the claims of a type that are drawn."""
    return [each.name for each in RELATIONSHIP_TYPES[type_].properties if each.name in _OF_CLAIM]


def label_of(node_id: str) -> str | None:
    """The label of the node or thing with that id, told from it; None where it names no label."""
    prefix, _, rest = node_id.removeprefix("thing-").rpartition("-")
    return _LABEL_BY_PREFIX.get(prefix) if rest else None


def drawn_node(label: str, properties: Mapping[str, Any]) -> DrawnNode:
    """A stored node as it is drawn."""
    return DrawnNode(
        id=properties["id"],
        kind=label,
        name=properties.get("name") or properties["id"],
        name_en=properties.get("name_en") or "",
        thing=properties.get("thing") or "",
        documents=(properties["document"],) if properties.get("document") else (),
        figure=_figure(properties) if label == "Observation" else "",
        stage=properties.get("stage") or "",
    )


def _figure(observation: Mapping[str, Any]) -> str:
    value, unit, year = (observation.get(key) or "" for key in ("value", "unit", "year"))
    return f"{value}{unit} {year}".strip()


def drawn_edge(kind: str, source: str, target: str, properties: Mapping[str, Any]) -> DrawnEdge:
    """A stored claim as it is drawn."""
    confidence = properties.get("confidence")
    return DrawnEdge(
        type=kind,
        source=source,
        target=target,
        basis=properties.get("basis") or "stated",
        confidence=1.0 if confidence is None else float(confidence),
        rule=properties.get("rule") or "",
        quote=properties.get("quote") or "",
        passage=properties.get("passage") or "",
        document=properties.get("document") or "",
        start=properties.get("start") or 0,
        end=properties.get("end") or 0,
        role=properties.get("role") or "",
    )


def picture_of_graph(graph: Graph) -> Picture:
    """The entities and observations of a graph held in memory, and their claims."""
    nodes = [drawn_node(node.label, node.properties) for node in all_nodes(graph)]
    nodes = [node for node in nodes if node.kind in DRAWN]
    shown = {node.id for node in nodes[:MOST_IN_FILE]}
    edges = (
        drawn_edge(each.type, each.source, each.target, each.properties)
        for each in all_relationships(graph)
        if RELATIONSHIP_TYPES[each.type].claim and {each.source, each.target} <= shown
    )
    return Picture(nodes[:MOST_IN_FILE], list(islice(edges, MOST_EDGES)), len(nodes) > MOST_IN_FILE)
