"""A path between two things, laid out as one row a step, each with where it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from graph.stores.interface import Store

Path = tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]
"""The nodes of a path, in order, and the relationships between them, as a store gives them."""
Row = dict[str, object]


def steps(store: Store, paths: Sequence[Path]) -> list[Row]:
    """The steps of the best path: the shortest, then the one that rests least on inference.

    Raises StoreError.
    """
    if not paths:
        return []
    nodes, claims = min(paths, key=_worth)
    places = _places(store, [str(claim["passage"]) for claim in claims])
    titles = _titles(store, [str(claim["document"]) for claim in claims])
    return [
        {
            "step": number,
            "from_id": nodes[number - 1]["id"],
            "from_name": nodes[number - 1]["name"],
            "from_kind": nodes[number - 1]["label"],
            "relation": claim["type"],
            "direction": "out" if claim["source"] == nodes[number - 1]["id"] else "in",
            "id": nodes[number]["id"],
            "name": nodes[number]["name"],
            "kind": nodes[number]["label"],
            **{key: claim[key] for key in ("basis", "confidence", "quote")},
            **titles.get(claim["document"], _NO_DOCUMENT),
            "section": places.get(claim["passage"]),
            "document_id": claim["document"],
            **{key: claim[key] for key in ("passage", "start", "end")},
        }
        for number, claim in enumerate(claims, start=1)
    ]


def _worth(path: Path) -> tuple[object, ...]:
    nodes, claims = path
    bases = [claim["basis"] for claim in claims]
    surety = prod(float(claim["confidence"]) for claim in claims)
    ids = [str(node["id"]) for node in nodes]
    said = [[str(claim[key]) for key in _TELLS_APART] for claim in claims]
    return len(claims), bases.count("inferred"), bases.count("structural"), -surety, ids, said


# Two things may be joined by several claims, of one type or of several.
_TELLS_APART = ("type", "source", "document", "passage", "start", "end", "quote", "confidence")


def _places(store: Store, passages: Sequence[str]) -> Mapping[object, object]:
    found = store.read(
        "MATCH (p:Passage)-[:PART_OF]->(s:Section) WHERE p.id IN $ids RETURN p.id, s.name",
        {"ids": list(passages)},
    )
    return {row[0]: row[1] for row in found.rows}


_NO_DOCUMENT: Row = {"document": None, "place": None, "year": None}


def _titles(store: Store, documents: Sequence[str]) -> Mapping[object, Row]:
    found = store.read(
        "MATCH (d:Document) WHERE d.id IN $ids RETURN d.id, d.name, d.place, d.year",
        {"ids": list(documents)},
    )
    return {row[0]: dict(zip(_NO_DOCUMENT, row[1:], strict=True)) for row in found.rows}
