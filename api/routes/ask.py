"""Questions in Chinese or English."""

from __future__ import annotations

from fastapi import APIRouter

from api.answers import Answer, Rows, Text, WorkspaceDep, limits
from api.places import route_of
from api.problems import problem_responses
from graph.queries.ask import ask

router = APIRouter(tags=["ask"], route_class=route_of("queries"))


class AskedAnswer(Answer):
    """An answer, with the question and what was understood of it."""

    question: str
    understood: str


@router.get(
    "/ask",
    summary="Answer a question by one of the named queries",
    responses=problem_responses(400, 404, 409, 422, 503),
)
def answer_question(workspace: WorkspaceDep, q: Text, limit: Rows = 200) -> AskedAnswer:
    """Where it is unsure, the problem says what was understood and what can be answered."""
    return AskedAnswer.model_validate(ask(workspace.store, q, limits(limit)).to_json())
