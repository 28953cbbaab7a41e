"""The HTTP application: the interface under /api/v1, its documentation, and the explorer at `/`."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.guard import AllowedHosts, BodyLimit, SecurityHeaders
from api.problems import answer_with_problems
from api.routes import (
    ask,
    canvas,
    cypher,
    documents,
    health,
    nodes,
    pages,
    passages,
    queries,
    search,
)
from graph.workspace import Workspace

PREFIX = "/api/v1"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
UPLOAD_BYTES = 50 * 1024 * 1024
_BODY_BYTES = 256 * 1024
_SUBJECTS = (search, ask, queries, nodes, passages, documents, cypher, canvas)


def create_app(
    workspace: Workspace,
    *,
    writable: bool = False,
    hosts: Collection[str] = LOOPBACK,
    upload_bytes: int = UPLOAD_BYTES,
) -> FastAPI:
    """The application over one workspace, which the caller closes.

    Documents can be added and taken out only where it is `writable`. It answers under the host
    names `hosts`, without ports; `*` stands for any. An upload may have `upload_bytes` bytes.
    """
    app = FastAPI(
        title="Lantu",
        version=version("lantu"),
        summary="Planning documents as a knowledge graph, every fact with its sentence.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.workspace = workspace
    app.state.writable = writable
    for subject in _SUBJECTS:
        app.include_router(subject.router, prefix=PREFIX)
    app.include_router(pages.router)
    app.include_router(health.router)
    app.mount("/static/explorer", StaticFiles(directory=pages.EXPLORER), name="explorer")
    answer_with_problems(app)
    limits = {f"{PREFIX}/documents": upload_bytes}
    app.add_middleware(BodyLimit, default=_BODY_BYTES, limits=limits)
    app.add_middleware(AllowedHosts, hosts=hosts)
    app.add_middleware(SecurityHeaders, docs_path=pages.DOCS_PATH)
    return app
