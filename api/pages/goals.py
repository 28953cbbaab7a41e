"""Goals as a tree from the nation down, areas and agencies with what is known of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.answers import WorkspaceDep
from api.pages.reader import ReaderDep
from api.pages.tables import WantedDep, documents_of, kept_table, table_of_kind, table_page
from api.places import route_of
from graph.errors import UnknownName
from viz.goals import LEVELS, Tree, by_level
from viz.known import with_counts
from viz.pages import page
from viz.table import Table
from viz.words import words

router = APIRouter(include_in_schema=False, route_class=route_of("queries"))

_MOST_ROOTS = 200


@router.get("/goals")
def goals(
    workspace: WorkspaceDep,
    reader: ReaderDep,
    goal: Annotated[str, Query(max_length=60)] = "",
    level: Annotated[str, Query(pattern=f"^({'|'.join(LEVELS)})$")] = "nation",
    text: Annotated[str, Query(alias="words", max_length=100)] = "",
) -> HTMLResponse:
    """The goals of a level, and of one what is made of it below."""
    tree = Tree.of(workspace.store)
    if goal and goal not in tree.of_thing:
        raise UnknownName(f"There is no goal {goal}.")
    roots = [each for each in tree.roots(level) if text in each.name]
    opened = tree.branch(goal, level) if goal else None
    html = page(
        "goals",
        reader.language,
        reader.address,
        levels=LEVELS,
        level=level,
        words=text,
        roots=roots[:_MOST_ROOTS],
        more=max(0, len(roots) - _MOST_ROOTS),
        opened=opened,
        below=by_level(opened) if opened else {},
        documents=documents_of(workspace),
    )
    return HTMLResponse(html)


@router.get("/areas")
def areas(
    request: Request, workspace: WorkspaceDep, reader: ReaderDep, wanted: WantedDep
) -> Response:
    """The areas, each with how much is said to be there."""
    return _counted(request, workspace, reader, wanted, "Area")


@router.get("/agencies")
def agencies(
    request: Request, workspace: WorkspaceDep, reader: ReaderDep, wanted: WantedDep
) -> Response:
    """The agencies, each with what it answers for."""
    return _counted(request, workspace, reader, wanted, "Department")


def _counted(
    request: Request, workspace: WorkspaceDep, reader: ReaderDep, wanted: WantedDep, label: str
) -> Response:
    def make() -> Table:
        return with_counts(workspace.store, label, table_of_kind(request, workspace, label))

    key = ("counted", label)
    table = kept_table(request, workspace, key, make)
    title = words(reader.language)["page.areas" if label == "Area" else "page.agencies"]
    titled = replace(table, title=title)
    return table_page(workspace, reader, wanted, titled, None, "known", kind=label)
