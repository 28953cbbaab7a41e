"""All things of a kind, and the claims and figures of all documents: each a named query's rows."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Response

from api.answers import Answer, Language, Page, SeriesId, ThingId, Unsure, WorkspaceDep
from api.conditions import Conditions
from api.forms import answer_responses
from api.lists import ReplyDep
from api.places import route_of
from api.problems import problem_responses
from api.routes import PREFIX
from api.routes.nodes import NodeView, node
from api.routes.queries import endpoint_of
from graph.errors import QueryLimit, UnknownName
from graph.queries.catalogue import catalogue
from graph.queries.run import run
from graph.queries.same import nodes_of_thing
from graph.stores.interface import Limits
from viz.facts import node_properties
from viz.subgraph import documents_of

router = APIRouter(prefix=PREFIX, tags=["lists"], route_class=route_of("queries"))

LISTS: Mapping[str, str] = {
    "goals": "goals",
    "measures": "measures",
    "projects": "projects",
    "initiatives": "initiatives",
    "areas": "areas",
    "agencies": "agencies",
    "organizations": "organizations",
    "indicators": "indicators",
    "figures": "figures",
    "targets": "track",
    "citations": "citations",
}
"""The named query whose rows each list has."""
_ALL_FIGURES = Limits(rows=200_000, seconds=30.0)
_SERIES = ("series", "name", "name_en", "place", "measure", "value_kind", "base_unit")
_COUNTED = (*_SERIES, "figures", "first_year", "last_year")

for _path, _name in LISTS.items():
    _query = catalogue()[_name]
    router.add_api_route(
        f"/{_path}",
        endpoint_of(_query),
        methods=["GET"],
        summary=_query.title,
        description=f"{_query.title_zh}. The answer of the named query `{_name}`.",
        operation_id=f"list-{_path}",
        response_model=Answer,
        responses=answer_responses(400, 404, 409, 422, 503),
    )


@router.get(
    "/series",
    summary="Values that may be compared over the years",
    response_model=Page,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def series(workspace: WorkspaceDep, reply: ReplyDep, where: Conditions) -> Response:
    """A series is of one place, indicator, measure, kind of value and base unit."""
    found = run(workspace.store, "figures", {}, _ALL_FIGURES, where=where)
    if found.truncated:
        raise QueryLimit("There are too many figures for a list of series: choose places.")
    rows: dict[str, dict[str, object]] = {}
    for each in found.rows:
        if not each["series"]:
            continue
        row = rows.setdefault(
            str(each["series"]),
            {name: each[name] for name in _SERIES} | {"figures": 0, "first_year": 0},
        )
        year = int(str(each["year"] or 0))
        first, last = (int(str(row.get(name) or year)) for name in ("first_year", "last_year"))
        row |= {
            "figures": int(str(row["figures"])) + 1,
            "first_year": min(first, year),
            "last_year": max(last, year),
        }
    return reply.give_rows("series", _COUNTED, [*rows.values()])


@router.get(
    "/series/{id}",
    summary="The values of a series by year",
    response_model=Page,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def values(workspace: WorkspaceDep, reply: ReplyDep, id: SeriesId) -> Response:
    """Each with its sentence."""
    found = run(workspace.store, "figures", {}, _ALL_FIGURES)
    rows = [row for row in found.rows if row["series"] == id]
    if not rows:
        raise UnknownName(f"The graph holds no series {id}. See /series.")
    return reply.give_rows("series", found.columns, rows)


@router.get(
    "/things/{id}",
    summary="A thing, with the first claims of each of its relations",
    responses=problem_responses(404, 422, 503),
)
def thing(workspace: WorkspaceDep, id: ThingId, unsure: Unsure = False) -> NodeView:
    """What all documents say of it; an id that it once had leads to it."""
    return node(workspace, id, unsure=unsure)


@router.get(
    "/things/{id}/members",
    summary="The nodes that are one thing, each in its document",
    response_model=Page,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def members(
    workspace: WorkspaceDep, reply: ReplyDep, id: ThingId, lang: Language = "zh"
) -> Response:
    """A node of every document that speaks of it."""
    label, ids = nodes_of_thing(workspace.store, id)
    if not ids:
        raise UnknownName(f"The graph holds no thing {id}. Look it up by name with /search.")
    nodes = [found[1] for id_ in ids if (found := node_properties(workspace.store, id_))]
    owners = {each["document"] for each in nodes if each["document"]}
    documents = {each.id: each for each in documents_of(workspace.store, owners)}
    rows = []
    for each in nodes:
        document = documents.get(each["document"])
        rows.append(
            {
                "id": each["id"],
                "name": each["name"],
                "kind": label,
                "document": document.name if document else None,
                "place": document.place if document else None,
                "year": document.year if document else None,
                "document_id": each["document"],
            }
        )
    return reply.give_rows("members", [*rows[0]], rows)
