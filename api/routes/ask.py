"""Questions in Chinese or English."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.answers import Answer, Rows, Text, WorkspaceDep, limits
from api.places import route_of
from api.problems import problem_responses
from graph.questions.ask import ask
from viz.members import members
from viz.subgraph import ids_in

After = Annotated[
    str | None,
    Query(max_length=2_000, description="id of the answer that the question goes on from"),
]
router = APIRouter(tags=["ask"], route_class=route_of("queries"))


class AskedAnswer(Answer):
    """An answer, with the question, what was understood of it, and an id to go on from.

    `about` are the ids of the things that the question names.
    """

    about: list[str]
    question: str
    understood: str
    id: str


@router.get(
    "/ask",
    summary="Answer a question by one of the named queries",
    responses=problem_responses(400, 404, 409, 422, 503),
)
def answer_question(
    workspace: WorkspaceDep, q: Text, after: After = None, limit: Rows = 200
) -> AskedAnswer:
    """Where it is refused, the problem says what was understood and what can be answered."""
    found = ask(workspace.store, q, limits(limit), after)
    about = members(workspace.store, [*ids_in(found.answer.parameters)])
    return AskedAnswer.model_validate({**found.to_json(), "about": [*about.drawn]})
