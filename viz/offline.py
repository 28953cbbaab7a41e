"""A picture as one HTML file, made with PyVis, that opens anywhere without a network.

PyVis's own template loads style sheets from elsewhere in every mode, prints the heading unescaped
and shows tooltips as HTML; so its Network class is used with the template beside this module, whose
content security policy lets nothing run but the scripts put in here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup
from pyvis.network import Network

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Part
from viz.caption import caption
from viz.facts import Place
from viz.palette import palette
from viz.picture import DrawnDocument, DrawnEdge, DrawnNode, Picture, picture_of_graph
from viz.policy import policy_hash
from viz.vendor import vendor_text

_HERE = files("viz")
_BASIS = {"stated": "原文 stated", "structural": "结构 structural", "inferred": "推断 inferred"}
_INFERRED_DASHES = [6, 5]
_MOST_SAID = 8
Places = Mapping[str, Place]


def write_offline(
    path: Path, subject: Picture | Sequence[Part], title: str, places: Places | None = None
) -> None:
    """Write `offline_html` to a file, in UTF-8 whatever the platform's own encoding."""
    path.write_text(offline_html(subject, title, places), encoding="utf-8", newline="\n")


def offline_html(
    subject: Picture | Sequence[Part], title: str, places: Places | None = None
) -> str:
    """A page that shows a picture, or a graph held in memory: search, pan, zoom, click.

    A click shows the sentence; `places` say, by passage, in which document and section it stands.
    """
    picture = subject if isinstance(subject, Picture) else picture_of_graph(subject)
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    sources = {place: _source(edge, places or {}) for place, edge in enumerate(picture.edges)}
    first = _first_sources(picture, sources)
    documents = {each.id: _document(each) for each in picture.documents}
    for node in picture.nodes:
        said_by = [documents[each] for each in node.documents if each in documents]
        network.add_node(node.id, **_node_look(node, [*first.get(node.id, []), *said_by]))
    for place, edge in enumerate(picture.edges):
        network.add_edge(edge.source, edge.target, **_edge_look(edge, sources[place]))
    network.set_options(json.dumps(_OPTIONS))
    return _render(network, picture)


def _render(network: Network, picture: Picture) -> str:
    network.set_template_dir(str(_HERE), "offline.html")
    scripts = [vendor_text("vis-network.min.js"), _own_text("offline.js")]
    environment = network.templateEnv
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.globals.update(
        scripts=[Markup(script) for script in scripts],
        script_hashes=Markup(" ".join(policy_hash(script) for script in scripts)),
        styles=[Markup(vendor_text("vis-network.css")), Markup(_own_text("offline.css"))],
        legend=_legend(picture),
        truncated=picture.truncated,
    )
    html: str = network.generate_html()
    return html


def _own_text(name: str) -> str:
    return _HERE.joinpath(name).read_text(encoding="utf-8")


def _legend(picture: Picture) -> list[dict[str, object]]:
    shown = {node.kind for node in picture.nodes}
    return [
        {
            "kind": style.label,
            "title": f"{NODE_LABELS[style.label].title} {style.label}",
            "colour": style.colour,
            "shape": style.shape,
            "count": sum(node.kind == style.label for node in picture.nodes),
        }
        for style in palette().values()
        if style.label in shown
    ]


def _node_look(node: DrawnNode, said: Sequence[str]) -> dict[str, object]:
    style = palette()[node.kind]
    names = node.name if not node.name_en else f"{node.name}\n{node.name_en}"
    kind = f"{NODE_LABELS[node.kind].title} {node.kind}"
    return {
        "label": caption(node.figure or node.name),
        "name": node.figure or node.name,
        "title": "\n".join(
            [names, kind, *said[:_MOST_SAID], *(["…"] if len(said) > _MOST_SAID else [])]
        ),
        "kind": node.kind,
        "color": style.colour,
        "shape": style.shape,
        "size": style.size,
    }


def _edge_look(edge: DrawnEdge, source: Sequence[str]) -> dict[str, object]:
    kind = f"{RELATIONSHIP_TYPES[edge.type].title} {edge.type}"
    inferred = edge.basis == "inferred"
    return {
        "title": "\n".join([f"{kind} · {_BASIS[edge.basis]}", *source]),
        "dashes": _INFERRED_DASHES if inferred else False,
        "inferred": inferred,
    }


def _source(edge: DrawnEdge, places: Places) -> list[str]:
    """The words of a claim and where they stand, a line each."""
    place = places.get(edge.passage)
    return [f"“{edge.quote}”", *([place.in_words] if place else [])] if edge.quote else []


def _first_sources(
    picture: Picture, sources: Mapping[int, Sequence[str]]
) -> Mapping[str, Sequence[str]]:
    """For each node, the source of the first claim about it that has one."""
    first: dict[str, Sequence[str]] = {}
    for place, edge in enumerate(picture.edges):
        for end in (edge.source, edge.target):
            if sources[place]:
                first.setdefault(end, sources[place])
    return first


def _document(document: DrawnDocument) -> str:
    return Place("", document.name, "", document.place, document.year).in_words


_OPTIONS = {
    "layout": {"randomSeed": 7},
    "interaction": {"hover": True, "tooltipDelay": 120, "keyboard": {"bindToWindow": False}},
    "nodes": {
        "borderWidth": 1.5,
        "font": {
            "face": "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
            "size": 13,
            "color": "#1f2a37",
            "strokeWidth": 3,
            "strokeColor": "#ffffff",
        },
    },
    "edges": {
        "width": 1.2,
        "color": {"color": "#a9b4c0", "hover": "#0f766e", "highlight": "#0f766e"},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "smooth": False,
    },
    "physics": {
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {
            "gravitationalConstant": -90,
            "centralGravity": 0.012,
            "springLength": 110,
            "springConstant": 0.06,
            "avoidOverlap": 0.7,
        },
        "stabilization": {"iterations": 300},
    },
}
