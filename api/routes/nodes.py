"""One node, or one thing with its nodes in all documents: what it is and what is claimed of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.answers import (
    Answer,
    Language,
    NodeOrThingId,
    Page,
    RelationType,
    Unsure,
    WorkspaceDep,
)
from api.forms import answer_responses
from api.lists import ReplyDep, SomeDep
from api.places import route_of
from api.problems import problem_responses
from api.routes import PREFIX
from graph.errors import UnknownName
from graph.model import NODE_LABELS
from graph.queries.answer import Answered
from graph.queries.run import run
from graph.queries.same import nodes_of_thing
from graph.workspace import Workspace
from viz.around import Around, around, next_to, within
from viz.facts import MOST_FACTS, Direction, Fact, Relation, facts_of, node_properties, relations_of
from viz.picture import DRAWN, MOST_NODES

router = APIRouter(
    prefix=f"{PREFIX}/nodes",
    tags=["nodes"],
    responses=problem_responses(404, 422, 503),
    route_class=route_of("lookups"),
)

FACT_COLUMNS = (
    *("id", "name", "name_en", "kind", "figure"),
    *("relation", "direction", "role", "basis", "confidence", "rule"),
    *("quote", "fields", "document", "place", "year", "section"),
    *("document_id", "passage", "start", "end", "thing", "source", "target"),
)
_KINDS = f"^({'|'.join(DRAWN)})$"


class NodeView(BaseModel):
    """A node, or a thing with its nodes, and what is claimed of it, relation by relation.

    `document` is the title of the document it stands in, empty where no document owns it or
    several do; `documents` are the titles of all. Of a thing, `id` is the one that it has now,
    `aliases` are all other names of its nodes, and `properties` those that all of them share.
    """

    id: str
    kind: str
    name: str
    name_en: str
    aliases: list[str]
    document: str
    documents: list[str]
    properties: dict[str, Any]
    relations: list[Relation]


class Surrounding(BaseModel):
    """What one step leads to, by relation and kind, and how many things two steps do."""

    next: list[Around]
    within_two: int


class NextPage(BaseModel):
    """Some of `total` things, or values, by their ids."""

    ids: list[str]
    total: int


@router.get("/{id}", summary="A node, with the first claims of each of its relations")
def node(
    workspace: WorkspaceDep,
    id: NodeOrThingId,
    facts: Annotated[int, Query(ge=0, le=MOST_FACTS, description="claims a relation")] = 10,
    unsure: Unsure = False,
) -> NodeView:
    """Every claim comes with its basis, the words that show it and the place they stand in."""
    kind, nodes = _found(workspace, id)
    ids = [each["id"] for each in nodes]
    titles = [_title(workspace, each) for each in dict.fromkeys(n["document"] for n in nodes)]
    own = {each.name for each in NODE_LABELS[kind].properties} - _COMMON
    first, *others = nodes
    shared = [name for name in sorted(own) if all(n[name] == first[name] for n in others)]
    return NodeView(
        id=str(first["thing"]) if id.startswith("thing-") else id,
        kind=kind,
        name=first["name"],
        name_en=next(filter(None, (each["name_en"] for each in nodes)), ""),
        aliases=_other_names(nodes),
        document=titles[0] if len(titles) == 1 else "",
        documents=[*filter(None, titles)],
        properties={name: first[name] for name in shared},
        relations=relations_of(workspace.store, ids, facts, unsure),
    )


@router.get(
    "/{id}/facts",
    summary="The claims of one relation of a node",
    response_model=Page,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def facts(
    workspace: WorkspaceDep,
    reply: SomeDep,
    id: NodeOrThingId,
    relation: RelationType,
    direction: Literal["out", "in"],
    unsure: Unsure = False,
) -> Response:
    """Stated claims come first, then structural, then inferred ones.

    `id`, `name` and `kind` are those of the node at the other end, which a claim leads to.
    """
    _, nodes = _found(workspace, id)
    ids, most = [each["id"] for each in nodes], reply.limits.rows
    found = facts_of(workspace.store, ids, relation, direction, most + 1, unsure)
    rows = [_row(each, direction) for each in found[:most]]
    return reply.give(Answered("facts", "", {}, "", FACT_COLUMNS, rows, len(found) > most))


@router.get("/{id}/around", summary="How much stands around a node, by relation and kind")
def whats_around(workspace: WorkspaceDep, id: NodeOrThingId, unsure: Unsure = False) -> Surrounding:
    """Counts of things, or of values, before any of them is drawn."""
    _, nodes = _found(workspace, id)
    thing = str(nodes[0].get("thing") or "")
    near = within(workspace.store, thing, 0, unsure)[1] if thing else 0
    return Surrounding(
        next=around(workspace.store, [each["id"] for each in nodes], unsure), within_two=near
    )


@router.get("/{id}/next", summary="The things next to a node, by their ids")
def whats_next(
    workspace: WorkspaceDep,
    id: NodeOrThingId,
    relation: Annotated[RelationType | None, Query()] = None,
    direction: Literal["out", "in"] = "out",
    kind: Annotated[str, Query(pattern=_KINDS)] = "Goal",
    limit: Annotated[int, Query(ge=1, le=MOST_NODES)] = 200,
    unsure: Unsure = False,
) -> NextPage:
    """Those of one relation and kind; without a relation all that one or two steps lead to."""
    _, nodes = _found(workspace, id)
    if relation is None:
        found, total = within(workspace.store, str(nodes[0].get("thing")), limit, unsure)
        return NextPage(ids=found, total=total)
    ids = [each["id"] for each in nodes]
    found = next_to(workspace.store, ids, relation, direction, kind, unsure)
    return NextPage(ids=found[:limit], total=len(found))


@router.get(
    "/{id}/neighbours",
    summary="The nodes next to a node, and how they are joined",
    response_model=Answer,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def neighbours(
    workspace: WorkspaceDep,
    reply: ReplyDep,
    id: NodeOrThingId,
    lang: Language = "zh",
    unsure: Unsure = False,
) -> Response:
    """The answer of the named query `neighbours`."""
    found = run(workspace.store, "neighbours", {"node": id}, reply.limits, lang, unsure=unsure)
    return reply.give(found)


@router.get(
    "/{id}/evidence",
    summary="Every sentence that speaks of a node",
    response_model=Answer,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def evidence(
    workspace: WorkspaceDep, reply: ReplyDep, id: NodeOrThingId, lang: Language = "zh"
) -> Response:
    """The answer of the named query `evidence`."""
    return reply.give(run(workspace.store, "evidence", {"node": id}, reply.limits, lang))


def _row(fact: Fact, direction: Direction) -> Mapping[str, object]:
    claim, other, place = fact.claim, fact.other, fact.place
    values = (
        *(other.id, other.name, other.name_en, other.kind, other.figure),
        *(claim.type, direction, claim.role, claim.basis, claim.confidence, claim.rule),
        *(claim.quote, [*fact.fields]),
        *((place.document, place.place, place.year, place.section) if place else [None] * 4),
        *(claim.document, claim.passage, claim.start, claim.end),
        *(other.thing, claim.source, claim.target),
    )
    return dict(zip(FACT_COLUMNS, values, strict=True))


_COMMON = {"id", "name", "name_en", "aliases", "search", "document", "former"}


def _found(workspace: Workspace, id_: str) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """The label and the properties of a node, or of all nodes of a thing. Raises UnknownName."""
    is_thing = id_.startswith("thing-")
    ids = nodes_of_thing(workspace.store, id_)[1] if is_thing else [id_]
    found = [each for each in (node_properties(workspace.store, id_) for id_ in ids) if each]
    if not found:
        what = "thing" if is_thing else "node"
        raise UnknownName(f"The graph holds no {what} {id_}. Look it up by name with /search.")
    return found[0][0], [properties for _, properties in found]


def _other_names(nodes: Sequence[Mapping[str, Any]]) -> list[str]:
    names = (name for each in nodes for name in (each["name"], *(each["aliases"] or [])))
    return [name for name in dict.fromkeys(names) if name != nodes[0]["name"]]


def _title(workspace: Workspace, document: str | None) -> str:
    found = node_properties(workspace.store, document) if document else None
    return str(found[1]["name"]) if found else ""
