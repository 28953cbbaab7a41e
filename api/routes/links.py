"""Pairs of things that may be one, and what people decide of them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field

from api.answers import ENTITY_ID
from api.audit import note_written
from api.limits import ServerLimits
from api.pairs import Pairs
from api.places import route_of
from api.problems import problem_responses
from api.routes import PREFIX
from api.writing import Writer
from graph.decisions import Decision
from graph.ids import DIGITS
from graph.linking.judging import Judgement, Verdict
from graph.linking.things import Said

MOST_JUDGEMENTS = 200
_PAIR = rf"^(pair-{DIGITS}|{ENTITY_ID},{ENTITY_ID})$"
# No character that would end a line, or stand for nothing.
_WORDS = r"^[^\x00-\x1f\x7f]*$"
_NAME = r"^[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"


class ThingView(BaseModel):
    """A thing of a pair, with each document that speaks of it and its sentence.

    One that was said to be another is a thing no more: of it only the id is told.
    """

    id: str
    kind: str
    name: str
    said: list[Said]


class PairView(BaseModel):
    """Two things that may be one: what the score is made of, and what was decided last."""

    id: str
    score: float
    features: dict[str, float]
    one: ThingView
    other: ThingView
    verdict: Decision | None


class PairPage(BaseModel):
    """Some pairs of `total`; `next` is the offset of those that follow, if any."""

    pairs: list[PairView]
    total: int
    next: int | None


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


@router.get("", summary="Pairs of things that may be one", responses=problem_responses(422, 503))
def links(
    request: Request,
    state: Annotated[
        Literal["asked", "decided"], Query(description="to be judged, or judged already")
    ] = "asked",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> PairPage:
    """The likeliest first, what nobody was sure of last, each with the sentences of both things.

    After a load or a removal the first to ask waits until the pairs are found anew, and others who
    ask meanwhile get 503. Decisions taken by this server bring their own.
    """
    pairs: Pairs = request.app.state.pairs
    found = pairs.found()[state]
    ends = offset + limit
    shown = [PairView.model_validate(each) for each in found[offset:ends]]
    return PairPage(pairs=shown, total=len(found), next=ends if len(found) > ends else None)


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
