"""Finding nodes by name, in either language."""

from __future__ import annotations

from fastapi import APIRouter

from api.answers import Answer, Language, Rows, Text, WorkspaceDep, limits
from api.places import route_of
from api.problems import problem_responses
from graph.queries.run import run

router = APIRouter(
    tags=["search"], responses=problem_responses(400, 422, 503), route_class=route_of("lookups")
)


@router.get("/search", summary="Nodes whose name, alias or English name holds a text")
def search(workspace: WorkspaceDep, q: Text, lang: Language = "zh", limit: Rows = 50) -> Answer:
    """Names are compared without regard to case, spaces and punctuation; best matches first."""
    return Answer.of(run(workspace.store, "search", {"text": q}, limits(limit), lang))


@router.get("/suggest", summary="The few best matches for a name that is being typed")
def suggest(workspace: WorkspaceDep, q: Text, lang: Language = "zh") -> Answer:
    """The beginning of what `/search` finds."""
    return Answer.of(run(workspace.store, "search", {"text": q}, limits(8), lang))
