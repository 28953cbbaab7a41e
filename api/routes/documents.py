"""The documents of the collection, listed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.answers import NodeId, WorkspaceDep
from api.places import route_of
from api.problems import problem_responses
from graph.errors import UnknownName
from graph.stores.interface import Limits, Store
from graph.workspace import Loaded, Workspace
from viz.facts import node_properties

router = APIRouter(prefix="/documents", tags=["documents"], route_class=route_of("lookups"))

_MOST_SECTIONS = 1_000


class SectionView(BaseModel):
    """A heading of a document; `part` says whether what follows reviews or plans."""

    id: str
    name: str
    level: int
    part: str
    year: int


class DocumentView(BaseModel):
    """A document, what was found in it, and its headings in order."""

    document: Loaded
    level: str
    date: str
    sections: list[SectionView]


@router.get("", summary="The documents, by place and year", responses=problem_responses(422, 503))
def documents(
    workspace: WorkspaceDep,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[Loaded]:
    """Each with how much was found in it."""
    return workspace.documents()[offset : offset + limit]


@router.get(
    "/{id}", summary="A document and its headings", responses=problem_responses(404, 422, 503)
)
def document(workspace: WorkspaceDep, id: NodeId) -> DocumentView:
    """The passages under a heading are reached through the claims they show."""
    loaded = found(workspace, id)
    node = node_properties(workspace.store, id)
    if node is None:
        raise UnknownName(f"The graph was built without {id}. Build it again: lantu build.")
    properties = node[1]
    return DocumentView(
        document=loaded,
        level=properties["level"],
        date=properties["date"],
        sections=_sections(workspace.store, id),
    )


def found(workspace: Workspace, document_id: str) -> Loaded:
    """A document of the collection by its id. Raises UnknownName."""
    for each in workspace.documents():
        if each.id == document_id:
            return each
    raise UnknownName(f"The collection holds no document {document_id}. See /documents.")


def _sections(store: Store, document_id: str) -> list[SectionView]:
    statement = (
        "MATCH (s:Section) WHERE s.document = $id "
        "RETURN s.id, s.name, s.depth, s.part, s.year ORDER BY s.position"
    )
    rows = store.read(statement, {"id": document_id}, Limits(rows=_MOST_SECTIONS)).rows
    names = SectionView.model_fields
    return [SectionView.model_validate(dict(zip(names, row, strict=True))) for row in rows]
