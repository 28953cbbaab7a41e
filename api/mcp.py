"""The graph for language-model agents, over the Model Context Protocol.

Each tool is a way in that people have too (`graph.queries`, `graph.questions`), its answer cut to
what a model's context holds (`api.brief`). Needs the extra `lantu[mcp]`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from importlib.metadata import version
from typing import Annotated, Any, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import Field
from starlette.types import ASGIApp

from api.access import Access, TokenGuard
from api.brief import brief
from api.guard import AllowedHosts, OwnPages
from api.limits import ServerLimits
from api.rate import RateLimit
from graph.describe import model_page
from graph.errors import AmbiguousName, LantuError, NotUnderstood
from graph.queries.catalogue import catalogue
from graph.queries.names import resolve
from graph.queries.run import run
from graph.queries.selection import parsed_where
from graph.queries.statement import run_statement
from graph.questions.ask import ask as answer_question
from graph.stores.interface import Limits, Store
from graph.workspace import Workspace

PATH = "/mcp"
_READ = 1_000
_BODY_BYTES = 256 * 1024
_Given = ParamSpec("_Given")
Told = dict[str, Any]
Most = Annotated[int, Field(ge=1, le=200, description="most rows to give")]
Name = Annotated[
    str, Field(min_length=1, max_length=400, description="a name in Chinese or English, or an id")
]
Some = Annotated[list[str], Field(max_length=50)]
_INSTRUCTIONS = """\
Planning documents (government work reports and the like) as a knowledge graph of projects, goals,
measures, areas, agencies, organizations, indicators and their values. Names are Chinese; English
ones are understood where they are known. Every row that claims something has `quote`, the words of
the document that say so, `document`, `place` and `year`: quote them. `basis` tells whether a
sentence says it (stated), the layout does (structural) or it was concluded (inferred). What is not
in the documents is not in the graph: say that nothing was found, rather than filling in.
Begin with `search` or `ask`; read `lantu://model` before writing Cypher."""


def create_server(workspace: Workspace) -> MCPServer[Any]:
    """A server of a workspace's graph; nothing that it offers changes anything."""
    server: MCPServer[Any] = MCPServer(
        "lantu", instructions=_INSTRUCTIONS, version=version("lantu"), log_level="WARNING"
    )
    for tool in (*_lookups(workspace), *_answers(workspace), *_comparisons(workspace)):
        server.tool()(_in_words(tool))
    _add_resources(server, workspace)
    return server


