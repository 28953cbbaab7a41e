"""The explorer's page, the page of the interface's documentation, and the files they load."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response

from api.pages.reader import ReaderDep
from viz.modules import modules
from viz.pages import kinds_style, page
from viz.vendor import VENDOR_FILES, vendor_file

router = APIRouter(include_in_schema=False)

DOCS_PATH = "/docs"
EXPLORER = Path(str(files("viz").joinpath("explorer")))
_DOCS = Path(str(files("api").joinpath("docs")))
_KEEP = {"Cache-Control": "public, max-age=86400"}
_CHECK = {"Cache-Control": "no-cache"}


@router.get("/")
def explorer(reader: ReaderDep) -> HTMLResponse:
    """The explorer."""
    html = page("explorer", reader.language, reader.address, modules=modules("main.js"))
    return HTMLResponse(html, headers=_CHECK)


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
