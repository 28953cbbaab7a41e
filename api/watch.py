"""What is known of requests from outside: an id each, counts and times, and a line in the log.

{"time": "2025-01-13T08:00:00+00:00", "request": "5f2a91c04be7d3aa", "client": "127.0.0.1",
 "method": "GET", "route": "/api/v1/nodes/{id}", "status": 200, "ms": 12}

Neither names nor questions are in it, nor any words of documents.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from traceback import extract_tb

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.places import KINDS, Places
from api.problems import problem_response

REQUESTS = "lantu.requests"
FAULTS = "lantu.faults"
_requests = logging.getLogger(REQUESTS)
_faults = logging.getLogger(FAULTS)
_HEADER = "X-Request-Id"
_GIVEN = re.compile(r"[\w.-]{1,64}", re.ASCII)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OTHER = "other"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counts of one application, for Prometheus."""

    def __init__(self, places: Places) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._requests = Counter(
            "lantu_requests",
            "Requests that ended",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "lantu_request_seconds",
            "How long requests took",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._faults = Counter("lantu_faults", "Errors inside Lantu", registry=self._registry)
        taken = Gauge(
            "lantu_places_taken", "Slow work that is under way", ("kind",), registry=self._registry
        )
        for kind in KINDS:
            taken.labels(kind).set_function(partial(places.at_work, kind))

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that ended."""
        named = method if method in _METHODS else _OTHER
        self._requests.labels(named, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def count_fault(self) -> None:
        """Count an error inside Lantu."""
        self._faults.inc()

    def told(self) -> bytes:
        """All counts, in the text that Prometheus reads."""
        return generate_latest(self._registry)


class Watch:
    """Gives each request an id, counts it, and writes its line; answers a fault with a problem."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        given = Headers(scope=scope).get(_HEADER, "")
        state["request"] = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        began, status = time.monotonic(), 0

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[_HEADER] = state["request"]
            await send(message)

        try:
            await self._app(scope, receive, send_named)
        except Exception as error:  # noqa: BLE001 - it is told, with an id by which it is found
            self._note_fault(scope, error)
            if status:
                raise ConnectionAbortedError(f"cut off: request {state['request']}") from None
            detail = f"Something went wrong inside Lantu: its log says what, at {state['request']}."
            problem = problem_response(scope["path"], 500, detail, "internal")
            await problem(scope, receive, send_named)
        finally:
            self._note(scope, status, time.monotonic() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope["state"].get("route", _OTHER)
        self._metrics.count(scope["method"], route, status, seconds)
        if _requests.isEnabledFor(logging.INFO):
            line = {
                **_who(scope),
                "method": scope["method"],
                "route": route,
                "status": status,
                "ms": round(seconds * 1_000),
            }
            _requests.info("%s", json.dumps(line, ensure_ascii=False))

    def _note_fault(self, scope: Scope, error: Exception) -> None:
        """Say what went wrong and where; not the message, in which words of a document may be."""
        self._metrics.count_fault()
        where = [
            f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in extract_tb(error.__traceback__)
        ]
        line = {**_who(scope), "fault": type(error).__name__, "where": where[-12:]}
        _faults.error(
            "%s", json.dumps(line), exc_info=error if _faults.isEnabledFor(logging.DEBUG) else None
        )


def _who(scope: Scope) -> Mapping[str, str]:
    state = scope["state"]
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "request": state["request"],
        "client": scope["client"][0] if scope["client"] else "",
        **({"token": state["token"]} if "token" in state else {}),
    }
