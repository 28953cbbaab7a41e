"""All things of one kind, each once, whatever documents speak of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import ENTITY_LABELS
from graph.queries.certainty import is_shown_in_cypher
from graph.queries.sentences import sentence_at
from graph.stores.interface import Limits, Store
from graph.workspace import Loaded

_ALL = Limits(rows=200_000, seconds=20.0)
OWN_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "Project": {"stage": "stage", "due": "due"},
    "Area": {"path": "path"},
    "Department": {"mandate": "mandate"},
    "Organization": {"type": "kind"},
    "Indicator": {"canonical": "canonical"},
}
"""The columns that a kind has beside those of all, each with the property it shows."""
_NOWHERE = Loaded(file="")


@dataclass(slots=True)
class _Node:
    """A node of one document, with what it says first."""

    id: str
    name: str
    name_en: str
    document: str
    own: Mapping[str, Any]
    quote: str = ""
    passage: str = ""


def columns_of(label: str) -> list[str]:
    """The columns of the things of a kind."""
    return ["name", *OWN_COLUMNS.get(label, ()), "documents", "quote"]


def things(store: Store, label: str, documents: Mapping[str, Loaded]) -> list[dict[str, Any]]:
    """The things of a kind as rows, those that most documents speak of first.

    A row has `documents`, their ids, the newest first, with the `place` and `year` of each; what it
    says of itself is of the newest document that says it. Raises StoreError.
    """
    found: dict[str, list[_Node]] = {}
    for thing, node in _nodes(store, label):
        found.setdefault(thing, []).append(node)
    rows = [_row(id_, label, nodes, documents) for id_, nodes in found.items()]
    return sorted(rows, key=lambda row: (-len(row["documents"]), row["name"], row["id"]))


def counts(store: Store) -> Mapping[str, int]:
    """How many things there are of each kind, and how many figures. Raises StoreError."""
    found = {}
    for label in ENTITY_LABELS:
        statement = f"MATCH (n:{label}) RETURN count(DISTINCT coalesce(n.thing, n.id))"
        ((count,),) = store.read(statement, {}, _ALL).rows
        found[label] = int(str(count))
    figures = (
        "MATCH (:Indicator)-[r:OBSERVED]->(v:Observation) "
        f"WHERE {is_shown_in_cypher('r')} RETURN count(DISTINCT v)"
    )
    ((count,),) = store.read(figures, {}, _ALL).rows
    return {**found, "Observation": int(str(count))}


def _nodes(store: Store, label: str) -> list[tuple[str, _Node]]:
    assert label in ENTITY_LABELS
    own = OWN_COLUMNS.get(label, {})
    properties = "".join(f", n.{each}" for each in own.values())
    statement = (
        f"MATCH (n:{label}) RETURN n.id, coalesce(n.thing, n.id), n.name, n.name_en, "
        f"n.document{properties} ORDER BY n.id"
    )
    nodes = {}
    for id_, thing, name, name_en, document, *values in store.read(statement, {}, _ALL).rows:
        said = dict(zip(own, values, strict=True))
        node = _Node(str(id_), str(name), str(name_en or ""), str(document or ""), said)
        nodes[node.id] = str(thing), node
    sentences = (
        f"MATCH (n:{label})-[e:EVIDENCED_BY]->(p:Passage) RETURN n.id, e.quote, p.id, p.text "
        "ORDER BY n.id, e.start DESC"
    )
    for id_, quote, passage, text in store.read(sentences, {}, _ALL).rows:
        node = nodes[str(id_)][1]
        node.quote, node.passage = _sentence(str(text), str(quote)), str(passage)
    return [*nodes.values()]


def _sentence(text: str, quote: str) -> str:
    at = text.find(quote)
    if at < 0:
        return quote
    start, end = sentence_at(text, at, at + len(quote))
    return text[start:end]


def _row(
    id_: str, label: str, nodes: Sequence[_Node], documents: Mapping[str, Loaded]
) -> dict[str, Any]:
    def year(node: _Node) -> int:
        return documents.get(node.document, _NOWHERE).year

    ordered = sorted(nodes, key=lambda node: (-year(node), node.document))
    said_by = [*dict.fromkeys(node.document for node in ordered if node.document)]
    speaking = [documents[each] for each in said_by if each in documents]
    newest = ordered[0]
    own = {
        column: next((node.own[column] for node in ordered if node.own[column]), None)
        for column in newest.own
    }
    return {
        "id": id_,
        "name": newest.name,
        "name_en": next((node.name_en for node in ordered if node.name_en), ""),
        "kind": label,
        **own,
        "documents": said_by,
        "place": [*dict.fromkeys(each.place for each in speaking if each.place)],
        "year": [*dict.fromkeys(each.year for each in speaking if each.year)],
        "quote": newest.quote,
        "passage": newest.passage,
        "document_id": newest.document,
    }
