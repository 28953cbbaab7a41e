"""Whether the server is well, and how busy: asked by what starts it and watches over it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import anyio
from fastapi import APIRouter, Request, Response

from api.watch import Metrics
from graph.errors import StoreError
from graph.workspace import Workspace

router = APIRouter(include_in_schema=False)

HEALTH_PATH = "/healthz"
READY_PATH = "/readyz"
METRICS_PATH = "/metrics"
OPEN_PATHS = (HEALTH_PATH, READY_PATH)
"""What nobody needs a token for."""
_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = 5.0
_FRESH_SECONDS = 1.0


class Pulse:
    """Asks the store, by `ask`: once at a time and once a second, whoever wants to know.

    Where it has answered within the last seconds nobody waits for the next answer. Asking has a
    thread of its own, so that it does not wait for what else the server does.
    """

    def __init__(self, ask: Callable[[], object]) -> None:
        self._ask = ask
        self._thread = anyio.CapacityLimiter(1)
        self._asking: asyncio.Task[None] | None = None
        self._answered = -_SECONDS

    async def check(self) -> None:
        """Return where the store answers. Raises StoreError."""
        silent = time.monotonic() - self._answered
        if silent < _FRESH_SECONDS:
            return
        asking = self.begin()
        if silent >= _SECONDS:
            await asyncio.wait({asking}, timeout=_SECONDS)
            if not asking.done():
                raise StoreError(f"the store has not answered for {_SECONDS:g} seconds")
            asking.result()

    def begin(self) -> asyncio.Task[None]:
        """Begin to ask, unless that is under way."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._asked())
            self._asking.add_done_callback(self._note)
        return self._asking

    async def _asked(self) -> None:
        await anyio.to_thread.run_sync(self._ask, limiter=self._thread, abandon_on_cancel=True)

    def _note(self, asked: asyncio.Task[None]) -> None:
        failed = asked.cancelled() or asked.exception() is not None
        self._answered = time.monotonic() - (_SECONDS if failed else 0)


def answers(workspace: Workspace) -> None:
    """Ask the store whether it answers. Raises StoreError."""
    workspace.store.digests()


def has_something(workspace: Workspace) -> None:
    """Ask the store for something that was loaded. Raises StoreError where there is nothing."""
    if not workspace.store.read("MATCH (d:Document) RETURN d.id LIMIT 1").rows:
        raise StoreError("nothing was loaded yet")


@router.get(HEALTH_PATH)
async def health(request: Request) -> dict[str, str]:
    """Well where the store answers, even if nothing was loaded yet; otherwise a problem, 503."""
    pulse: Pulse = request.app.state.pulse
    await pulse.check()
    return {"status": "ok"}


@router.get(READY_PATH)
async def ready(request: Request) -> dict[str, str]:
    """Ready where there is a graph that can be read; otherwise a problem, 503."""
    readiness: Pulse = request.app.state.readiness
    await readiness.check()
    return {"status": "ready"}


@router.get(METRICS_PATH)
async def metrics(request: Request) -> Response:
    """What was asked for, how long that took and what is under way, for Prometheus."""
    counted: Metrics = request.app.state.metrics
    return Response(counted.told(), media_type=_METRICS_TYPE)
