"""A graph from a collection: a part for each document, then what links them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from graph.build.identity.decided import as_now, decided, verdicts
from graph.build.links import links
from graph.build.made import Made, Making
from graph.collection import Collection
from graph.decisions import Decision
from graph.executors import HERE, Executor
from graph.model import ENTITY_LABELS
from graph.parts import Graph, Node, Part
from graph.tables.columns import Kind, columns


def build_graph(
    collection: Collection, *, keeping: bool = False, executor: Executor = HERE
) -> Graph:
    """The graph of a collection: the same documents and decisions give the same graph.

    With `keeping`, which is for who changes the collection, what is made of documents is kept in
    it, and the `executor` makes it. Documents whose facts are damaged are left out. Raises
    CollectionError where all are, or a decision is.
    """
    decisions = collection.decisions()
    aliases = [(each.name, each.other) for each in decisions if each.kind == "alias"]
    making = Making(collection, aliases, keeping)
    made = making.all(collection.whole(), executor)
    if keeping:
        making.forget_others()
    return graph_of(made, decisions)


def graph_of(made: Mapping[str, Made], decisions: Sequence[Decision] = ()) -> Graph:
    """The graph of documents, given what is made of each by its id, and what people decided."""
    documents = _as_decided([each.document for each in made.values()], decisions)
    others = {part.key: part for each in made.values() for part in each.others}
    agencies = [part for _, part in sorted(others.items()) if part.nodes]
    answered_for = [part for part in others.values() if not part.nodes]
    between = links({document: each.offer for document, each in made.items()})
    return [*documents, *agencies, *answered_for, *between]


def _as_decided(parts: Sequence[Part], decisions: Sequence[Decision]) -> list[Part]:
    """The parts with the things that people say their nodes are."""
    if not verdicts(decisions):
        return [*parts]
    things = {part.key: _things(part) for part in parts}
    of_node = {node: thing for found in things.values() for node, thing in found.items()}
    moved = decided(of_node, as_now(decisions, chain(of_node, of_node.values())))
    return [
        part
        if things[part.key].keys().isdisjoint(moved)
        else Part(part.key, [_moved(each, moved) for each in part.nodes], part.relationships)
        for part in parts
    ]


def _things(part: Part) -> Mapping[str, str]:
    """What each node of a part is, as far as it is a thing."""
    held = columns(part)
    tables = [held[kind] for kind in map(Kind, ENTITY_LABELS) if kind in held]
    return {
        node: thing
        for table in tables
        for node, thing in zip(table["id"].to_pylist(), table["thing"].to_pylist(), strict=True)
    }


def _moved(each: Node, moved: Mapping[str, str]) -> Node:
    thing = moved.get(each.id)
    return replace(each, properties={**each.properties, "thing": thing}) if thing else each
