"""The explorer's page, the page of the interface's documentation, and the files they load."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Header, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response

from api.answers import NodeId, WorkspaceDep
from api.routes.documents import found
from viz.pages import document_page, kinds_style
from viz.reading import chapters_of
from viz.vendor import VENDOR_FILES, vendor_file
from viz.words import wanted_language

router = APIRouter(include_in_schema=False)

DOCS_PATH = "/docs"
EXPLORER = Path(str(files("viz").joinpath("explorer")))
_DOCS = Path(str(files("api").joinpath("docs")))
_KEEP = {"Cache-Control": "public, max-age=86400"}
_CHECK = {"Cache-Control": "no-cache"}


@router.get("/")
def explorer() -> FileResponse:
    """The explorer."""
    return FileResponse(EXPLORER / "index.html", headers=_CHECK)


@router.get("/documents/{id}")
def document(
    workspace: WorkspaceDep,
    id: NodeId,
    lang: Literal["zh", "en", ""] = "",
    accept_language: Annotated[str, Header()] = "",
) -> HTMLResponse:
    """A document as it is read, what was found in it marked."""
    loaded = found(workspace, id)
    language = wanted_language(lang, accept_language)
    return HTMLResponse(document_page(loaded, chapters_of(workspace.store, id), language))


@router.get("/static/kinds.css")
def kinds() -> Response:
    """The colours of the kinds."""
    return Response(kinds_style(), media_type="text/css", headers=_CHECK)


@router.get(DOCS_PATH)
def docs() -> FileResponse:
    """The documentation of the interface, made from /openapi.json."""
    return FileResponse(_DOCS / "index.html", headers=_CHECK)


@router.get("/static/docs.js")
def docs_script() -> FileResponse:
    """What starts the page of documentation."""
    return FileResponse(_DOCS / "docs.js", headers=_CHECK)


@router.get("/static/vendor/{name}")
def vendor(name: str) -> FileResponse:
    """A file of an installed package."""
    if name not in VENDOR_FILES:
        raise HTTPException(404, f"There is no file {name}.")
    return FileResponse(Path(str(vendor_file(name))), headers=_KEEP)
