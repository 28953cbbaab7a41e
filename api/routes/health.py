"""Whether the server can answer: asked by what starts it and watches over it."""

from __future__ import annotations

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

    That has a thread of its own, so that it does not wait for what else the server does.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._turn = anyio.Lock()
        self._thread = anyio.CapacityLimiter(1)
        self._answered = -_FRESH_SECONDS

    async def check(self) -> None:
        """Return where the store answers. Raises StoreError."""
        try:
            with anyio.fail_after(_SECONDS):
                async with self._turn:
                    if time.monotonic() - self._answered >= _FRESH_SECONDS:
                        await anyio.to_thread.run_sync(
                            self._ask, limiter=self._thread, abandon_on_cancel=True
                        )
                        self._answered = time.monotonic()
        except TimeoutError:
            raise StoreError(f"the store has not answered for {_SECONDS:g} seconds") from None

    def _ask(self) -> None:
        self._workspace.store.digests()


@router.get(HEALTH_PATH)
async def health(request: Request) -> dict[str, str]:
    """Well where the store answers, even if nothing was loaded yet; otherwise a problem, 503."""
    pulse: Pulse = request.app.state.pulse
    await pulse.check()
    return {"status": "ok"}
