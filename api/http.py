"""The HTTP application: the interface under /api/v1, its documentation, and the explorer at `/`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib.metadata import version
from tempfile import TemporaryDirectory

import anyio
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import pages as readable
from api.audit import Audit
from api.guard import AllowedHosts, BodyLimit, OwnPages
from api.limits import ServerLimits
from api.outgoing import AnswerLimit, Heads, SecurityHeaders
from api.pages.kept import Kept
from api.pages.problems import ProblemPages
from api.pairs import Pairs
from api.places import Places
from api.problems import answer_with_problems
from api.routes import (
    ask,
    canvas,
    changes,
    cypher,
    documents,
    health,
    links,
    nodes,
    pages,
    passages,
    queries,
    search,
    tracking,
)
from api.writing import Writer
from graph.workspace import Workspace

PREFIX = "/api/v1"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
DEFAULT_LIMITS = ServerLimits()
_BODY_BYTES = 256 * 1024
_ROUTERS = (
    search.router,
    ask.router,
    queries.router,
    tracking.router,
    nodes.router,
    passages.router,
    documents.router,
    changes.router,
    links.router,
    links.changing,
    cypher.router,
    canvas.router,
)


def create_app(
    workspace: Workspace,
    *,
    writer: Writer | None = None,
    hosts: Collection[str] = LOOPBACK,
    limits: ServerLimits = DEFAULT_LIMITS,
) -> FastAPI:
    """The application over one workspace, which the caller closes.

    Documents can be added and taken out, and links decided, only where there is a `writer`. It
    answers under the host names `hosts`, without ports; `*` stands for any.
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
    app.state.pulse = health.Pulse(workspace)
    app.state.workspace = workspace
    app.state.writer = writer
    app.state.tables = Kept()
    app.state.uploads = None
    for router in _ROUTERS:
        app.include_router(router, prefix=PREFIX)
    app.include_router(pages.router)
    app.include_router(readable.router)
    app.include_router(health.router)
    app.mount("/static/explorer", StaticFiles(directory=pages.EXPLORER), name="explorer")
    answer_with_problems(app)
    documents = f"{PREFIX}/documents"
    # The last is the first that a request comes to.
    app.add_middleware(BodyLimit, default=_BODY_BYTES, limits={documents: limits.upload_bytes})
    app.add_middleware(OwnPages)
    app.add_middleware(AllowedHosts, hosts=hosts)
    app.add_middleware(AnswerLimit, most=limits.answer_bytes)
    app.add_middleware(ProblemPages, programs=(PREFIX, "/static"))
    app.add_middleware(SecurityHeaders, docs_path=pages.DOCS_PATH)
    app.add_middleware(Heads)
    app.add_middleware(Audit, paths=(documents, f"{PREFIX}/links"))
    return app


@asynccontextmanager
async def _with_room(app: FastAPI) -> AsyncIterator[None]:
    """Give the application the threads that its places need, and uploads a folder to wait in.

    The store is asked how it is at once: the first question takes the longest.
    """
    app.state.pulse.ask()
    anyio.to_thread.current_default_thread_limiter().total_tokens = app.state.limits.threads
    with TemporaryDirectory(prefix="lantu-", ignore_cleanup_errors=True) as folder:
        app.state.uploads = folder
        yield
