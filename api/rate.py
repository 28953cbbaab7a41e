"""How often one client may ask: so many requests at once, and then as many a minute."""

from __future__ import annotations

import math
from collections import OrderedDict
from ipaddress import ip_address, ip_network
from time import monotonic

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from api.guard import Guard
from api.problems import problem_response

_MOST_CLIENTS = 10_000
_PREFIX_OF_A_CLIENT = 64
"""Bits of an address of IPv6 that are one client's: it has all addresses that begin so."""


class RateLimit(Guard):
    """Refuses what one client asks for beyond its number of requests under `prefix`."""

    def __init__(self, app: ASGIApp, a_minute: int, prefix: str) -> None:
        super().__init__(app)
        self._most = float(a_minute)
        self._prefix = prefix
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """How many requests each client has left, and when that was so; the latest last."""

    def _refusal(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        if not scope["path"].startswith(self._prefix):
            return None
        client, now = _client(scope), monotonic()
        left, then = self._left.pop(client, (self._most, now))
        left = min(self._most, left + (now - then) * self._most / 60)
        refused = left < 1
        self._left[client] = (left if refused else left - 1, now)
        if len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        if not refused:
            return None
        seconds = math.ceil((1 - left) * 60 / self._most)
        detail = f"More than {self._most:g} requests a minute. Try again in {seconds} seconds."
        retry = {"Retry-After": str(seconds)}
        return problem_response(scope["path"], 429, detail, "rate", retry)


def _client(scope: Scope) -> str:
    host = scope["client"][0] if scope["client"] else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ip_network(f"{address.compressed}/{_PREFIX_OF_A_CLIENT}", strict=False))
