"""Saved views: short addresses that the collection keeps."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from api.answers import WorkspaceDep
from api.places import route_of
from graph.views import ID, View, find_view, save_view


def _refuse(request: Request) -> None:
    """Raise HTTPException for a request that is not taken, before its body is read."""
    if request.method == "POST" and request.app.state.writer is None:
        raise HTTPException(403, "This server only reads: it keeps no views.")


router = APIRouter(
    prefix="/views", include_in_schema=False, route_class=route_of("lookups", _refuse)
)

# What follows the server's own name: no address of another site, and nothing that ends a line.
_OWN = r"^/([^/\\\x00-\x20\x7f][^\x00-\x20\x7f]*)?$"


class ViewBody(BaseModel):
    """A page of this server, with all that its address holds, and what to call it."""

    address: Annotated[str, Field(max_length=200_000, pattern=_OWN)]
    name: Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""


@router.post("")
def save(workspace: WorkspaceDep, body: ViewBody) -> View:
    """Keep a view; the same again is the same."""
    return save_view(workspace.collection.folder, body.address, body.name)


@router.get("/{id}")
def view(workspace: WorkspaceDep, id: Annotated[str, Path(pattern=f"^{ID}$")]) -> RedirectResponse:
    """Lead to what was saved."""
    kept = find_view(workspace.collection.folder, id)
    return RedirectResponse(kept.address, 303)
