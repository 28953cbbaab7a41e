"""The HTTP application: the interface under /api/v1, its documentation, and the explorer at `/`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from itertools import chain
from tempfile import TemporaryDirectory
from typing import Any

import anyio
from fastapi import APIRouter, FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles

from api import pages as readable
from api.access import EVERYBODY, Access, TokenGuard
from api.audit import Audit
from api.examples import shown
from api.forms import Forms
from api.fresh import Fresh
from api.guard import AllowedHosts, BodyLimit, OwnPages
from api.limits import ServerLimits
from api.listening import LOOPBACK
from api.outgoing import AnswerLimit, Heads, SecurityHeaders
from api.pages.kept import Kept
from api.pages.problems import ProblemPages
from api.pairs import Pairs
from api.places import Places
from api.problems import answer_with_problems
from api.rate import RateLimit
from api.routes import (
    PREFIX,
    ask,
    canvas,
    changes,
    cypher,
    documents,
    health,
    links,
    lists,
    nodes,
    pages,
    passages,
    queries,
    search,
    tracking,
)
from api.under_way import UnderWay
from api.watch import Metrics, Watch
from api.writing import Writer
from graph.workspace import Workspace

DEFAULT_LIMITS = ServerLimits()
_BODY_BYTES = 256 * 1024
_WORTH_PACKING = 1_000
_PACKED = 4
"""How hard gzip tries, of 9: more takes longer than it saves."""
_CHANGING = (f"{PREFIX}/links",)
"""What differs although no document came, went or changed."""
_READING_POSTS = (f"{PREFIX}/cypher", f"{PREFIX}/graph")
"""What is posted for its size, and only reads."""
_TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token of `lantu token create`",
}
_WRITING = (changes.router, links.changing)
_READING = (
    search.router,
    ask.router,
    queries.router,
    tracking.router,
    nodes.router,
    lists.router,
    passages.router,
    documents.router,
    links.router,
    cypher.router,
    canvas.router,
)
_OTHERS = (*readable.ROUTERS, pages.router, health.router)


def create_app(
    workspace: Workspace,
    *,
    writer: Writer | None = None,
    hosts: Collection[str] = LOOPBACK,
    limits: ServerLimits = DEFAULT_LIMITS,
    access: Access = EVERYBODY,
) -> FastAPI:
    """The application over one workspace, which the caller closes.

    Documents can be added and taken out, and links decided, only where there is a `writer`, and by
    whom `access` lets. It answers under the host names `hosts`, without ports; `*` stands for any.
    """
    app = FastAPI(
        title="Lantu",
        version=version("lantu"),
        summary="Planning documents as a knowledge graph, every fact with its sentence.",
        docs_url=None,
        redoc_url=None,
        lifespan=_with_room,
    )
    app.state.greeting = None
    app.state.limits = limits
    app.state.pairs = Pairs(workspace)
    app.state.places = Places(limits)
    app.state.metrics = Metrics(app.state.places)
    app.state.pulse = health.Pulse(partial(health.answers, workspace))
    app.state.readiness = health.Pulse(partial(health.has_something, workspace))
    app.state.workspace = workspace
    app.state.writer = writer
    app.state.tables = Kept()
    app.state.uploads = None
    app.state.under_way = UnderWay()
    # To include a router is to read all its routes' signatures again, which takes a second.
    for router in (*_READING, *_WRITING, *_OTHERS):
        app.router.routes.extend(router.routes)
    app.mount("/static/explorer", StaticFiles(directory=pages.EXPLORER), name="explorer")
    answer_with_problems(app)
    documents = f"{PREFIX}/documents"
    # The last is the first that a request comes to.
    app.add_middleware(
        Fresh, workspace=workspace, prefix=PREFIX, changing=_CHANGING, most=limits.kept_bytes
    )
    app.add_middleware(BodyLimit, default=_BODY_BYTES, limits={documents: limits.upload_bytes})
    app.add_middleware(TokenGuard, access=access, reading=_READING_POSTS, open=health.OPEN_PATHS)
    # What is asked for in another form is asked for no less.
    app.add_middleware(Forms, prefix=PREFIX)
    if limits.requests_a_minute:
        app.add_middleware(RateLimit, a_minute=limits.requests_a_minute, prefix=PREFIX)
    app.add_middleware(OwnPages)
    app.add_middleware(AllowedHosts, hosts=hosts)
    app.add_middleware(AnswerLimit, most=limits.answer_bytes)
    app.add_middleware(ProblemPages, programs=(PREFIX, "/static"))
    app.add_middleware(SecurityHeaders, docs_path=pages.DOCS_PATH)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=_PACKED)
    app.add_middleware(Heads)
    app.add_middleware(Audit, paths=(documents, f"{PREFIX}/links", "/views"))
    app.add_middleware(Watch, metrics=app.state.metrics)
    app.openapi = partial(_schema, app, access)  # type: ignore[method-assign]
    return app


def _schema(app: FastAPI, access: Access) -> dict[str, Any]:
    """The application's schema, with examples, and what needs a token."""
    if app.openapi_schema is None:
        schema = shown(FastAPI.openapi(app))
        if access.needs_token("read"):
            _say_what_needs_a_token(schema, _READING)
        if access.needs_token("write"):
            _say_what_needs_a_token(schema, _WRITING)
        app.openapi_schema = schema
    return app.openapi_schema


def _say_what_needs_a_token(schema: dict[str, Any], routers: Sequence[APIRouter]) -> None:
    schema.setdefault("components", {})["securitySchemes"] = {"HTTPBearer": _TOKEN}
    for route in chain.from_iterable(router.routes for router in routers):
        assert isinstance(route, APIRoute) and route.methods
        for method in route.methods:
            schema["paths"][route.path_format][method.lower()]["security"] = [{"HTTPBearer": []}]


@asynccontextmanager
async def _with_room(app: FastAPI) -> AsyncIterator[None]:
    """Give the application the threads that its places need, and uploads a folder to wait in.

    The store is asked how it is at once: the first question takes the longest.
    """
    app.state.pulse.begin()
    anyio.to_thread.current_default_thread_limiter().total_tokens = app.state.limits.threads
    with TemporaryDirectory(prefix="lantu-", ignore_cleanup_errors=True) as folder:
        app.state.uploads = folder
        yield
