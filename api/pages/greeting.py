"""What the first page greets with: how much there is of each kind, and what can be asked."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.answers import WorkspaceDep
from api.places import route_of
from viz.greeting import Greeting, greeting_of

router = APIRouter(include_in_schema=False, route_class=route_of("queries"))


@router.get("/greeting")
def greeting(request: Request, workspace: WorkspaceDep) -> Greeting:
    """Found once for each state of the graph."""
    version = workspace.store.version()
    known: tuple[str, Greeting] | None = request.app.state.greeting
    if known is None or known[0] != version:
        known = version, greeting_of(workspace.store)
        request.app.state.greeting = known
    return known[1]