def over_http(
    server: MCPServer[Any], *, hosts: Collection[str], limits: ServerLimits, access: Access
) -> ASGIApp:
    """The server as an application that answers at `PATH`, under some host names and to whom
    `access` lets, as `api.http` does."""
    app: ASGIApp = server.streamable_http_app(
        streamable_http_path=PATH,
        max_request_body_size=_BODY_BYTES,
        # Hosts and origins are checked here, for names that the address does not tell.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    # Whatever is posted there only reads.
    app = TokenGuard(app, access=access, reading=(PATH,), open=())
    if limits.requests_a_minute:
        app = RateLimit(app, a_minute=limits.requests_a_minute, prefix=PATH)
    return AllowedHosts(OwnPages(app), hosts=hosts)


def _lookups(workspace: Workspace) -> Iterator[Callable[..., Told]]:
    def search(text: Name, most: Most = 20) -> Told:
        """Find things by a part of their name, in Chinese or English, the nearest first."""
        return _run(workspace, "search", {"text": text}, most)

    def thing(node: Name, most: Most = 30) -> Told:
        """What one thing is, in which documents, and the sentences that speak of it."""
        with _pinned(workspace) as store:
            found = resolve(store, node)
            said = run(store, "evidence", {"node": found.ids[0]}, Limits(rows=_READ))
            return {"name": found.name, "kind": found.kind, "ids": found.ids, **brief(said, most)}

    def neighbours(node: Name, most: Most = 40) -> Told:
        """What a thing is joined with: relationship, direction, and the words that say so."""
        return _run(workspace, "neighbours", {"node": node}, most)

    def path(start: Name, end: Name) -> Told:
        """The shortest way between two things, hop by hop, each with its sentence."""
        return _run(workspace, "path", {"from": start, "to": end}, 50)

    def evidence(node: Name, most: Most = 20) -> Told:
        """Every sentence that speaks of a thing, with document, section and place."""
        return _run(workspace, "evidence", {"node": node}, most)

    def passages(text: Name, place: Some = [], year: Some = [], most: Most = 10) -> Told:  # noqa: B006
        """Paragraphs that say some words; of several with | between them one is enough."""
        return _run(workspace, "passages", {"text": text}, most, place=place, year=year)

    yield from (search, thing, neighbours, path, evidence, passages)


def _answers(workspace: Workspace) -> Iterator[Callable[..., Told]]:
    def ask(question: Name, most: Most = 20, after: str | None = None) -> Told:
        """Answer a question in Chinese or English; `after` is the id of the answer it follows.

        A question that cannot be answered rightly is refused, with what was understood.
        """
        with _pinned(workspace) as store:
            asked = answer_question(store, question, Limits(rows=_READ), after)
        told = asked.to_json()
        kept = {name: told[name] for name in ("question", "understood", "id")}
        return {**kept, **brief(asked.answer, most)}

    def query(name: str, arguments: dict[str, str], most: Most = 20) -> Told:
        """Answer one of the named queries that `lantu://queries` lists."""
        return _run(workspace, name, arguments, most)

    def cypher(
        statement: Annotated[str, Field(min_length=1, max_length=10_000)],
        parameters: dict[str, str | int | float | bool | None] | None = None,
        most: Most = 50,
    ) -> Told:
        """Run a Cypher statement that only reads; see `lantu://model` for labels and properties."""
        given: dict[str, Any] = parameters or {}
        with _pinned(workspace) as store:
            answered = run_statement(store, statement, given, Limits(rows=_READ))
        return brief(answered, most)

    yield from (ask, query, cypher)


def _comparisons(workspace: Workspace) -> Iterator[Callable[..., Told]]:
    def targets(
        place: Some = [],  # noqa: B006
        year: Some = [],  # noqa: B006
        verdict: Some = [],  # noqa: B006
        goal: Name | None = None,
        agency: Name | None = None,
        most: Most = 20,
    ) -> Told:
        """Targets beside their results with a verdict: met, missed, on_the_way, no_figure, ..."""
        about = {name: said for name, said in (("goal", goal), ("agency", agency)) if said}
        return _run(workspace, "track", about, most, place=place, year=year, verdict=verdict)

    def matrix(
        indicator: Name,
        place: Some = [],  # noqa: B006
        year: Some = [],  # noqa: B006
        status: Some = [],  # noqa: B006
        most: Most = 40,
    ) -> Told:
        """The values of an indicator by place and year, ranked, each with its sentence."""
        about = {"indicator": indicator}
        return _run(workspace, "matrix", about, most, place=place, year=year, status=status)

    def compare(a: Name, b: Name, kind: Some = [], most: Most = 40) -> Told:  # noqa: B006
        """Two documents of one place (new, continued, finished, dropped), or two places."""
        return _run(workspace, "compare", {"a": a, "b": b}, most, kind=kind)

    yield from (targets, matrix, compare)


def _add_resources(server: MCPServer[Any], workspace: Workspace) -> None:
    @server.resource("lantu://model", mime_type="text/markdown")
    def model() -> str:
        """Labels, relationship types and properties of the graph."""
        return model_page()

    @server.resource("lantu://queries", mime_type="application/json")
    def queries() -> list[Told]:
        """The named queries with their parameters."""
        return [
            {
                "query": each.name,
                "title": each.title,
                "parameters": [parameter.name for parameter in each.parameters],
            }
            for each in catalogue().values()
        ]

    @server.resource("lantu://documents", mime_type="application/json")
    def documents() -> list[Told]:
        """The documents that the graph is made of, by place and year."""
        return [
            {"id": each.id, "title": each.title, "place": each.place, "year": each.year}
            for each in workspace.documents()
            if not each.error
        ]


@contextmanager
def _pinned(workspace: Workspace) -> Iterator[Store]:
    """One graph for the whole of an answer, whatever is loaded meanwhile."""
    with workspace.store.pinned() as store:
        yield store


def _run(
    workspace: Workspace, name: str, arguments: Mapping[str, str], most: int, **where: list[str]
) -> Told:
    chosen = parsed_where({key: said for key, said in where.items() if said})
    with _pinned(workspace) as store:
        return brief(run(store, name, arguments, Limits(rows=_READ), where=chosen), most)


def _in_words(tool: Callable[_Given, Told]) -> Callable[_Given, Told]:
    """A tool whose errors tell the model what was wrong, and what it may ask instead."""

    @wraps(tool)
    def told(*given: _Given.args, **named: _Given.kwargs) -> Told:
        try:
            return tool(*given, **named)
        except AmbiguousName as error:
            several = "; ".join(f"{each['id']} {each['name']}" for each in error.candidates)
            raise ToolError(f"{error} Give one of these ids: {several}") from error
        except NotUnderstood as error:
            ways = "; ".join(error.suggestions)
            raise ToolError(f"{error} {error.understood} It can answer: {ways}") from error
        except LantuError as error:
            raise ToolError(str(error)) from error

    return told
