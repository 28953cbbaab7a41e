"""A path between two things, laid out as one row a step, each with where it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import prod
from typing import Any

from graph.queries.paths import Way
from graph.stores.interface import Store

Hop = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]
"""A node, a relationship and the node it goes to, as a store gives them."""
Row = dict[str, object]


def steps(store: Store, ways: Sequence[Way], hops: Iterable[Hop]) -> list[Row]:
    """The steps of the best of some ways: of that which rests least on inference.

    `hops` are the claims between the things on the ways. Raises StoreError.
    """
    best: dict[tuple[str, str], Hop] = {}
    for hop in sorted(hops, key=_worth):
        one, other = hop[0]["thing"], hop[2]["thing"]
        best.setdefault((one, other), hop)
        best.setdefault((other, one), hop)
    along = [[best[pair] for pair in pairwise(way)] for way in ways]
    if not along:
        return []
    least = min(range(len(ways)), key=lambda at: (*_sum(along[at]), ways[at]))
    claims = [claim for _, claim, _ in along[least]]
    places = _places(store, [str(claim["passage"]) for claim in claims])
    titles = _titles(store, [str(claim["document"]) for claim in claims])
    rows: list[Row] = []
    for number, (source, claim, target) in enumerate(along[least], start=1):
        forwards = source["thing"] == ways[least][number - 1]
        near, far = (source, target) if forwards else (target, source)
        rows.append(
            {
                "step": number,
                # A thing has a node in each document: the step goes on from the one before.
                "from_id": rows[-1]["id"] if rows else near["id"],
                "from_name": rows[-1]["name"] if rows else near["name"],
                "from_kind": near["label"],
                "relation": claim["type"],
                "direction": "out" if forwards else "in",
                "id": far["id"],
                "name": far["name"],
                "kind": far["label"],
                "role": claim.get("role") or "",
                **{key: claim[key] for key in ("basis", "confidence", "quote")},
                "document": titles.get(claim["document"]),
                "section": places.get(claim["passage"]),
                "document_id": claim["document"],
                **{key: claim[key] for key in ("passage", "start", "end")},
            }
        )
    return rows


def _worth(hop: Hop) -> tuple[object, ...]:
    source, claim, target = hop
    bases = ("stated", "structural", "inferred")
    said = [str(claim[key]) for key in _TELLS_APART]
    return bases.index(claim["basis"]), -claim["confidence"], source["id"], target["id"], said


def _sum(hops: Sequence[Hop]) -> tuple[float, ...]:
    bases = [claim["basis"] for _, claim, _ in hops]
    surety = prod(float(claim["confidence"]) for _, claim, _ in hops)
    return bases.count("inferred"), bases.count("structural"), -surety


# Two things may be joined by several claims, of one type or of several.
_TELLS_APART = ("type", "source", "document", "passage", "start", "end", "quote", "confidence")


def _places(store: Store, passages: Sequence[str]) -> Mapping[object, object]:
    found = store.read(
        "MATCH (p:Passage)-[:PART_OF]->(s:Section) WHERE p.id IN $ids RETURN p.id, s.name",
        {"ids": list(passages)},
    )
    return {row[0]: row[1] for row in found.rows}


def _titles(store: Store, documents: Sequence[str]) -> Mapping[object, object]:
    found = store.read(
        "MATCH (d:Document) WHERE d.id IN $ids RETURN d.id, d.name", {"ids": list(documents)}
    )
    return {row[0]: row[1] for row in found.rows}
