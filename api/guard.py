"""What stands before every route: limits on what comes in, and headers on what goes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem_response

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
# Swagger UI sets style attributes in the markup it makes.
_DOCS_POLICY = {**_POLICY, "style-src": "'self' 'unsafe-inline'"}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds headers that keep a page from loading or running anything that is not Lantu's."""

    def __init__(self, app: ASGIApp, docs_path: str) -> None:
        self._app = app
        self._docs_path = docs_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = _written(_DOCS_POLICY if scope["path"] == self._docs_path else _POLICY)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**_HEADERS, "Content-Security-Policy": policy})
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Refuses a request whose body is larger than its path allows, before reading it.

    `limits` gives the number of bytes by path; other paths get `default`. A body of undeclared
    length is refused too: the server below makes sure that no more comes than was declared.
    """

    def __init__(self, app: ASGIApp, default: int, limits: Mapping[str, int]) -> None:
        self._app = app
        self._default = default
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and (refusal := self._refusal(scope)):
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        path: str = scope["path"]
        headers = Headers(scope=scope)
        if "transfer-encoding" in headers:
            return problem_response(path, 411, "The request has to declare its Content-Length.")
        limit = self._limits.get(path, self._default)
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > limit:
            detail = f"The request is larger than the {limit:,} bytes allowed here."
            return problem_response(path, 413, detail, "too-large", {"Connection": "close"})
        return None


class AllowedHosts:
    """Refuses requests addressed to another host, as a page elsewhere would make a browser send.

    `hosts` are names without port; `*` allows any.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and not self._allows(Headers(scope=scope).get("host", "")):
            detail = "This server does not answer under that host name. Start it with --host."
            await problem_response(scope["path"], 421, detail)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _allows(self, host: str) -> bool:
        name = host.rpartition(":")[0] if _PORT.search(host) else host
        return "*" in self._hosts or name in self._hosts


_PORT = re.compile(r":\d+$")


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())
