"""What a page needs to draw: how kinds look, and the claims among some nodes."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.answers import IdString, RelationType, Unsure, WorkspaceDep
from api.places import route_of
from api.problems import problem_responses
from api.routes import PREFIX
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.queries.former import id_now
from viz.facts import Fact, claims_between
from viz.palette import Style, palette
from viz.picture import MOST_NODES, Picture
from viz.placing import places_of
from viz.subgraph import picture_of
from viz.ways import Ways, ways_between

router = APIRouter(
    prefix=PREFIX,
    tags=["drawing"],
    responses=problem_responses(400, 422, 503),
    route_class=route_of("lookups"),
)

_MOST_IN_ADDRESS = 400
_MOST_PLACES = 3 * MOST_NODES
"""Places of nodes: things drawn document by document are more nodes than things."""
_FURTHEST = 1_000_000
Pixels = Annotated[float, Field(ge=-_FURTHEST, le=_FURTHEST, allow_inf_nan=False)]


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


class Drawing(BaseModel):
    """Which things to draw, by their ids or those of their nodes; `apart` document by document."""

    id: Annotated[list[IdString], Field(min_length=1, max_length=MOST_NODES)]
    apart: Annotated[list[IdString], Field(max_length=MOST_NODES, default_factory=list)]
    between: Annotated[
        list[IdString],
        Field(max_length=MOST_NODES, default_factory=list, description="add what joins these"),
    ]
    unsure: bool = False
    places: Annotated[
        dict[IdString, tuple[Pixels, Pixels]],
        Field(
            max_length=_MOST_PLACES,
            default_factory=dict,
            description="where nodes stand already: they stay, and the others are placed beside",
            # What a key has to be is said as `patternProperties`, which bars no other.
            json_schema_extra={"additionalProperties": False},
        ),
    ]


@router.get("/graph", summary="Some things, and all claims between them")
def graph(
    workspace: WorkspaceDep,
    id: Annotated[list[IdString], Query(min_length=1, max_length=_MOST_IN_ADDRESS)],
    between: Annotated[bool, Query(description="add what joins them")] = False,
    unsure: Unsure = False,
) -> Picture:
    """A node is drawn as the thing it is. Ids that the graph does not hold are left out."""
    return picture_of(workspace.store, id, id if between else (), unsure)


@router.post("/graph", summary="The same of more things than an address can hold")
def drawing(workspace: WorkspaceDep, body: Drawing) -> Picture:
    """The things of `apart` are drawn as one node a document that speaks of them.

    Each node that has no place gets one, in pixels: the same for the same picture.
    """
    picture = picture_of(workspace.store, body.id, body.between, body.unsure, body.apart)
    return replace(picture, places=places_of(picture, body.places))


class Former(BaseModel):
    """Ids that were given out at any time."""

    ids: Annotated[list[IdString], Field(max_length=_MOST_IN_ADDRESS)]


@router.post("/ids", summary="The ids that things and nodes have now")
def ids_of_now(workspace: WorkspaceDep, body: Former) -> dict[str, str]:
    """Each by the id that was given: the same, but for ids of before they had 80 bits."""
    return {each: id_now(workspace.store, each) for each in body.ids}


@router.get("/ways", summary="The shortest ways from one thing to another")
def ways(
    workspace: WorkspaceDep,
    start: Annotated[IdString, Query(alias="from")],
    end: Annotated[IdString, Query(alias="to")],
    inferred: Annotated[bool, Query(description="go over what Lantu concludes, too")] = True,
    unsure: Unsure = False,
) -> Ways:
    """Each as the ids of the things on it, with the claims between them as a picture."""
    return ways_between(workspace.store, start, end, inferred=inferred, unsure=unsure)


@router.get("/claims", summary="What every document says of how two things are joined")
def claims(
    workspace: WorkspaceDep,
    type: RelationType,
    source: Annotated[IdString, Query()],
    target: Annotated[IdString, Query()],
    unsure: Unsure = False,
) -> list[Fact]:
    """Each claim with the place of its sentence, stated ones first."""
    return claims_between(workspace.store, type, source, target, unsure)
