"""Tables of every kind of thing, of the answers of named queries and of questions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.answers import Text, WorkspaceDep
from api.pages.kept import Kept
from api.pages.reader import ReaderDep
from api.places import route_of
from api.printing import BYTE_ORDER_MARK, csv_text, sheet_of
from graph.errors import UnknownName
from graph.queries.catalogue import find
from graph.queries.run import run
from graph.questions.ask import ask
from graph.stores.interface import Limits
from graph.workspace import Loaded, Workspace
from viz.address import Address
from viz.pages import kind_title, page
from viz.table import PAGE, Choice, Row, Table, shown
from viz.tables import answer_table, things_table
from viz.things import counts

router = APIRouter(include_in_schema=False, route_class=route_of("queries"))

KINDS: Mapping[str, str] = {
    "projects": "Project",
    "goals": "Goal",
    "measures": "Measure",
    "initiatives": "Initiative",
    "indicators": "Indicator",
    "figures": "Observation",
    "areas": "Area",
    "agencies": "Department",
    "organizations": "Organization",
}
_ALL = Limits(rows=20_000, seconds=20.0)
_MOST_DRAWN = 100
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a table is wanted: rows with some words, from which row on, and in which form."""

    words: Annotated[str, Query(max_length=100)] = ""
    row: Annotated[int, Query(ge=0, le=1_000_000)] = 0
    sort: Annotated[str, Query(max_length=50)] = ""
    way: Literal["", "down"] = ""
    form: Literal["", "csv", "xlsx"] = ""


WantedDep = Annotated[Wanted, Depends()]


@router.get("/tables/{kind}")
def things(
    request: Request, workspace: WorkspaceDep, reader: ReaderDep, wanted: WantedDep, kind: str
) -> Response:
    """All things of a kind."""
    if kind not in KINDS:
        raise UnknownName(f"There is no table {kind}. There are: {', '.join(KINDS)}.")
    held = table_of_kind(request, workspace, KINDS[kind])
    table = replace(held, title=kind_title(KINDS[kind], reader.language))
    counted = counts(workspace.store)
    tabs = [(f"/tables/{name}", label, counted[label]) for name, label in KINDS.items()]
    return table_page(workspace, reader, wanted, table, tabs=tabs)


@router.get("/queries/{name}")
def query(
    request: Request, workspace: WorkspaceDep, reader: ReaderDep, wanted: WantedDep, name: str
) -> Response:
    """The answer of a named query, its parameters given as over HTTP."""
    asked = [each.name for each in find(name).parameters]
    arguments = {each: reader.address.first(each) for each in asked if reader.address.first(each)}

    def make() -> Table:
        return answer_table(run(workspace.store, name, arguments, _ALL, reader.language))

    key = (name, reader.language, *sorted(arguments.items()))
    table = kept_table(request, workspace, key, make)
    return table_page(workspace, reader, wanted, table, arguments)


@router.get("/answer")
def answer(
    request: Request, workspace: WorkspaceDep, reader: ReaderDep, wanted: WantedDep, q: Text
) -> Response:
    """The answer to a question."""

    def make() -> Table:
        asked = ask(workspace.store, q, _ALL)
        table = answer_table(asked.answer)
        return replace(table, understood=asked.understood)

    table = kept_table(request, workspace, ("answer", q), make)
    return table_page(workspace, reader, wanted, table, {"q": q}, question=q)


def table_page(
    workspace: Workspace,
    reader: ReaderDep,
    wanted: Wanted,
    table: Table,
    arguments: Mapping[str, str] | None = None,
    template: str = "table",
    **values: object,
) -> Response:
    """What is wanted of a table, as a page or as a file; `arguments` are what it is about."""
    address = reader.address
    chosen = {each: address.values(each) for each in table.facets if each not in (arguments or {})}
    choice = Choice(chosen, wanted.words, wanted.sort, wanted.way == "down", wanted.row)
    documents = documents_of(workspace)
    if wanted.form:
        return _file(table, choice, wanted.form, documents)
    found = shown(table, choice)
    kept = dict(arguments or {}, lang=address.first("lang"))
    html = page(
        template,
        reader.language,
        address,
        table=table,
        shown=found,
        choice=choice,
        chosen=bool(wanted.words or any(chosen.values())),
        plain=Address(address.path).with_(**kept),
        draw=_drawing(address, found.rows),
        page=PAGE,
        documents=documents,
        **{"tabs": (), **values},
    )
    return HTMLResponse(html)


def table_of_kind(request: Request, workspace: Workspace, label: str) -> Table:
    """The table of the things of a kind, or of all figures."""

    def make() -> Table:
        if label == "Observation":
            return answer_table(run(workspace.store, "figures", {}, _ALL))
        return things_table(workspace.store, label, documents_of(workspace))

    return kept_table(request, workspace, label, make)


def kept_table(
    request: Request, workspace: Workspace, key: Hashable, make: Callable[[], Table]
) -> Table:
    """A table of the graph as it is now, made where it is not kept."""
    kept: Kept = request.app.state.tables
    return kept.table(workspace.store.version(), key, make)


def documents_of(workspace: Workspace) -> Mapping[str, Loaded]:
    """The documents of the collection by their ids."""
    return {each.id: each for each in workspace.documents()}


def _drawing(address: Address, rows: Sequence[Row]) -> str:
    """The address that draws what some rows are about, empty where they are about nothing."""
    ids = [str(row.get("thing") or row.get("id") or "") for row in rows]
    nodes = [each for each in dict.fromkeys(ids) if each][:_MOST_DRAWN]
    return f"{address.to('/')}#n={'_'.join(nodes)}" if nodes else ""


def _file(
    table: Table, choice: Choice, form: Literal["csv", "xlsx"], documents: Mapping[str, Loaded]
) -> Response:
    """All rows that are chosen, with every column that a program may want."""
    rows = [_plain(row, documents) for row in shown(table, choice, 0).rows]
    columns = [*dict.fromkeys(name for row in rows for name in row)]
    content = (
        sheet_of(columns, rows)
        if form == "xlsx"
        else (BYTE_ORDER_MARK + csv_text(columns, rows)).encode()
    )
    name = quote(f"{table.title}.{form}")
    disposition = f"attachment; filename=\"lantu.{form}\"; filename*=UTF-8''{name}"
    return Response(content, media_type=_MEDIA[form], headers={"Content-Disposition": disposition})


def _plain(row: Row, documents: Mapping[str, Loaded]) -> Row:
    """A row with lists as text, and documents by their titles."""
    said = {
        name: "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in row.items()
    }
    if isinstance(held := row.get("documents"), list | tuple):
        titles = (documents[each].title if each in documents else str(each) for each in held)
        said["documents"] = "; ".join(titles)
    return said
