"""Documents side by side: targets and results, an indicator by place and year, two plans."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import Answer, Language, NameOrId, Rows, WorkspaceDep, limits
from api.conditions import Conditions, Several
from api.places import route_of
from api.problems import problem_responses
from graph.queries.run import run
from graph.queries.selection import parsed_where

router = APIRouter(tags=["tracking"], route_class=route_of("queries"))


@router.get(
    "/track",
    summary="Targets beside their results, with a verdict on each",
    responses=problem_responses(400, 404, 409, 422, 503),
)
def track(
    workspace: WorkspaceDep,
    place: Annotated[Several, Query(description="only targets of this place")] = [],  # noqa: B006
    year: Annotated[Several, Query(description="only targets for this year")] = [],  # noqa: B006
    verdict: Annotated[Several, Query(description="only targets of which this came")] = [],  # noqa: B006
    goal: NameOrId | None = None,
    agency: NameOrId | None = None,
    lang: Language = "zh",
    limit: Rows = 200,
) -> Answer:
    """The answer of the named query `track`."""
    where = parsed_where({"place": place, "year": year, "verdict": verdict})
    about = {name: value for name, value in (("goal", goal), ("agency", agency)) if value}
    return Answer.of(run(workspace.store, "track", about, limits(limit), lang, where))


@router.get(
    "/matrix",
    summary="An indicator by place and year",
    responses=problem_responses(400, 404, 409, 422, 503),
)
def matrix(
    workspace: WorkspaceDep,
    indicator: NameOrId,
    where: Conditions,
    lang: Language = "zh",
    limit: Rows = 200,
) -> Answer:
    """The answer of the named query `matrix`."""
    about = {"indicator": indicator}
    return Answer.of(run(workspace.store, "matrix", about, limits(limit), lang, where))


@router.get(
    "/compare",
    summary="Two documents of one place, or two places, side by side",
    responses=problem_responses(400, 404, 409, 422, 503),
)
def compare(
    workspace: WorkspaceDep,
    a: NameOrId,
    b: NameOrId,
    kind: Annotated[Several, Query(description="only things of this kind")] = [],  # noqa: B006
    status: Annotated[Several, Query(description="only what became this")] = [],  # noqa: B006
    lang: Language = "zh",
    limit: Rows = 200,
) -> Answer:
    """The answer of the named query `compare`."""
    where = parsed_where({"kind": kind, "status": status})
    about = {"a": a, "b": b}
    return Answer.of(run(workspace.store, "compare", about, limits(limit), lang, where))
