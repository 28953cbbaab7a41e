"""Read-only Cypher of the user's own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.answers import Answer, WorkspaceDep
from api.forms import answer_responses
from api.lists import ReplyDep
from api.places import route_of
from api.routes import PREFIX
from graph.queries.statement import run_statement

router = APIRouter(prefix=PREFIX, tags=["cypher"], route_class=route_of("statements"))

MOST_CHARACTERS = 10_000
_Scalar = str | int | float | bool | None


class Statement(BaseModel):
    """A Cypher statement that only reads, and the values of its parameters."""

    statement: Annotated[
        str,
        Field(
            min_length=1,
            max_length=MOST_CHARACTERS,
            examples=[
                "MATCH (p:Project)-[:SUPPORTS]->(g:Goal) RETURN g.name, count(*) AS projects"
            ],
        ),
    ]
    parameters: Annotated[
        dict[str, _Scalar | Annotated[list[_Scalar], Field(max_length=1_000)]],
        Field(max_length=50, default_factory=dict),
    ]


@router.post(
    "/cypher",
    summary="Run a statement that only reads",
    response_model=Answer,
    responses=answer_responses(400, 403, 422, 503),
)
def cypher(workspace: WorkspaceDep, body: Statement, reply: ReplyDep) -> Response:
    """Statements that do more than read are refused; time, memory and rows are limited."""
    return reply.give(run_statement(workspace.store, body.statement, body.parameters, reply.limits))
