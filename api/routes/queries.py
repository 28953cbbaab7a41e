"""The named queries, each under its own address, derived from their descriptions."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi import Query as QueryParameter

from api.answers import Answer, Language, NameOrId, Page, Unsure, WorkspaceDep
from api.conditions import AnswerShape, Conditions
from api.forms import answer_responses
from api.lists import ReplyDep
from api.places import route_of
from api.routes import PREFIX
from graph.queries.catalogue import Parameter, Query, catalogue
from graph.queries.run import run

router = APIRouter(prefix=PREFIX, tags=["queries"], route_class=route_of("queries"))


@router.get(
    "/queries",
    summary="The named queries, with their parameters and columns",
    response_model=Page,
    responses=answer_responses(400, 409, 422, 503),
)
def queries(reply: ReplyDep) -> Response:
    """Each is answered under `/queries/{name}`, its parameters given in the query string."""
    rows = [each.model_dump(mode="json") for each in catalogue().values()]
    return reply.give_rows("queries", [*Query.model_fields], rows)


@router.get(
    "/paths",
    summary="How two nodes hang together",
    response_model=Answer,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def paths(
    workspace: WorkspaceDep,
    reply: ReplyDep,
    start: Annotated[NameOrId, QueryParameter(alias="from")],
    end: Annotated[NameOrId, QueryParameter(alias="to")],
    lang: Language = "zh",
    unsure: Unsure = False,
) -> Response:
    """The answer of the named query `path`."""
    arguments = {"from": start, "to": end}
    found = run(workspace.store, "path", arguments, reply.limits, lang, unsure=unsure)
    return reply.give(found)


def endpoint_of(query: Query) -> Callable[..., Response]:
    """A route's function whose signature declares the query's parameters."""
    names = {f"{each.name}_": each.name for each in query.parameters}

    def endpoint(
        workspace: WorkspaceDep,
        where: Conditions,
        shape: AnswerShape,
        reply: ReplyDep,
        lang: Language,
        unsure: Unsure,
        **given: str | None,
    ) -> Response:
        arguments = {names[name]: value for name, value in given.items() if value}
        found = run(
            workspace.store, query.name, arguments, reply.limits, lang, where, shape, unsure=unsure
        )
        return reply.give(found)

    shared = inspect.signature(endpoint, eval_str=True).parameters
    signature = [
        shared["workspace"],
        shared["where"],
        shared["shape"],
        shared["reply"],
        *(_declared(each) for each in query.parameters),
        shared["lang"].replace(default="zh"),
        shared["unsure"].replace(default=False),
    ]
    keyword = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in signature]
    endpoint.__signature__ = inspect.Signature(keyword, return_annotation=Response)  # type: ignore[attr-defined]
    return endpoint


def _declared(parameter: Parameter) -> inspect.Parameter:
    description = f"{parameter.meaning} / {parameter.meaning_zh}"
    kind = QueryParameter(
        alias=parameter.name, min_length=1, max_length=400, description=description
    )
    name, keyword = f"{parameter.name}_", inspect.Parameter.KEYWORD_ONLY
    if parameter.optional:
        optional = Annotated[str | None, kind]
        return inspect.Parameter(name, keyword, default=None, annotation=optional)
    return inspect.Parameter(name, keyword, annotation=Annotated[str, kind])


for _query in catalogue().values():
    router.add_api_route(
        f"/queries/{_query.name}",
        endpoint_of(_query),
        methods=["GET"],
        summary=_query.title,
        description=_query.title_zh,
        operation_id=f"query-{_query.name}",
        response_model=Answer,
        responses=answer_responses(400, 404, 409, 422, 503),
    )
