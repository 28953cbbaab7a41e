"""Questions in Chinese or English."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.answers import Answer, Text, WorkspaceDep
from api.forms import answer_responses
from api.lists import ReplyDep
from api.places import route_of
from api.routes import PREFIX
from graph.questions.ask import ask
from viz.members import members
from viz.subgraph import ids_in

After = Annotated[
    str | None,
    Query(max_length=2_000, description="id of the answer that the question goes on from"),
]
router = APIRouter(prefix=PREFIX, tags=["ask"], route_class=route_of("queries"))


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
    response_model=AskedAnswer,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def answer_question(
    workspace: WorkspaceDep, reply: ReplyDep, q: Text, after: After = None
) -> Response:
    """Where it is refused, the problem says what was understood and what can be answered."""
    found = ask(workspace.store, q, reply.limits, after)
    about = members(workspace.store, [*ids_in(found.answer.parameters)])
    told = found.to_json()
    more = {name: told[name] for name in ("question", "understood", "id")}
    return reply.give(found.answer, {**more, "about": [*about.drawn]})
