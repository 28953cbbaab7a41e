"""What a page needs to draw: how kinds look, and the claims among some nodes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.answers import IdString, Unsure, WorkspaceDep
from api.places import route_of
from api.problems import problem_responses
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from viz.palette import Style, palette
from viz.picture import MOST_NODES, Picture
from viz.subgraph import picture_of_nodes

router = APIRouter(
    tags=["drawing"], responses=problem_responses(422, 503), route_class=route_of("lookups")
)


class Kind(Style):
    """A node label: its Chinese title, its meaning and how it is drawn."""

    title: str
    meaning: str


class RelationKind(BaseModel):
    """A relationship type, with its Chinese title and its meaning."""

    type: str
    title: str
    meaning: str
    claim: bool


class Model(BaseModel):
    """The kinds of nodes and relationships that the graph may hold."""

    kinds: list[Kind]
    relations: list[RelationKind]


@router.get("/model", summary="The kinds of nodes and relationships, and how they are drawn")
def model() -> Model:
    """The same for every collection."""
    kinds = [
        Kind(**style.model_dump(), title=label.title, meaning=label.meaning)
        for style in palette().values()
        for label in [NODE_LABELS[style.label]]
    ]
    relations = [
        RelationKind(type=each.name, title=each.title, meaning=each.meaning, claim=each.claim)
        for each in RELATIONSHIP_TYPES.values()
    ]
    return Model(kinds=kinds, relations=relations)


@router.get("/graph", summary="Some nodes, and all claims between them")
def graph(
    workspace: WorkspaceDep,
    id: Annotated[list[IdString], Query(min_length=1, max_length=MOST_NODES)],
    between: Annotated[bool, Query(description="add what lies between them")] = False,
    unsure: Unsure = False,
) -> Picture:
    """Ids that the graph does not hold are left out.

    With `between`, the goals and measures through which one node supports another are added.
    """
    return picture_of_nodes(workspace.store, id, between, unsure)
