"""Documents side by side: targets and results, an indicator by place and year, two plans."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.answers import Answer, Language, NameOrId, WorkspaceDep
from api.conditions import Conditions, Several
from api.forms import answer_responses
from api.lists import ReplyDep
from api.places import route_of
from api.routes import PREFIX
from graph.queries.run import run
from graph.queries.selection import parsed_where

router = APIRouter(prefix=PREFIX, tags=["tracking"], route_class=route_of("queries"))


@router.get(
    "/track",
    summary="Targets beside their results, with a verdict on each",
    response_model=Answer,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def track(
    workspace: WorkspaceDep,
    reply: ReplyDep,
    place: Annotated[Several, Query(description="only targets of this place")] = [],  # noqa: B006
    year: Annotated[Several, Query(description="only targets for this year")] = [],  # noqa: B006
    verdict: Annotated[Several, Query(description="only targets of which this came")] = [],  # noqa: B006
    goal: NameOrId | None = None,
    agency: NameOrId | None = None,
    indicator: NameOrId | None = None,
    lang: Language = "zh",
) -> Response:
    """The answer of the named query `track`."""
    where = parsed_where({"place": place, "year": year, "verdict": verdict})
    given = {"goal": goal, "agency": agency, "indicator": indicator}
    about = {name: value for name, value in given.items() if value}
    return reply.give(run(workspace.store, "track", about, reply.limits, lang, where))


@router.get(
    "/matrix",
    summary="An indicator by place and year",
    response_model=Answer,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def matrix(
    workspace: WorkspaceDep,
    reply: ReplyDep,
    indicator: NameOrId,
    where: Conditions,
    lang: Language = "zh",
) -> Response:
    """The answer of the named query `matrix`."""
    about = {"indicator": indicator}
    return reply.give(run(workspace.store, "matrix", about, reply.limits, lang, where))


@router.get(
    "/compare",
    summary="Two documents of one place, or two places, side by side",
    response_model=Answer,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def compare(
    workspace: WorkspaceDep,
    reply: ReplyDep,
    a: NameOrId,
    b: NameOrId,
    kind: Annotated[Several, Query(description="only things of this kind")] = [],  # noqa: B006
    status: Annotated[Several, Query(description="only what became this")] = [],  # noqa: B006
    lang: Language = "zh",
) -> Response:
    """The answer of the named query `compare`."""
    where = parsed_where({"kind": kind, "status": status})
    about = {"a": a, "b": b}
    return reply.give(run(workspace.store, "compare", about, reply.limits, lang, where))
