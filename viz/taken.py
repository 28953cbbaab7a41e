"""What is drawn, as files for other programs: a graph, its Cypher, a page of PyVis, its sources."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import asdict

import networkx as nx

from graph.stores.interface import Store
from viz.facts import places_of
from viz.picture import DrawnDocument, Picture
from viz.view import view_html

Taken = Callable[[Store, Picture, str], str]


def graphml(_store: Store, picture: Picture, _title: str) -> str:
    """For Gephi, Cytoscape, yEd."""
    return graphml_of(picture).decode()


def graphml_of(picture: Picture) -> bytes:
    """A picture as GraphML; `label` is a node's name and a claim's type."""
    written = io.BytesIO()
    nx.write_graphml(_graph(picture), written, named_key_ids=True, edge_id_from_attribute="id")
    return written.getvalue()


def gexf(_store: Store, picture: Picture, _title: str) -> str:
    """For Gephi."""
    written = io.BytesIO()
    nx.write_gexf(_graph(picture), written)
    return written.getvalue().decode()


def cypher(_store: Store, picture: Picture, _title: str) -> str:
    """A statement that reads the same from the graph, in Lantu or in Neo4j Browser."""
    things = sorted({node.thing or node.id for node in picture.nodes})
    listed = ", ".join(f"'{each}'" for each in things)
    return (
        f"WITH [{listed}] AS drawn\n"
        "MATCH (n) WHERE n.thing IN drawn OR n.id IN drawn\n"
        "OPTIONAL MATCH (n)-[r]->(m) WHERE m.thing IN drawn OR m.id IN drawn\n"
        "RETURN n, r, m\n"
    )


def citations(store: Store, picture: Picture, _title: str) -> str:
    """Each claim with what says it: document, place and year, section, sentence."""
    places = places_of(store, [each.passage for each in picture.edges if each.passage])
    names = {node.id: node.name for node in picture.nodes}
    lines = []
    for each in picture.edges:
        claim = f"{names[each.source]} {each.type} {names[each.target]}"
        place = places.get(each.passage)
        if place is None:
            lines.append(f"{claim}：{each.basis}")
            continue
        reported = " ".join(str(part) for part in (place.place, place.year) if part)
        lines.append(
            f"{claim}：《{place.document}》（{reported}），{place.section}：“{each.quote}”"
        )
    return "\n".join(sorted(lines)) + "\n"


def page(_store: Store, picture: Picture, title: str) -> str:
    """One HTML file made with PyVis, which opens anywhere without a network."""
    return view_html(picture, title)


FORMS: Mapping[str, tuple[Taken, str]] = {
    "html": (page, "text/html; charset=utf-8"),
    "graphml": (graphml, "application/graphml+xml"),
    "gexf": (gexf, "application/gexf+xml"),
    "cypher": (cypher, "text/plain; charset=utf-8"),
    "txt": (citations, "text/plain; charset=utf-8"),
}
"""What makes a file of each form, by its ending, and the media type of that."""


def _graph(picture: Picture) -> nx.MultiDiGraph[str]:
    """The picture with all its properties as text and numbers, which both forms can hold."""
    documents = {each.id: each for each in picture.documents}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in picture.nodes:
        graph.add_node(
            node.id,
            label=node.figure or node.name,
            kind=node.kind,
            name=node.name,
            name_en=node.name_en,
            stage=node.stage,
            documents="; ".join(_title(documents, each) for each in node.documents),
        )
    for number, edge in enumerate(picture.edges):
        properties = {
            name: value
            for name, value in asdict(edge).items()
            if name not in ("source", "target", "type", "said", "start", "end")
        }
        properties |= {
            "id": f"r{number}",
            "label": edge.type,
            "kind": edge.type,
            "document": _title(documents, edge.document),
        }
        graph.add_edge(edge.source, edge.target, key=number, **properties)
    return graph


def _title(documents: Mapping[str, DrawnDocument], id_: str) -> str:
    each = documents.get(id_)
    return f"{each.name} ({each.place} {each.year or ''})" if each else id_
