"""A document as it is read."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.answers import NodeId, WorkspaceDep
from api.pages.reader import ReaderDep
from api.places import route_of
from api.routes.documents import found
from viz.pages import document_page
from viz.reading import chapters_of

router = APIRouter(include_in_schema=False, route_class=route_of("lookups"))


@router.get("/documents/{id}")
def document(workspace: WorkspaceDep, reader: ReaderDep, id: NodeId) -> HTMLResponse:
    """A document, what was found in it marked."""
    loaded = found(workspace, id)
    chapters = chapters_of(workspace.store, id)
    return HTMLResponse(document_page(loaded, chapters, reader.language, reader.address))
