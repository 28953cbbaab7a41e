"""Pairs of things that may be one, and what people decide of them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field

from api.answers import ENTITY_ID, Page
from api.audit import note_written
from api.conditions import Several
from api.forms import answer_responses
from api.limits import ServerLimits
from api.lists import SomeDep
from api.pairs import Pairs
from api.places import route_of
from api.problems import problem_responses
from api.routes import PREFIX
from api.writing import Writer
from graph.decisions import Decision
from graph.ids import DIGITS
from graph.linking.judging import PAIR_COLUMNS, Judgement, Verdict

MOST_JUDGEMENTS = 200
_PAIR = rf"^(pair-{DIGITS}|{ENTITY_ID},{ENTITY_ID})$"
# No character that would end a line, or stand for nothing.
_WORDS = r"^[^\x00-\x1f\x7f]*$"
_NAME = r"^[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"


class PairPage(Page):
    """Some pairs of `total`, each of two things that may be one.

    `one` and `other` are their names, `one_said` and `other_said` what each document says of them,
    `features` what the score is made of, `verdict` what was decided last. Of a thing that was said
    to be another, and so is none any more, only the id is told.
    """

    total: int


class JudgementBody(BaseModel):
    """What somebody says of a pair: its id, or the ids of two things or nodes with a comma."""

    pair: Annotated[str, Field(pattern=_PAIR, examples=["pair-0123456789abcdef0123"])]
    verdict: Verdict
    reason: Annotated[str, Field(max_length=1_000, pattern=_WORDS)] = ""


class Judgements(BaseModel):
    """What somebody says of some pairs, and who that is."""

    by: Annotated[str, Field(max_length=100, pattern=_NAME, examples=["Li Hua"])]
    judgements: Annotated[list[JudgementBody], Field(min_length=1, max_length=MOST_JUDGEMENTS)]


def _refuse(request: Request) -> None:
    """Raise HTTPException for a request that is not taken, before its body is read."""
    if request.app.state.writer is None:
        raise HTTPException(403, "This server only reads: decide with lantu links.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "Send the decisions as application/json.")


router = APIRouter(prefix=f"{PREFIX}/links", tags=["links"], route_class=route_of("queries"))
changing = APIRouter(
    prefix=f"{PREFIX}/links/decisions", tags=["links"], route_class=route_of("writes", _refuse)
)


@router.get(
    "",
    summary="Pairs of things that may be one",
    response_model=PairPage,
    responses=answer_responses(400, 409, 422, 503),
)
def links(
    request: Request,
    reply: SomeDep,
    state: Annotated[
        Literal["asked", "decided"], Query(description="to be judged, or judged already")
    ] = "asked",
    kind: Annotated[Several, Query(description="only things of this kind, such as Project")] = [],  # noqa: B006
) -> Response:
    """The likeliest first, what nobody was sure of last, each with the sentences of both things.

    After a load or a removal the first to ask waits until the pairs are found anew, and others who
    ask meanwhile get 503. Decisions taken by this server bring their own.
    """
    pairs: Pairs = request.app.state.pairs
    found = [each for each in pairs.found()[state] if not kind or each["kind"] in kind]
    return reply.give_rows("links", PAIR_COLUMNS, found, {"total": len(found)})


@changing.post(
    "",
    summary="Decide whether the things of pairs are one",
    responses=problem_responses(403, 404, 411, 413, 415, 422, 503),
)
def decide(request: Request, body: Judgements) -> list[Decision]:
    """All are written down or none; `undo` takes back what was decided last.

    The answer is what stands in the collection's decisions now, one for each pair.
    """
    limits: ServerLimits = request.app.state.limits
    writer: Writer = request.app.state.writer
    judgements = [Judgement(**each.model_dump()) for each in body.judgements]
    note_written(request, judgements=judgements, by=body.by)
    judged = writer.judge(judgements, body.by, wait_seconds=limits.wait_seconds)
    pairs: Pairs = request.app.state.pairs
    pairs.know(judged.pairs, judged.state)
    return judged.decisions
