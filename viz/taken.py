"""What is drawn, as files for other programs: a graph, tables, its Cypher, a page, its sources."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import networkx as nx

from graph.exchange.sheets import workbook
from graph.stores.interface import Store
from viz.facts import Place, places_of
from viz.offline import offline_html
from viz.picture import DrawnDocument, DrawnEdge, Picture
from viz.subgraph import Filters

Row = Mapping[str, object]
Table = tuple[Sequence[str], Sequence[Row]]
_NODES = ("id", "name", "name_en", "kind", "figure", "stage", "documents")
_CLAIMS = (
    *("source", "relation", "target", "basis", "confidence", "rule"),
    *("quote", "document", "place", "year", "section", "documents"),
)
_NOWHERE = Place("", "", "", "", 0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that is taken away: what it is called, where its claims stand, what was hidden."""

    picture: Picture
    title: str
    places: Mapping[str, Place]
    filters: Filters

    def place(self, claim: DrawnEdge) -> Place | None:
        """Where a claim stands, if any sentence says it."""
        return self.places.get(claim.passage)


def drawn(store: Store, picture: Picture, title: str, filters: Filters) -> Drawn:
    """A picture with the places of its claims. Raises StoreError."""
    passages = [each.passage for each in picture.edges if each.passage]
    return Drawn(picture, title, places_of(store, passages), filters)


def graphml(drawn: Drawn) -> bytes:
    """For Gephi, Cytoscape, yEd."""
    return graphml_of(drawn.picture)


def graphml_of(picture: Picture) -> bytes:
    """A picture as GraphML; `label` is a node's name and a claim's type."""
    written = io.BytesIO()
    nx.write_graphml(_graph(picture), written, named_key_ids=True, edge_id_from_attribute="id")
    return written.getvalue()


def gexf(drawn: Drawn) -> bytes:
    """For Gephi."""
    written = io.BytesIO()
    nx.write_gexf(_graph(drawn.picture), written)
    return written.getvalue()


def cypher(drawn: Drawn) -> bytes:
    """A statement that reads the same from the graph, in Lantu or in Neo4j Browser."""
    things = sorted({node.thing or node.id for node in drawn.picture.nodes})
    types = sorted({each.type for each in drawn.picture.edges})
    joined = f"[r:{'|'.join(types)}]" if types else "[r]"
    only = "".join(
        f" AND NOT r.{name} IN [{_listed(values)}]"
        for name, values in (("basis", drawn.filters.basis), ("document", drawn.filters.document))
        if values
    )
    only += f" AND r.confidence >= {drawn.filters.sure}" if drawn.filters.sure else ""
    return (
        f"WITH [{_listed(things)}] AS drawn\n"
        "MATCH (n) WHERE n.thing IN drawn OR n.id IN drawn\n"
        f"OPTIONAL MATCH (n)-{joined}->(m) WHERE (m.thing IN drawn OR m.id IN drawn){only}\n"
        "RETURN n, r, m\n"
    ).encode()


def _listed(ids: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(f"'{each}'" for each in sorted(ids))


def citations(drawn: Drawn) -> bytes:
    """Each claim with what says it: document, place and year, section, sentence."""
    names = {node.id: node.name for node in drawn.picture.nodes}
    lines = []
    for each in drawn.picture.edges:
        claim = f"{names[each.source]} {each.type} {names[each.target]}"
        place = drawn.place(each)
        lines.append(f"{claim}：{place.in_words if place else each.basis}")
        if place:
            lines[-1] += f"：“{each.quote}”"
    return ("\n".join(sorted(lines)) + "\n").encode()


def page(drawn: Drawn) -> bytes:
    """One HTML file made with PyVis, which opens anywhere without a network."""
    return offline_html(drawn.picture, drawn.title, drawn.places).encode()


def nodes(drawn: Drawn) -> Table:
    """What is drawn, a row each."""
    documents = {each.id: each for each in drawn.picture.documents}
    rows = [
        {**asdict(each), "documents": _titles(documents, each.documents)}
        for each in drawn.picture.nodes
    ]
    return _NODES, rows


def claims(drawn: Drawn) -> Table:
    """The claims between what is drawn, a row each, with where the sentence shown stands."""
    documents = {each.id: each for each in drawn.picture.documents}
    names = {node.id: node.name for node in drawn.picture.nodes}
    rows = []
    for each in drawn.picture.edges:
        place = drawn.place(each) or _NOWHERE
        said_by = [*dict.fromkeys(said.document for said in each.said if said.document)]
        rows.append(
            {
                **asdict(each),
                **asdict(place),
                "year": place.year or None,
                "source": names[each.source],
                "relation": each.type,
                "target": names[each.target],
                "documents": _titles(documents, said_by),
            }
        )
    return _CLAIMS, rows


def xlsx(drawn: Drawn) -> bytes:
    """Both tables as the sheets of a workbook."""
    return workbook({"nodes": nodes(drawn), "claims": claims(drawn)})


FILES: Mapping[str, tuple[Callable[[Drawn], bytes], str]] = {
    "html": (page, "text/html; charset=utf-8"),
    "graphml": (graphml, "application/graphml+xml"),
    "gexf": (gexf, "application/gexf+xml"),
    "cypher": (cypher, "text/plain; charset=utf-8"),
    "txt": (citations, "text/plain; charset=utf-8"),
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""What makes a file of each form, by its ending, and the media type of that."""
TABLES: Mapping[str, Callable[[Drawn], Table]] = {"nodes.csv": nodes, "claims.csv": claims}
"""What makes the rows of each file that is a table."""


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
            documents=_titles(documents, node.documents),
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
            "document": _titles(documents, [edge.document]),
        }
        graph.add_edge(edge.source, edge.target, key=number, **properties)
    return graph


def _titles(documents: Mapping[str, DrawnDocument], ids: Sequence[str]) -> str:
    return "; ".join(_title(documents, each) for each in ids)


def _title(documents: Mapping[str, DrawnDocument], id_: str) -> str:
    each = documents.get(id_)
    return f"{each.name} ({each.place} {each.year or ''})" if each else id_
