"""What stands before every route: requests that are refused before their body is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import problem_response

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Passes a request on unless it has to be refused."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        refusal = self._refusal(scope, Headers(scope=scope)) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        raise NotImplementedError


class BodyLimit(Guard):
    """Refuses a request whose body is larger than its path allows.

    `limits` gives the number of bytes by path, which holds for all below it; others get `default`.
    A body of undeclared length is refused too: the server below makes sure that no more comes than
    was declared.
    """

    def __init__(self, app: ASGIApp, default: int, limits: Mapping[str, int]) -> None:
        super().__init__(app)
        self._default = default
        self._limits = limits

    def _refusal(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        path: str = scope["path"]
        if "transfer-encoding" in headers:
            return problem_response(path, 411, "The request has to declare its Content-Length.")
        below = (most for start, most in self._limits.items() if _is_below(path, start))
        limit = next(below, self._default)
        declared = headers.get("content-length", "0")
        if not declared.isdecimal() or int(declared) > limit:
            detail = f"The request is larger than the {limit:,} bytes allowed here."
            return problem_response(path, 413, detail, "too-large")
        return None


class AllowedHosts(Guard):
    """Refuses requests addressed to another host, as a page elsewhere would make a browser send.

    `hosts` are names without port; `*` allows any.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        super().__init__(app)
        self._hosts = hosts

    def _refusal(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        host = headers.get("host", "")
        name = host.rpartition(":")[0] if _PORT.search(host) else host
        if "*" in self._hosts or name in self._hosts:
            return None
        detail = "This server does not answer under that host name. Start it with --host."
        return problem_response(scope["path"], 421, detail)


class OwnPages(Guard):
    """Refuses what a page of another site makes a browser send, unless it only reads.

    Browsers say which page a request comes from, in `Sec-Fetch-Site` or `Origin`; programs say
    neither and are served.
    """

    def _refusal(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        if scope["method"] in SAFE_METHODS:
            return None
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        own = f"//{headers.get('host', '')}".lower()
        if site in _OWN_SITES and (origin is None or f"//{urlsplit(origin).netloc}".lower() == own):
            return None
        detail = "A page of another site sent this request. Send it from Lantu's own pages."
        return problem_response(scope["path"], 403, detail, "other-site")


def _is_below(path: str, start: str) -> bool:
    return path == start or path.startswith(f"{start}/")


_PORT = re.compile(r":\d+$")
_OWN_SITES = {None, "same-origin", "none"}
