"""One node: its properties, its claims with their evidence, its neighbours."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.answers import Answer, Language, NodeId, Rows, Unsure, WorkspaceDep, limits
from api.places import route_of
from api.problems import problem_responses
from graph.errors import UnknownName
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.queries.run import run
from graph.workspace import Workspace
from viz.facts import MOST_FACTS, Fact, Relation, facts_of, node_properties, relations_of

router = APIRouter(
    prefix="/nodes",
    tags=["nodes"],
    responses=problem_responses(404, 422, 503),
    route_class=route_of("lookups"),
)

_CLAIMS = [kind.name for kind in RELATIONSHIP_TYPES.values() if kind.claim]
_RelationType = Annotated[str, Query(pattern=f"^({'|'.join(_CLAIMS)})$", examples=["SUPPORTS"])]


class NodeView(BaseModel):
    """A node and what is claimed of it, relation by relation.

    `document` is the title of the document it stands in, empty where no document owns it.
    """

    id: str
    kind: str
    name: str
    name_en: str
    aliases: list[str]
    document: str
    properties: dict[str, Any]
    relations: list[Relation]


class FactPage(BaseModel):
    """Some claims of one relation; `next` is the offset of those that follow, if any."""

    facts: list[Fact]
    next: int | None


@router.get("/{id}", summary="A node, with the first claims of each of its relations")
def node(
    workspace: WorkspaceDep,
    id: NodeId,
    facts: Annotated[int, Query(ge=0, le=MOST_FACTS, description="claims a relation")] = 10,
    unsure: Unsure = False,
) -> NodeView:
    """Every claim comes with its basis, the words that show it and the place they stand in."""
    kind, properties = _found(workspace, id)
    own = {each.name for each in NODE_LABELS[kind].properties} - _COMMON
    return NodeView(
        id=id,
        kind=kind,
        name=properties["name"],
        name_en=properties["name_en"] or "",
        aliases=properties["aliases"] or [],
        document=_title(workspace, properties["document"]),
        properties={name: properties[name] for name in sorted(own)},
        relations=relations_of(workspace.store, id, facts, unsure),
    )


@router.get("/{id}/facts", summary="The claims of one relation of a node")
def facts(
    workspace: WorkspaceDep,
    id: NodeId,
    relation: _RelationType,
    direction: Literal["out", "in"],
    limit: Annotated[int, Query(ge=1, le=MOST_FACTS)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    unsure: Unsure = False,
) -> FactPage:
    """Stated claims come first, then structural, then inferred ones."""
    _found(workspace, id)
    found = facts_of(workspace.store, id, relation, direction, limit + 1, offset, unsure)
    return FactPage(facts=found[:limit], next=offset + limit if len(found) > limit else None)


@router.get("/{id}/neighbours", summary="The nodes next to a node, and how they are joined")
def neighbours(
    workspace: WorkspaceDep,
    id: NodeId,
    lang: Language = "zh",
    limit: Rows = 200,
    unsure: Unsure = False,
) -> Answer:
    """The answer of the named query `neighbours`."""
    found = run(workspace.store, "neighbours", {"node": id}, limits(limit), lang, unsure=unsure)
    return Answer.of(found)


@router.get("/{id}/evidence", summary="Every sentence that speaks of a node")
def evidence(
    workspace: WorkspaceDep, id: NodeId, lang: Language = "zh", limit: Rows = 200
) -> Answer:
    """The answer of the named query `evidence`."""
    return Answer.of(run(workspace.store, "evidence", {"node": id}, limits(limit), lang))


_COMMON = {"id", "name", "name_en", "aliases", "search", "document"}


def _found(workspace: Workspace, node_id: str) -> tuple[str, Any]:
    found = node_properties(workspace.store, node_id)
    if found is None:
        raise UnknownName(f"The graph holds no node {node_id}. Look it up by name with /search.")
    return found


def _title(workspace: Workspace, document: str | None) -> str:
    found = node_properties(workspace.store, document) if document else None
    return str(found[1]["name"]) if found else ""
