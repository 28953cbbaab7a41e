"""Whether the server can answer: asked by what starts it and watches over it."""

from __future__ import annotations

from fastapi import APIRouter

from api.answers import WorkspaceDep

router = APIRouter(include_in_schema=False)

HEALTH_PATH = "/healthz"


@router.get(HEALTH_PATH)
def health(workspace: WorkspaceDep) -> dict[str, str]:
    """Well where the store answers, even if nothing was loaded yet; otherwise a problem, 503."""
    workspace.store.digests()
    return {"status": "ok"}
