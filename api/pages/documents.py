"""A document as it is read."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.answers import DocumentDep, WorkspaceDep
from api.pages.reader import ReaderDep
from api.places import route_of
from viz.changed import changes_of
from viz.pages import document_page, page
from viz.reading import chapters_of

router = APIRouter(include_in_schema=False, route_class=route_of("lookups"))


@router.get("/documents/{id}")
def document(workspace: WorkspaceDep, reader: ReaderDep, loaded: DocumentDep) -> HTMLResponse:
    """A document, what was found in it marked."""
    chapters = chapters_of(workspace.store, loaded.id)
    return HTMLResponse(document_page(loaded, chapters, reader.language, reader.address))


@router.get("/documents/{id}/changes")
def changes(workspace: WorkspaceDep, reader: ReaderDep, loaded: DocumentDep) -> HTMLResponse:
    """What changed in a document against the version before."""
    changed = changes_of(workspace.collection, loaded.id)
    html = page("changes", reader.language, reader.address, document=loaded, changes=changed)
    return HTMLResponse(html)
