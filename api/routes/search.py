"""Finding nodes by name, in either language."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.answers import Answer, Language, Text, WorkspaceDep
from api.forms import answer_responses
from api.lists import SomeDep, as_json
from api.places import route_of
from api.problems import problem_responses
from api.routes import PREFIX
from graph.queries.run import run
from graph.stores.interface import Limits

router = APIRouter(prefix=PREFIX, tags=["search"], route_class=route_of("lookups"))


@router.get(
    "/search",
    summary="Nodes whose name, alias or English name holds a text",
    response_model=Answer,
    responses=answer_responses(400, 409, 422, 503),
)
def search(workspace: WorkspaceDep, reply: SomeDep, q: Text, lang: Language = "zh") -> Response:
    """Names are compared without regard to case, spaces and punctuation; best matches first."""
    return reply.give(run(workspace.store, "search", {"text": q}, reply.limits, lang))


@router.get(
    "/suggest",
    summary="The few best matches for a name that is being typed",
    response_model=Answer,
    responses=problem_responses(400, 422, 503),
)
def suggest(workspace: WorkspaceDep, q: Text, lang: Language = "zh") -> Response:
    """The beginning of what `/search` finds."""
    return as_json(run(workspace.store, "search", {"text": q}, Limits(rows=8), lang).to_json())
