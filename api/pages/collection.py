"""The documents of the collection, what could not be read of them, and how others come in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from api.answers import WorkspaceDep
from api.pages.reader import ReaderDep
from api.places import route_of
from api.under_way import under_way
from graph.views import views_of
from viz.pages import page
from viz.remarks import remark_in

router = APIRouter(include_in_schema=False, route_class=route_of("lookups"))


@router.get("/collection")
def collection(request: Request, workspace: WorkspaceDep, reader: ReaderDep) -> HTMLResponse:
    """The documents by place and year."""
    held = sorted(workspace.documents(), key=lambda each: (each.place, each.year, each.title))
    by_place: dict[str, list[object]] = {}
    for each in held:
        by_place.setdefault(each.place, []).append(each)
    html = page(
        "collection",
        reader.language,
        reader.address,
        documents=held,
        by_place=by_place,
        replaced={each.id for each in workspace.collection.removed()},
        views=views_of(workspace.collection.folder),
        can_write=request.app.state.writer is not None,
    )
    return HTMLResponse(html)


@router.get("/collection/step")
def step(request: Request, reader: ReaderDep) -> JSONResponse:
    """How far the change is that is under way; empty where there is none."""
    now = under_way(request).now
    if now is None:
        return JSONResponse({})
    doing = remark_in(now.doing, reader.language)
    return JSONResponse({"doing": doing, "done": now.done, "total": now.total})
