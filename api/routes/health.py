"""Whether the server can answer: asked by what starts it and watches over it."""

from __future__ import annotations

import asyncio
import time

import anyio
from fastapi import APIRouter, Request

from graph.errors import StoreError
from graph.workspace import Workspace

router = APIRouter(include_in_schema=False)

HEALTH_PATH = "/healthz"
_SECONDS = 5.0
_FRESH_SECONDS = 1.0


class Pulse:
    """Asks the store whether it answers: once at a time and once a second, whoever wants to know.

    Where it has answered within the last seconds nobody waits for the next answer. Asking has a
    thread of its own, so that it does not wait for what else the server does.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._thread = anyio.CapacityLimiter(1)
        self._asking: asyncio.Task[None] | None = None
        self._answered = -_SECONDS

    async def check(self) -> None:
        """Return where the store answers. Raises StoreError."""
        silent = time.monotonic() - self._answered
        if silent < _FRESH_SECONDS:
            return
        asking = self.ask()
        if silent >= _SECONDS:
            await asyncio.wait({asking}, timeout=_SECONDS)
            if not asking.done():
                raise StoreError(f"the store has not answered for {_SECONDS:g} seconds")
            asking.result()

    def ask(self) -> asyncio.Task[None]:
        """Begin to ask the store, unless that is under way."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
            self._asking.add_done_callback(self._note)
        return self._asking

    async def _ask(self) -> None:
        digests = self._workspace.store.digests
        await anyio.to_thread.run_sync(digests, limiter=self._thread, abandon_on_cancel=True)

    def _note(self, asked: asyncio.Task[None]) -> None:
        failed = asked.cancelled() or asked.exception() is not None
        self._answered = time.monotonic() - (_SECONDS if failed else 0)


@router.get(HEALTH_PATH)
async def health(request: Request) -> dict[str, str]:
    """Well where the store answers, even if nothing was loaded yet; otherwise a problem, 503."""
    pulse: Pulse = request.app.state.pulse
    await pulse.check()
    return {"status": "ok"}
