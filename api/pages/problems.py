"""Problems as pages, for readers who asked for a page, in their language."""

from __future__ import annotations

import json

from fastapi.responses import HTMLResponse
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from viz.address import Address
from viz.pages import page
from viz.words import wanted_language, words

_MEDIA_TYPE = "application/problem+json"


class ProblemPages:
    """Turns a problem that a browser got where it asked for a page into one.

    Paths that begin with one of `programs` are left as they are.
    """

    def __init__(self, app: ASGIApp, programs: tuple[str, ...]) -> None:
        self._app = app
        self._programs = programs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not self._is_page(scope):
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def send_page(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                media_type = Headers(raw=message["headers"]).get("content-type", "")
                if media_type.startswith(_MEDIA_TYPE):
                    start = message
                    return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                await _page_of(Request(scope), start["status"], json.loads(body))(
                    scope, receive, send
                )

        await self._app(scope, receive, send_page)

    def _is_page(self, scope: Scope) -> bool:
        asked = Headers(scope=scope).get("accept", "")
        return "text/html" in asked and not scope["path"].startswith(self._programs)


def _page_of(request: Request, status: int, problem: dict[str, object]) -> HTMLResponse:
    address = Address(request.url.path, tuple(request.query_params.multi_items()))
    accepted = request.headers.get("accept-language", "")
    language = wanted_language(address.first("lang"), accepted)
    kind = str(problem["type"]).rpartition(":")[2]
    if kind == "http" and status == 404:
        kind = "no-page"
    candidates = problem.get("candidates") or ()
    html = page(
        "problem",
        language,
        address,
        kind=kind if f"problem.{kind}" in words(language) else "other",
        # What is said of a question is in the language of the question.
        understood=problem.get("understood") or problem.get("refused") or "",
        candidates=candidates,
        suggestions=problem.get("suggestions") or (),
        choose=lambda id_: _instead(address, id_),
    )
    return HTMLResponse(html, status)


def _instead(address: Address, id_: str) -> str:
    """The page of the one that was meant, or the graph where the address does not say which."""
    named = [(name, value) for name, value in address.query if name != "lang"]
    if len(named) == 1 and named[0][0] != "q":
        return address.with_(**{named[0][0]: id_})
    return f"{address.to('/')}#n={id_}&node={id_}"
