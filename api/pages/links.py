"""The page on which people decide which things are one."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.pages.reader import ReaderDep
from api.places import route_of
from graph.model import ENTITY_LABELS
from viz.pages import kind_title, page

router = APIRouter(include_in_schema=False, route_class=route_of("lookups"))


@router.get("/links")
def links(
    request: Request,
    reader: ReaderDep,
    state: Annotated[Literal["asked", "decided"], Query()] = "asked",
) -> HTMLResponse:
    """The page alone: its script reads the pairs, which may have to be found first."""
    can_write = request.app.state.writer is not None
    kinds = {label: kind_title(label, reader.language) for label in ENTITY_LABELS}
    html = page(
        "links", reader.language, reader.address, state=state, can_write=can_write, kinds=kinds
    )
    return HTMLResponse(html)
