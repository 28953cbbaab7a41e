"""Documents side by side: an indicator by place and year, targets and results, two documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.answers import WorkspaceDep
from api.pages.reader import ReaderDep
from api.pages.tables import WantedDep, documents_of, kept_table, table_of_kind, table_page
from api.places import route_of
from graph.queries.run import run
from graph.queries.selection import parsed_where
from graph.stores.interface import Limits
from graph.workspace import Loaded, Workspace
from viz.chart import chart
from viz.indicators import Grid, measured
from viz.pages import page
from viz.table import Row, Table
from viz.tables import answer_table
from viz.verdicts import verdict_chart
from viz.words import words

router = APIRouter(include_in_schema=False, route_class=route_of("queries"))

_ALL = Limits(rows=20_000, seconds=20.0)
_TRACKED = (
    "name",
    "target",
    "target_year",
    "result",
    "result_year",
    "verdict",
    "place",
    "document",
)
_COMPARED = ("name", "kind", "status", "stage", "document", "other")
Name = Annotated[str, Query(max_length=400)]


@router.get("/matrix")
def matrix(
    request: Request,
    workspace: WorkspaceDep,
    reader: ReaderDep,
    wanted: WantedDep,
    indicator: Name = "",
    value_kind: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """An indicator by places and years, with its chart; without one, the indicators to choose."""
    choices = measured(table_of_kind(request, workspace, "Indicator").rows)
    if not indicator:
        html = page("indicators", reader.language, reader.address, choices=choices)
        return HTMLResponse(html)

    def make() -> Table:
        where = parsed_where({"value_kind": [value_kind] if value_kind else []})
        about = {"indicator": indicator}
        found = run(workspace.store, "matrix", about, _ALL, reader.language, where)
        return replace(answer_table(found), facets=("place", "year", "status"))

    key = ("matrix", indicator, value_kind, reader.language)
    table = kept_table(request, workspace, key, make)
    return table_page(
        workspace,
        reader,
        wanted,
        table,
        {"indicator": indicator, "value_kind": value_kind},
        "matrix",
        grid=Grid.of(table.rows),
        chart=chart(table.rows, reader.language) if table.rows else None,
        choices=choices,
        indicator=indicator,
        kind=value_kind,
    )


@router.get("/track")
def track(
    request: Request,
    workspace: WorkspaceDep,
    reader: ReaderDep,
    wanted: WantedDep,
    goal: Name = "",
    agency: Name = "",
    indicator: Name = "",
) -> Response:
    """Targets beside their results, with what came of each."""
    given = {"goal": goal, "agency": agency, "indicator": indicator}
    about = {name: value for name, value in given.items() if value}

    def make() -> Table:
        found = run(workspace.store, "track", about, _ALL, reader.language)
        facets = ("verdict", "place", "target_year", "measure", "nature")
        return replace(answer_table(found), columns=_TRACKED, facets=facets)

    key = ("track", reader.language, *about.items())
    table = kept_table(request, workspace, key, make)
    drawn = verdict_chart(table.rows, reader.language) if table.rows else None
    return table_page(workspace, reader, wanted, table, about, "track", chart=drawn)


@router.get("/compare")
def compare(
    request: Request,
    workspace: WorkspaceDep,
    reader: ReaderDep,
    wanted: WantedDep,
    a: Name = "",
    b: Name = "",
) -> Response:
    """Two documents of one place, or two places; without both, the form to choose them."""

    def make() -> Table:
        found = run(workspace.store, "compare", {"a": a, "b": b}, _ALL, reader.language)
        rows = [_with_other(row) for row in found.rows]
        return Table(found.title, _COMPARED, rows, ("status", "kind", "place", "stage"))

    table = Table(words(reader.language)["page.compare"], _COMPARED, ())
    if a and b:
        key = ("compare", a, b, reader.language)
        table = kept_table(request, workspace, key, make)
    places = _places(workspace)
    values = {"places": places, "a": a, "b": b}
    return table_page(workspace, reader, wanted, table, {"a": a, "b": b}, "compare", **values)


def _with_other(row: Row) -> Row:
    """A row with what the other side says as a row of its own."""
    other = {name.removeprefix("other_"): value for name, value in row.items() if "other_" in name}
    return {**row, "other": other if other.get("id") else None}


def _places(workspace: Workspace) -> Mapping[str, list[Loaded]]:
    """The documents by place, the newest first."""
    found: dict[str, list[Loaded]] = {}
    for each in sorted(documents_of(workspace).values(), key=lambda one: -one.year):
        if each.entities:
            found.setdefault(each.place, []).append(each)
    return dict(sorted(found.items()))
